import { reachOf, type Actor, type Capability } from './access';

/** Where the work of the desk is done, in the order of its tabs: what waits for somebody comes first. */
export const DESK_PLACES = [
  'work',
  'listings',
  'enquiries',
  'requests',
  'plans',
  'changes',
  'map',
  'buildings',
  'guide',
  'admin'
] as const;
export type DeskPlace = (typeof DESK_PLACES)[number];

/** Path of each place, without language. */
export const DESK_PATHS: Readonly<Record<DeskPlace, string>> = {
  work: '/desk',
  listings: '/desk/listings',
  enquiries: '/desk/enquiries',
  requests: '/desk/requests',
  plans: '/desk/plans',
  changes: '/desk/changes',
  map: '/edit',
  buildings: '/buildings',
  guide: '/desk/guide',
  admin: '/admin'
};

/** What each place is for: it opens for whoever may do any of it. */
const PURPOSES: Readonly<Record<DeskPlace, readonly Capability[]>> = {
  work: ['occupancy:change', 'business:change'],
  listings: ['listing:change'],
  enquiries: ['enquiry:answer'],
  requests: ['request:read'],
  plans: ['plan:change'],
  changes: ['audit:read'],
  map: ['occupancy:change'],
  buildings: ['occupancy:change'],
  guide: ['guide:change'],
  admin: ['account:administer']
};

/** The places that open for `actor`, in the order of the tabs; the desk begins with the first. None for the public. */
export function listDeskPlaces(actor: Pick<Actor, 'roles'>): readonly DeskPlace[] {
  return DESK_PLACES.filter((place) => PURPOSES[place].some((purpose) => reachOf(actor, purpose) !== 'none'));
}
