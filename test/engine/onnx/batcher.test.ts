import { describe, expect, it } from 'vitest';
import { createLock } from '../../../src/engine/lock.ts';
import { Batcher, type BatcherOptions, type Row, type RowOwner } from '../../../src/engine/onnx/batcher.ts';

/** The model is a formula: each row's output is its sample plus its timestep. */
const answer = ({ sample, t }: Row): Float32Array => sample[0]!.map((value) => value + t);

const row = (value: number, t = 0): Row => ({
  sample: [Float32Array.of(value)],
  t,
  encoderHiddenStates: new Float32Array(0),
});

const owner = (person: string, job = 'job'): RowOwner => ({ person, job: `${person}-${job}` });

/** A batcher that records the samples of each run. */
function recording(maxBatch: number, options: Partial<BatcherOptions> = {}) {
  const runs: number[][] = [];
  const run = async (rows: readonly Row[]) => {
    runs.push(rows.map(({ sample }) => sample[0]![0]!));
    return rows.map(answer);
  };
  return { runs, batcher: new Batcher({ run, maxBatch, clock: () => 0, ...options }) };
}

describe('gathering', () => {
  it('puts what is asked for in one turn of the event loop into one run', async () => {
    const { runs, batcher } = recording(8);
    const asks = [1, 2, 3].map(async (value) => {
      for (let i = 0; i < 20; i += 1) await Promise.resolve(); // a sampler's own awaits
      return batcher.predict([row(value, 10)], owner('ann'));
    });
    expect((await Promise.all(asks)).flat()).toEqual([[11], [12], [13]].map((out) => Float32Array.from(out)));
    expect(runs).toEqual([[1, 2, 3]]);
  });

  it('keeps jobs together step by step: each of their steps shares one run', async () => {
    const { runs, batcher } = recording(8);
    const walk = async (person: string, value: number) => {
      for (let step = 0; step < 5; step += 1) {
        const pair = [batcher.predict([row(value)], owner(person)), batcher.predict([row(-value)], owner(person))];
        await Promise.all(pair);
      }
    };
    await Promise.all([walk('ann', 1), walk('bob', 2)]);
    expect(runs).toEqual(Array(5).fill([1, -1, 2, -2]));
  });

  it('puts what a job waits for into one run, and leaves out who does not fit', async () => {
    const { runs, batcher } = recording(8);
    const pairs = Array.from({ length: 8 }, (_, person) =>
      [1, -1].map((sign) => batcher.predict([row(sign * (person + 1))], owner(`person ${person}`))),
    );
    await Promise.all(pairs.flat());
    expect(runs).toEqual([
      [1, -1, 2, -2, 3, -3, 4, -4],
      [5, -5, 6, -6, 7, -7, 8, -8],
    ]);
  });

  it('fills a run with who fits, and begins the next one with who did not', async () => {
    const { runs, batcher } = recording(4);
    const ask = (person: string, values: readonly number[]) =>
      batcher.predict(
        values.map((value) => row(value)),
        owner(person),
      );
    await Promise.all([ask('ann', [1, 2, 3]), ask('bob', [4, 5]), ask('cyd', [6]), ask('dan', [7])]);
    expect(runs).toEqual([
      [1, 2, 3, 6],
      [4, 5, 7],
    ]);
  });

  it('spreads a call over runs when it is larger than a run, and answers in the order of its rows', async () => {
    const { runs, batcher } = recording(4);
    const rows = Array.from({ length: 10 }, (_, i) => row(i, 100));
    const outputs = await batcher.predict(rows, owner('ann'));
    expect(outputs.map(([value]) => value)).toEqual(rows.map((_, i) => 100 + i));
    expect(runs.map((each) => each.length)).toEqual([4, 4, 2]);
  });

  it('answers a call without rows', async () => {
    const { runs, batcher } = recording(4);
    expect(await batcher.predict([], owner('ann'))).toEqual([]);
    expect(runs).toEqual([]);
  });

  it('is busy from the first call to the last answer', async () => {
    const { batcher } = recording(4);
    expect(batcher.isBusy).toBe(false);
    const asked = batcher.predict([row(1)], owner('ann'));
    expect(batcher.isBusy).toBe(true);
    await asked;
    await new Promise(setImmediate);
    expect(batcher.isBusy).toBe(false);
  });
});

