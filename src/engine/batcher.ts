/**
 * Gathers the rows that running jobs wait for into model runs, one timestep per row. A sampler awaits its estimate and
 * never learns who shared its run.
 */

import { createLock, type Lock } from './lock.ts';

/** One image at one timestep, as a network takes it. */
export interface Row {
  /** Channel planes that make up the sample, concatenated in this order. */
  readonly sample: readonly Float32Array[];
  readonly t: number;
  /** Token states, [maxTokens, width]. */
  readonly states: Float32Array;
  /** Noise level of the low-resolution picture, for networks that take one. */
  readonly label?: number;
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

/** Since start. */
export interface RunCounts {
  readonly runs: number;
  readonly rows: number;
  readonly modelMs: number;
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

export class Batcher {
  readonly #options: BatcherOptions;
  /** Person → job → rows, first come first served. A Map remembers its order: whoever was served goes to its end. */
  readonly #waiting = new Map<string, Map<string, Waiting[]>>();
  readonly #lock: Lock;
  #isFlushing = false;
  #counts: RunCounts = { runs: 0, rows: 0, modelMs: 0 };

  constructor(options: BatcherOptions) {
    this.#options = options;
    this.#lock = options.lock ?? createLock();
  }

  get counts(): RunCounts {
    return this.#counts;
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
      const queue = this.#queueOf(turn);
      rows.forEach((row, index) => {
        queue.push({ row, call, index });
      });
      if (!this.#isFlushing) this.#flush();
    });
  }

  #queueOf({ person, job }: Turn): Waiting[] {
    const jobs = getOrCreate(this.#waiting, person, () => new Map<string, Waiting[]>());
    return getOrCreate(jobs, job, () => []);
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

  /** Row by row: each person in turn, and of theirs each job in turn. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    while (batch.length < this.#options.maxBatch) {
      const person = takeFirst(this.#waiting);
      if (person === undefined) break;
      const [name, jobs] = person;
      const [job, rows] = takeFirst(jobs)!;
      batch.push(rows.shift()!);
      if (rows.length > 0) jobs.set(job, rows);
      if (jobs.size > 0) this.#waiting.set(name, jobs);
    }
    return batch;
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
      this.#report(batch, ms);
      batch.forEach((waiting, i) => {
        deliver(waiting, outputs[i]!);
      });
    } catch (error) {
      this.#abandon(new Set(batch.map(({ call }) => call)), error);
    }
  }

  #report(batch: readonly Waiting[], ms: number): void {
    const { runs, rows, modelMs } = this.#counts;
    this.#counts = { runs: runs + 1, rows: rows + batch.length, modelMs: modelMs + ms };
    const turns = new Map(batch.map(({ call }) => [call.turn.job, call.turn]));
    for (const { onModelMs } of turns.values()) onModelMs?.(ms);
  }

  /** A call that lost a row needs none of its others. */
  #abandon(calls: ReadonlySet<Call>, error: unknown): void {
    for (const [person, jobs] of this.#waiting) {
      for (const [job, rows] of jobs) {
        const left = rows.filter(({ call }) => !calls.has(call));
        if (left.length > 0) jobs.set(job, left);
        else jobs.delete(job);
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

function takeFirst<K, V>(map: Map<K, V>): [K, V] | undefined {
  for (const entry of map) {
    map.delete(entry[0]);
    return entry;
  }
  return undefined;
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
