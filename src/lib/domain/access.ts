/** Who asks. Readers without an account are `public`. */
export const ROLES = ['public', 'seeker', 'owner', 'business', 'counsellor', 'planner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const CAPABILITIES = ['dwelling-status:read', 'commercial-status:read', 'natural-person:read'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export interface Actor {
  readonly role: Role;
}

export const PUBLIC_ACTOR: Actor = { role: 'public' };

/** What each role may do, after the visibility matrix of the domain notes. */
const CAPABILITIES_BY_ROLE: Readonly<Record<Role, ReadonlySet<Capability>>> = {
  public: new Set(),
  seeker: new Set(),
  owner: new Set(),
  business: new Set(),
  counsellor: new Set(),
  planner: new Set(CAPABILITIES),
  administrator: new Set(CAPABILITIES)
};

/** True when `actor` holds `capability`. */
export function can(actor: Actor, capability: Capability): boolean {
  return CAPABILITIES_BY_ROLE[actor.role].has(capability);
}
