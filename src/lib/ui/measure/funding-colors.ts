import type { FundingSource } from '../../domain/codes';

/**
 * A colour per source of money, on paper and by night. Neighbours in the usual order (federal, state,
 * municipal, EU) alternate in lightness, so that the bar reads in grey, too; the table beside it names each.
 */
export const FUNDING_COLORS: Readonly<Record<FundingSource, string>> = {
  federal: 'light-dark(#1e2a30, #ece6d8)',
  state: 'light-dark(#2e8b6f, #4bb492)',
  municipal: 'light-dark(#b4452b, #f0937a)',
  eu: 'light-dark(#3b78a8, #7fb2dc)',
  owner: 'light-dark(#8d8879, #7c888d)',
  other: 'light-dark(#e3a72f, #edb84a)'
};
