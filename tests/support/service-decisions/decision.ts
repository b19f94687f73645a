import type { Capability } from '../../../src/lib/domain/access';
import type { ListingDraft } from '../../../src/lib/domain/listing-draft';
import type { ServiceContext } from '../../../src/lib/server/context';
import { TODAY } from '../factories';

/** Whose things a call is about. */
export interface Things {
  readonly unitId: number;
  readonly buildingId: number;
  readonly businessId: number;
  readonly storeyId: number;
  readonly enquiryId: string;
  readonly listingId: number;
}

export type Decision =
  /** Shows each reader what they may see; the canary tests read every byte of it. */
  | 'public'
  /** Called by services and by the program itself, never with what a reader sent. */
  | 'inside'
  /** Proven by a secret from a mail or from the first start. */
  | 'secret'
  /** About one's own account. */
  | { readonly own: (context: ServiceContext) => Promise<unknown> }
  | { readonly capability: Capability; readonly call: (context: ServiceContext, things: Things) => Promise<unknown> }
  /** Lists what the capability reaches to: the houses that its rows are about. */
  | { readonly capability: Capability; readonly list: (context: ServiceContext) => Promise<readonly number[]> };

export const NOBODY = '00000000-0000-4000-8000-000000000000';
export const claim = (id: number) => ({ id, version: null });
export const note = null;
/** Mails are composed only once somebody was let. */
export const mails = null as never;
export const offer: ListingDraft = {
  texts: { base: { title: 'Laden', description: '', fit_out: null, conditions: null }, others: {}, confirmed: [] },
  ...{ suitableUses: [], availableOn: TODAY, rentCentsPerSqm: null, serviceChargeCentsPerSqm: null, isVatAdded: false },
  ...{ depositMonths: null, minTermMonths: null, maxTermMonths: null, divisibleFromSqm: null, energyKind: null },
  ...{ energyKwhPerSqm: null, contactName: null, contactEmail: null, isAddressReleased: true }
};
