type Choice = HTMLInputElement | HTMLSelectElement;

/** What is chosen in a list that nobody has touched. */
function givenIndex({ options }: HTMLSelectElement): number {
  const given = [...options].findLastIndex(({ defaultSelected }) => defaultSelected);
  return given === -1 ? [...options].findIndex(({ disabled }) => !disabled) : given;
}

function isTouched(control: Choice): boolean {
  if (control instanceof HTMLInputElement) return control.checked !== control.defaultChecked;
  return !control.multiple && control.selectedIndex !== givenIndex(control);
}

/** Notes what the control says now; the answer makes it say so again. */
function remember(control: Choice): () => void {
  if (control instanceof HTMLInputElement) {
    const { checked } = control;
    return () => (control.checked = checked);
  }
  const { value } = control;
  return () => (control.value = value);
}

/**
 * On a slow line somebody ticks and chooses before the page's script has started, which would then reset all of it to
 * what the server had sent. To be called before the page is taken over; what it answers, called afterwards, chooses the
 * same again and tells those who listen, as if it happened then.
 */
export function keepEarlyChoices(): () => void {
  const touched = [...document.querySelectorAll<Choice>('input[type="checkbox"], input[type="radio"], select')].filter(
    isTouched
  );
  const chosen = touched.map((control) => ({ control, restore: remember(control) }));
  return () => {
    for (const { restore } of chosen) restore();
    for (const { control } of chosen) {
      // Of radio buttons only the chosen one changes; the one before it was let go.
      const isLetGo = control instanceof HTMLInputElement && control.type === 'radio' && !control.checked;
      if (control.isConnected && !isLetGo) control.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
}
