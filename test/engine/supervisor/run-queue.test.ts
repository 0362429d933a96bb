import { describe, expect, it } from 'vitest';
import { createRunQueue, type Queued } from '../../../src/engine/supervisor/run-queue.ts';

interface NamedJob extends Queued {
  readonly name: string;
  isSuspect: boolean;
}

const job = (name: string, rows = 8): NamedJob => ({ name, person: name[0]!, rows, isSuspect: false });
const names = (jobs: readonly NamedJob[]): string[] => jobs.map(({ name }) => name);

/** Ends the active jobs, oldest first, until nothing is left: the order in which jobs were admitted. */
function orderOf(queue: ReturnType<typeof createRunQueue<NamedJob>>): string[] {
  const order: NamedJob[] = [...queue.admit()];
  for (let i = 0; i < order.length; i++) {
    queue.remove(order[i]!);
    order.push(...queue.admit());
  }
  return names(order);
}

describe('createRunQueue', () => {
  it('takes turns between people, and keeps the order of each', () => {
    const queue = createRunQueue<NamedJob>(1);
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) queue.add(job(name));
    expect(names(queue.waiting())).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    expect(orderOf(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('does not let a new person overtake everybody for long', () => {
    const queue = createRunQueue<NamedJob>(1);
    for (const name of ['a1', 'a2', 'a3', 'a4']) queue.add(job(name));
    const [first] = queue.admit();
    queue.add(job('b1'));
    queue.add(job('b2'));
    queue.remove(first!);
    const [second] = queue.admit();
    queue.remove(second!);
    const [third] = queue.admit();
    expect(new Set(names([second!, third!]))).toEqual(new Set(['a2', 'b1']));
  });

  it('fills a batch with small jobs', () => {
    const queue = createRunQueue<NamedJob>(8);
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) queue.add(job(name, 2));
    expect(names(queue.admit())).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('lets a person with nothing active in beside a job that fills the batch', () => {
    const queue = createRunQueue<NamedJob>(8);
    for (const name of ['a1', 'a2', 'b1']) queue.add(job(name, 32));
    expect(names(queue.admit())).toEqual(['a1', 'b1']);
    expect(names(queue.waiting())).toEqual(['a2']);
  });

  it('draws at most as many jobs at once as a batch has rows', () => {
    const queue = createRunQueue<NamedJob>(2);
    for (const name of ['a', 'b', 'c']) queue.add(job(name));
    expect(names(queue.admit())).toEqual(['a', 'b']);
  });

  it('runs suspects first and alone', () => {
    const queue = createRunQueue<NamedJob>(8);
    for (const name of ['a1', 'b1', 'c1']) queue.add(job(name, 2));
    const active = queue.admit().slice(0, 2);
    for (const each of [...active].reverse()) {
      each.isSuspect = true;
      queue.putBack(each);
    }
    queue.remove(queue.active()[0]!);
    queue.add(job('d1', 2));
    expect(names(queue.admit())).toEqual(['a1']);
    expect(queue.admit()).toEqual([]);
    queue.remove(active[0]!);
    expect(names(queue.admit())).toEqual(['b1']);
    queue.remove(active[1]!);
    expect(names(queue.admit())).toEqual(['d1']);
  });
});
