import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/lib/domain/access';
import { DESK_PATHS, listDeskPlaces, type DeskPlace } from '../../src/lib/domain/desk-place';

const OWNED: readonly DeskPlace[] = ['work', 'listings', 'enquiries', 'map', 'buildings'];
const ALL_BUT_ADMIN: readonly DeskPlace[] = [
  ...(['work', 'listings', 'enquiries', 'requests', 'plans', 'changes', 'map', 'buildings', 'guide'] as const)
];

/** What the project decided, written down a second time; the desk begins with the first. */
const DECIDED: Readonly<Record<Role, readonly DeskPlace[]>> = {
  public: [],
  seeker: [],
  owner: OWNED,
  business: ['work'],
  counsellor: ['requests', 'guide'],
  planner: ALL_BUT_ADMIN,
  administrator: [...ALL_BUT_ADMIN, 'admin']
};

describe('the places of the desk', () => {
  it.each(ROLES)('are for the role %s those that it may work at', (role) => {
    expect(listDeskPlaces({ roles: [role] })).toEqual(DECIDED[role]);
  });

  it('add up where an account has several roles', () => {
    expect(listDeskPlaces({ roles: ['counsellor', 'business'] })).toEqual(['work', 'requests', 'guide']);
  });

  it('each have an address of their own', () => {
    expect(new Set(Object.values(DESK_PATHS)).size).toBe(Object.keys(DESK_PATHS).length);
  });
});
