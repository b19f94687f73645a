import { describe, expect, it } from 'vitest';
import { DrawingHistory } from '../../src/lib/ui/plan-draw/drawing-history.svelte';
import { content, entry, part } from '../domain/plan/plan-factory';

const EMPTY = content([]);
const retail = content([entry(1, part('retail'))]);
const health = content([entry(1, part('health'))]);
const office = content([entry(1, part('office'))]);

describe('what was drawn', () => {
  it('is taken back and done again step by step', () => {
    const history = new DrawingHistory();
    expect(history.record(EMPTY, retail, { label: 'Handel' })).toBe(true);
    expect(history.record(retail, health, { label: 'Gesundheit' })).toBe(true);
    expect(history.record(health, health, { label: 'nichts' })).toBe(false);
    expect(history.lastDone?.label).toBe('Gesundheit');
    expect(history.undo(health)).toEqual(retail);
    expect(history.undo(retail)).toEqual(EMPTY);
    expect(history.undo(EMPTY)).toBeNull();
    expect(history.redo(EMPTY)).toEqual(retail);
    expect(history.lastUndone?.label).toBe('Gesundheit');
  });

  it('is one step where it goes on with the last', () => {
    const history = new DrawingHistory();
    history.record(EMPTY, retail, { label: 'Handel' });
    history.record(retail, health, { label: 'bewegt' });
    history.record(health, office, { label: 'bewegt', goesOn: true });
    expect(history.undo(office)).toEqual(retail);
    expect(history.redo(retail)).toEqual(office);
    expect(history.undo(office)).toEqual(retail);
    expect(history.undo(retail)).toEqual(EMPTY);
  });

  it('stays a step of its own where somebody drew over the last, or nothing was drawn before', () => {
    const history = new DrawingHistory();
    history.record(EMPTY, retail, { label: 'erster', goesOn: true });
    expect(history.undo(retail)).toEqual(EMPTY);
    history.record(EMPTY, retail, { label: 'Handel' });
    // Somebody else made it health meanwhile.
    history.record(health, office, { label: 'bewegt', goesOn: true });
    expect(history.undo(office)).toEqual(health);
  });

  it('lets go of a step that somebody drew over', () => {
    const history = new DrawingHistory();
    history.record(EMPTY, retail, { label: 'Handel' });
    expect(history.undo(health)).toBeNull();
    expect(history.lastDone).toBeNull();
  });
});
