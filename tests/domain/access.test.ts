import { describe, expect, it } from 'vitest';
import {
  can,
  CAPABILITIES,
  CAPABILITY_TABLE,
  GRANTABLE_ROLES,
  PUBLIC_ACTOR,
  reachOf,
  ROLES,
  type Actor,
  type Capability,
  type Role
} from '../../src/lib/domain/access';

/**
 * What the project decided, written down a second time: per role in the order public, seeker, owner, business,
 * counsellor, planner, administrator; `-` nothing, `o` own, `a` all. A capability that nobody decided about fails here.
 */
const DECIDED: Readonly<Record<Capability, string>> = {
  'dwelling-status:read': '--o--aa',
  'commercial-status:read': '--o--aa',
  'natural-person:read': '-----aa',
  'tenancy-terms:read': '--o--aa',
  'past-knowledge:read': '-----aa',
  'audit:read': '-----aa',
  'occupancy:change': '--o--aa',
  'occupancy:correct': '-----aa',
  'structure:change': '-----aa',
  'business:change': '---o-aa',
  'change:undo': '-----aa',
  'listing:change': '--o--aa',
  'listing:publish': '-----aa',
  'enquiry:answer': '--o--aa',
  'request:read': '----aaa',
  'guide:change': '----aaa',
  'plan:change': '-----aa',
  'plan:decide': '-----aa',
  'comment:moderate': '-----aa',
  'rule:change': '------a',
  'account:administer': '------a',
  'outbox:read': '------a'
};

const actor = (...roles: readonly Role[]): Actor => ({ account: null, roles, buildingIds: [3, 7], businessIds: [5] });

describe('the capability table', () => {
  it.each(CAPABILITIES)('decides about %s for every role', (capability) => {
    const table = ROLES.map((role) => (CAPABILITY_TABLE[capability][role] ?? 'none').replace('none', '-').charAt(0));
    expect(table.join('')).toBe(DECIDED[capability]);
    for (const role of Object.keys(CAPABILITY_TABLE[capability])) expect(ROLES).toContain(role);
  });

  it('gives readers without an account nothing, and lets nobody be granted that role', () => {
    expect(CAPABILITIES.filter((capability) => reachOf(PUBLIC_ACTOR, capability) !== 'none')).toEqual([]);
    expect([...GRANTABLE_ROLES, 'public'].sort()).toEqual([...ROLES].sort());
  });

  it('lets natural persons be read by planners and administrators alone', () => {
    expect(ROLES.filter((role) => can(actor(role), 'natural-person:read'))).toEqual(['planner', 'administrator']);
  });

  it('gives an administrator what a planner has', () => {
    for (const capability of CAPABILITIES) {
      if (can(actor('planner'), capability)) expect(can(actor('administrator'), capability)).toBe(true);
    }
  });
});

describe('can', () => {
  it('reaches everything, or what is one own’s', () => {
    expect(can(actor('planner'), 'occupancy:change', { buildingId: 99 })).toBe(true);
    expect(can(actor('owner'), 'occupancy:change', { buildingId: 7 })).toBe(true);
    expect(can(actor('owner'), 'occupancy:change', { buildingId: 8 })).toBe(false);
    expect(can(actor('business'), 'business:change', { businessId: 5 })).toBe(true);
    expect(can(actor('business'), 'business:change', { businessId: 3 })).toBe(false);
    expect(can(actor('seeker'), 'occupancy:change', { buildingId: 7 })).toBe(false);
  });

  it('means everything where no subject is named', () => {
    expect(can(actor('owner'), 'occupancy:change')).toBe(false);
    expect(can(actor('owner'), 'occupancy:change', {})).toBe(false);
    expect(can(actor('planner'), 'occupancy:change')).toBe(true);
  });

  it('never lets a house of the same number stand for a business', () => {
    const owner = { ...actor('owner'), businessIds: [] };
    expect(can(owner, 'business:change', { businessId: 3 })).toBe(false);
    expect(can(owner, 'business:change', { buildingId: 3 })).toBe(false);
  });

  it('adds roles up to the widest reach', () => {
    expect(reachOf(actor('owner', 'seeker'), 'occupancy:change')).toBe('own');
    expect(reachOf(actor('owner', 'planner'), 'occupancy:change')).toBe('all');
    expect(reachOf({ ...PUBLIC_ACTOR, roles: [] }, 'occupancy:change')).toBe('none');
  });
});
