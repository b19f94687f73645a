import { describe, expect, it } from 'vitest';
import { endure, type Victim } from '../support/endurance';

/** A few rounds; `npm run endure` does a hundred. */
describe.each<Victim>(['application', 'database'])('kill -9 of the %s in the midst of saves', (victim) => {
  it('loses nothing that was acknowledged, and recovers by itself', { timeout: 240_000 }, async () => {
    const { acknowledged, lost, faults } = await endure({ rounds: 2, victim, saves: 120 });
    expect(acknowledged).toBeGreaterThan(10);
    expect(lost).toEqual([]);
    expect(faults).toEqual([]);
  });
});
