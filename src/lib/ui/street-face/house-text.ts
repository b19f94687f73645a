import { formatCount } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { intlLocale } from '../../../i18n/format';
import { labelThemeClass } from '../../../i18n/theme-classes';
import { indexFocus } from '../../domain/focus-index';
import { countClasses, THEME_CLASSES } from '../../domain/theme';
import type { Drawing } from '../house/unit-text';

/** What the colours of one house (row in `Focus.buildings`) say, in words: "7 belegt, 1 leer, 1 unbekannt". */
export function summariseHouse({ focus, theme, classes }: Drawing, building: number): string {
  const { buildingOfUnit } = indexFocus(focus);
  const own = Uint8Array.from(buildingOfUnit, (house) => (house === building ? 1 : 0));
  const counts = countClasses(theme, classes, own);
  const parts = THEME_CLASSES[theme].flatMap((name, index) => {
    const count = counts[index]!;
    return count === 0 ? [] : [m.house_face_class({ count: formatCount(count), label: labelThemeClass(theme, name) })];
  });
  if (parts.length === 0) return m.house_face_no_units();
  return new Intl.ListFormat(intlLocale(), { type: 'unit', style: 'short' }).format(parts);
}