describe('fairness', () => {
  it('takes people in turn: ten jobs of one do not hold up the one job of another', async () => {
    const { runs, batcher } = recording(2);
    const many = Array.from({ length: 10 }, (_, i) => batcher.predict([row(i)], owner('ann', `${i}`)));
    const one = batcher.predict([row(100)], owner('bob'));
    await one;
    expect(runs).toEqual([[0, 100]]);
    await Promise.all(many);
    expect(runs.flat()).toHaveLength(11);
  });

  it('takes the jobs of one person in turn', async () => {
    const { runs, batcher } = recording(2);
    const sheet = batcher.predict(
      [1, 2, 3].map((value) => row(value)),
      owner('ann', 'sheet'),
    );
    const single = batcher.predict([row(10)], owner('ann', 'single'));
    await Promise.all([sheet, single]);
    expect(runs).toEqual([
      [1, 10],
      [2, 3],
    ]);
  });

  it('gives equal shares over many runs, whoever came first', async () => {
    const { runs, batcher } = recording(3);
    const people = ['ann', 'bob', 'cyd', 'dan'];
    const asks = people.map((person, p) =>
      batcher.predict(
        Array.from({ length: 6 }, () => row(p)),
        owner(person),
      ),
    );
    await Promise.all(asks);
    // Four people in runs of three: after every four runs each has had three rows.
    const firstHalf = runs.slice(0, 4).flat();
    expect(people.map((_, p) => firstHalf.filter((value) => value === p).length)).toEqual([3, 3, 3, 3]);
  });
});

describe('failure', () => {
  /** Fails every run that holds a 13. */
  const unlucky = async (rows: readonly Row[]) => {
    if (rows.some(({ sample }) => sample[0]![0] === 13)) throw new Error('unlucky');
    return rows.map(answer);
  };

  it('rejects exactly the rows of the run that failed', async () => {
    const { batcher } = recording(2, { run: unlucky });
    const asks = [1, 13, 2, 3].map((value) => batcher.predict([row(value)], owner(`person ${value}`)));
    const outcomes = await Promise.allSettled(asks);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await batcher.predict([row(4)], owner('ann'))).toEqual([Float32Array.of(4)]);
  });

  it('does not run the rest of a call that failed', async () => {
    const seen: number[] = [];
    const run = (rows: readonly Row[]) => {
      seen.push(...rows.map(({ sample }) => sample[0]![0]!));
      return unlucky(rows);
    };
    const { batcher } = recording(2, { run });
    const failing = batcher.predict(
      [13, 14, 15, 16, 17].map((value) => row(value)),
      owner('ann'),
    );
    await expect(failing).rejects.toThrow('unlucky');
    await batcher.predict([row(1)], owner('bob'));
    expect(seen).toEqual([13, 14, 1]);
  });
});

describe('time', () => {
  it('reports each run’s time once to every job in it, and its begin and end to the hooks', async () => {
    let ms = 0;
    const run = async (rows: readonly Row[]) => {
      ms += 40;
      return rows.map(answer);
    };
    const heard: string[] = [];
    const hooks = {
      onRunStart: (rows: number) => heard.push(`start ${rows}`),
      onRunEnd: (rows: number, took: number) => heard.push(`end ${rows} ${took}`),
    };
    const { batcher } = recording(4, { run, clock: () => ms, hooks });
    const hearing = (person: string): RowOwner => ({
      ...owner(person),
      onModelMs: (took) => heard.push(`${person} ${took}`),
    });
    await Promise.all([batcher.predict([row(1), row(2)], hearing('ann')), batcher.predict([row(3)], hearing('bob'))]);
    expect(heard).toEqual(['start 3', 'end 3 40', 'ann 40', 'bob 40']);
  });

  it('does not count the run of another stage that shares the thread', async () => {
    // As ONNX Runtime's binding does it: the run begins at once and works in a later turn of the event loop.
    let ms = 0;
    const taking = (runMs: number) => async (rows: readonly Row[]) => {
      await new Promise(setImmediate);
      ms += runMs;
      return rows.map(answer);
    };
    const lock = createLock();
    const heard: string[] = [];
    const ask = (person: string, runMs: number) => {
      const { batcher } = recording(4, { run: taking(runMs), clock: () => ms, lock });
      return batcher.predict([row(1)], { ...owner(person), onModelMs: (took) => heard.push(`${person} ${took}`) });
    };
    await Promise.all([ask('base', 40), ask('upscale', 500)]);
    expect(heard).toEqual(['base 40', 'upscale 500']);
  });

  it('goes on for one stage when the run of another failed', async () => {
    const lock = createLock();
    const failing = recording(4, { lock, run: () => Promise.reject(new Error('out of memory')) }).batcher;
    const { batcher } = recording(4, { lock });
    const [failed, fine] = await Promise.allSettled([
      failing.predict([row(1)], owner('ann')),
      batcher.predict([row(2)], owner('bob')),
    ]);
    expect([failed.status, fine.status]).toEqual(['rejected', 'fulfilled']);
  });
});
