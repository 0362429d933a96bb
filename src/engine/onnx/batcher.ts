/**
 * Gathers the rows that running jobs wait for into model runs, one timestep per row. A sampler awaits its estimate and
 * never learns who shared its run.
 */

import { createLock, type Lock } from '../lock.ts';

/** One image at one timestep, as a network takes it. */
export interface Row {
  /** Channel planes that make up the sample, concatenated in this order. */
  readonly sample: readonly Float32Array[];
  readonly t: number;
  /** Token states, [maxTokens, width]. */
  readonly encoderHiddenStates: Float32Array;
  /** Noise level of the low-resolution picture, for networks that take one. */
  readonly classLabel?: number;
}

/** Whose rows these are. Opaque words. */
export interface Turn {
  readonly person: string;
  readonly job: string;
  /** Told once for every run that served the job: its wall time, shared runs counted whole. */
  readonly onModelMs?: (ms: number) => void;
}

export interface BatcherOptions {
  /** Runs the model: one output per row, in order. */
  readonly run: (rows: readonly Row[]) => Promise<readonly Float32Array[]>;
  /** Rows in one run, at least 1. */
  readonly maxBatch: number;
  /** Milliseconds from any origin. */
  readonly clock: () => number;
  readonly hooks?: RunHooks | undefined;
  /**
   * Held during a run, so that the batchers that share it run one after the other: ONNX Runtime works on the event loop's
   * thread, and a run that waits there for another stage's would be told to have taken the time of both.
   */
  readonly lock?: Lock | undefined;
}

/** A run that does not end is the supervisor's business; these two tell it when to worry. */
export interface RunHooks {
  readonly onRunStart?: (rows: number) => void;
  readonly onRunEnd?: (rows: number, ms: number) => void;
}

/** One call of `estimate`: it ends when its last row is there. */
interface Call {
  readonly turn: Turn;
  readonly outputs: Float32Array[];
  missing: number;
  readonly resolve: (outputs: readonly Float32Array[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Waiting {
  readonly row: Row;
  readonly call: Call;
  readonly index: number;
}

/** What one job waits for. */
interface Queue {
  rows: Waiting[];
  /** It was more than a run can hold. */
  isLong: boolean;
}

export class Batcher {
  readonly #options: BatcherOptions;
  /** Person → job → rows, first come first served. A Map remembers its order: whoever was served goes to its end. */
  readonly #waiting = new Map<string, Map<string, Queue>>();
  readonly #lock: Lock;
  #isFlushing = false;

  constructor(options: BatcherOptions) {
    this.#options = options;
    this.#lock = options.lock ?? createLock();
  }

  /** True while rows wait or a run is under way. */
  get isBusy(): boolean {
    return this.#isFlushing;
  }

  /**
   * The network's output for each row, in order. Rows of one call may be spread over several runs.
   * @throws whatever the run threw that held one of the rows; rows of other calls in other runs are not affected.
   */
  estimate(rows: readonly Row[], turn: Turn): Promise<readonly Float32Array[]> {
    return new Promise((resolve, reject) => {
      const call: Call = { turn, outputs: new Array(rows.length), missing: rows.length, resolve, reject };
      if (rows.length === 0) return resolve([]);
      const queue = this.#queueOf(turn).rows;
      rows.forEach((row, index) => {
        queue.push({ row, call, index });
      });
      if (!this.#isFlushing) this.#flush();
    });
  }

  #queueOf({ person, job }: Turn): Queue {
    const jobs = getOrCreate(this.#waiting, person, () => new Map<string, Queue>());
    return getOrCreate(jobs, job, () => ({ rows: [], isLong: false }));
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    do await this.#lock(() => this.#gatherAndRun());
    while (this.#waiting.size > 0);
    this.#isFlushing = false;
  }

  async #gatherAndRun(): Promise<void> {
    // One turn of the event loop: every sampler that can go on has asked for its next estimate, messages came in.
    await new Promise(setImmediate);
    const batch = this.#take();
    if (batch.length > 0) await this.#runOnce(batch);
  }

  /** People in turn, and of each person the jobs in turn, until nothing more fits. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    for (;;) {
      const taken = this.#takeNext(this.#options.maxBatch - batch.length);
      if (taken.length === 0) return batch;
      batch.push(...taken);
    }
  }

  /**
   * All that a job waits for goes together (a guidance pair, the views of an anagram), so that its step ends with one run.
   * More than any run can hold is taken row by row. Who does not fit now stays first, and so fits into the next run.
   */
  #takeNext(room: number): Waiting[] {
    for (const [person, jobs] of this.#waiting) {
      const [job, queue] = first(jobs);
      queue.isLong ||= queue.rows.length > this.#options.maxBatch;
      const count = queue.isLong ? 1 : queue.rows.length;
      if (count > room) continue;
      const taken = queue.rows.splice(0, count);
      jobs.delete(job);
      if (queue.rows.length > 0) jobs.set(job, queue);
      this.#waiting.delete(person);
      if (jobs.size > 0) this.#waiting.set(person, jobs);
      return taken;
    }
    return [];
  }

  async #runOnce(batch: readonly Waiting[]): Promise<void> {
    const { run, clock, hooks } = this.#options;
    const start = clock();
    let ms = 0;
    const ended = () => {
      ms = clock() - start;
      hooks?.onRunEnd?.(batch.length, ms);
    };
    try {
      hooks?.onRunStart?.(batch.length);
      const outputs = await run(batch.map(({ row }) => row)).finally(ended);
      const turns = new Map(batch.map(({ call }) => [call.turn.job, call.turn]));
      for (const { onModelMs } of turns.values()) onModelMs?.(ms);
      batch.forEach((waiting, i) => {
        deliver(waiting, outputs[i]!);
      });
    } catch (error) {
      this.#abandon(new Set(batch.map(({ call }) => call)), error);
    }
  }

  /** A call that lost a row needs none of its others. */
  #abandon(calls: ReadonlySet<Call>, error: unknown): void {
    for (const [person, jobs] of this.#waiting) {
      for (const [job, queue] of jobs) {
        queue.rows = queue.rows.filter(({ call }) => !calls.has(call));
        if (queue.rows.length === 0) jobs.delete(job);
      }
      if (jobs.size === 0) this.#waiting.delete(person);
    }
    for (const { reject } of calls) reject(error);
  }
}

function deliver({ call, index }: Waiting, output: Float32Array): void {
  call.outputs[index] = output;
  call.missing -= 1;
  if (call.missing === 0) call.resolve(call.outputs);
}

/** Nobody is kept here who waits for nothing. */
const first = <K, V>(map: ReadonlyMap<K, V>): readonly [K, V] => map.entries().next().value!;

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
