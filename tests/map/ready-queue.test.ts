import { describe, expect, it } from 'vitest';
import { createReadyQueue } from '../../src/lib/map/ready-queue';

describe('ready queue', () => {
  it('keeps work until it opens, in order, and then runs it at once', () => {
    const queue = createReadyQueue(new AbortController().signal);
    const done: string[] = [];
    queue.run(() => done.push('paint'));
    queue.run(() => done.push('select'));
    expect(done).toEqual([]);
    queue.open();
    queue.run(() => done.push('now'));
    expect(done).toEqual(['paint', 'select', 'now']);
  });

  it('waits again after it was closed', () => {
    const queue = createReadyQueue(new AbortController().signal);
    const done: string[] = [];
    queue.open();
    queue.close();
    queue.run(() => done.push('later'));
    expect(done).toEqual([]);
    queue.open();
    expect(done).toEqual(['later']);
  });

  it('tells of its opening after the waiting work is done', async () => {
    const queue = createReadyQueue(new AbortController().signal);
    const done: string[] = [];
    queue.run(() => done.push('work'));
    const opened = queue.whenOpen().then(() => done.push('open'));
    queue.open();
    await opened;
    expect(done).toEqual(['work', 'open']);
  });

  it('drops all work and releases who waits when the map is destroyed', async () => {
    const life = new AbortController();
    const queue = createReadyQueue(life.signal);
    const done: string[] = [];
    queue.run(() => done.push('work'));
    const opened = queue.whenOpen();
    life.abort();
    await opened;
    queue.open();
    queue.run(() => done.push('more'));
    expect(done).toEqual([]);
  });
});
