import { m } from '../../../i18n/paraglide/messages';
import type { MeasureDetail } from '../../domain/building';

/** The owner's part of the money, only ever said as a class. */
export const OWNER_SHARE_LABELS: Readonly<Record<MeasureDetail['ownerShare'], () => string>> = {
  none: m.records_measure_owner_none,
  minor: m.records_measure_owner_minor,
  half: m.records_measure_owner_half,
  major: m.records_measure_owner_major
};
