/** Who asks. Readers without an account are `public`; roles add up where an account has several. */
export const ROLES = ['public', 'seeker', 'owner', 'business', 'counsellor', 'planner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that an account can be given. */
export const GRANTABLE_ROLES = ['seeker', 'owner', 'business', 'counsellor', 'planner', 'administrator'] as const;
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

/** Roles that mean nothing without the organisation whose houses or business they are about. */
export const ORGANISATION_ROLES: ReadonlySet<Role> = new Set(['owner', 'business']);

export const CAPABILITIES = [
  'dwelling-status:read',
  'commercial-status:read',
  'natural-person:read',
  'tenancy-terms:read',
  'past-knowledge:read',
  'audit:read',
  'occupancy:change',
  'occupancy:correct',
  'structure:change',
  'business:change',
  'change:undo',
  'listing:change',
  'listing:publish',
  'enquiry:answer',
  'request:read',
  'guide:change',
  'plan:change',
  'plan:decide',
  'comment:moderate',
  'rule:change',
  'account:administer',
  'outbox:read'
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** `own`: the houses or the business of the organisations that the account speaks for. */
export type Reach = 'all' | 'own' | 'none';

/**
 * What each role may do, after the visibility matrix of the domain notes (2.3). What a row does not name, it
 * may not. The only place where this is decided; every service asks it.
 */
export const CAPABILITY_TABLE: Readonly<Record<Capability, Readonly<Partial<Record<Role, Reach>>>>> = {
  'dwelling-status:read': { owner: 'own', planner: 'all', administrator: 'all' },
  'commercial-status:read': { owner: 'own', planner: 'all', administrator: 'all' },
  'natural-person:read': { planner: 'all', administrator: 'all' },
  'tenancy-terms:read': { owner: 'own', planner: 'all', administrator: 'all' },
  'past-knowledge:read': { planner: 'all', administrator: 'all' },
  'audit:read': { planner: 'all', administrator: 'all' },
  'occupancy:change': { owner: 'own', planner: 'all', administrator: 'all' },
  'occupancy:correct': { planner: 'all', administrator: 'all' },
  'structure:change': { planner: 'all', administrator: 'all' },
  'business:change': { business: 'own', planner: 'all', administrator: 'all' },
  'change:undo': { planner: 'all', administrator: 'all' },
  'listing:change': { owner: 'own', planner: 'all', administrator: 'all' },
  'listing:publish': { planner: 'all', administrator: 'all' },
  'enquiry:answer': { owner: 'own', planner: 'all', administrator: 'all' },
  'request:read': { counsellor: 'all', planner: 'all', administrator: 'all' },
  'guide:change': { counsellor: 'all', planner: 'all', administrator: 'all' },
  'plan:change': { planner: 'all', administrator: 'all' },
  'plan:decide': { planner: 'all', administrator: 'all' },
  'comment:moderate': { planner: 'all', administrator: 'all' },
  'rule:change': { administrator: 'all' },
  'account:administer': { administrator: 'all' },
  'outbox:read': { administrator: 'all' }
};

/** Who asks, as far as it matters for the quarter that is shown. */
export interface Actor {
  /** Null for readers without an account. */
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly roles: readonly Role[];
  /** Houses that the account's organisations own, for the role `owner`; rising. */
  readonly buildingIds: readonly number[];
  /** Businesses that the account's organisations run, for the role `business`; rising. */
  readonly businessIds: readonly number[];
}

export const PUBLIC_ACTOR: Actor = { account: null, roles: ['public'], buildingIds: [], businessIds: [] };

/** What a capability is used on. */
export interface Subject {
  readonly buildingId?: number;
  readonly businessId?: number;
}

/** How far `capability` reaches for `actor`: the widest of the roles. */
export function reachOf(actor: Pick<Actor, 'roles'>, capability: Capability): Reach {
  const reaches = actor.roles.map((role) => CAPABILITY_TABLE[capability][role]);
  if (reaches.includes('all')) return 'all';
  return reaches.includes('own') ? 'own' : 'none';
}

/**
 * True when `actor` holds `capability` on `subject`; without a subject, on everything. Where it reaches to what
 * is the actor's own, the subject must be one of their houses or their business.
 */
export function can(actor: Actor, capability: Capability, subject?: Subject): boolean {
  const reach = reachOf(actor, capability);
  if (reach !== 'own' || subject === undefined) return reach === 'all';
  const { buildingId, businessId } = subject;
  return (
    (buildingId !== undefined && actor.buildingIds.includes(buildingId)) ||
    (businessId !== undefined && actor.businessIds.includes(businessId))
  );
}
