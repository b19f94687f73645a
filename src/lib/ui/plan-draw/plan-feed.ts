/** Calls `onChange` whenever somebody changed the plan, and once when a hidden page is seen again. Returns what ends it. */
export function followPlan(planId: number, onChange: () => void): () => void {
  let source: EventSource | null = null;
  const hear = (event: MessageEvent<string>): void => {
    const { planId: changed } = JSON.parse(event.data) as { readonly planId?: number };
    if (changed === undefined || changed === planId) onChange();
  };
  const listen = (): void => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (source === null) {
      source = new EventSource('/changes');
      source.addEventListener('plan', hear);
      // What was missed before the stream was open, or while it was away.
      source.addEventListener('open', onChange);
    }
  };
  document.addEventListener('visibilitychange', listen);
  listen();
  return () => {
    document.removeEventListener('visibilitychange', listen);
    source?.close();
  };
}
