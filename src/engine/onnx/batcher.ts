/**
 * Dynamic batching: gathers the rows that running jobs wait for into shared model runs, one timestep per row. A sampler
 * awaits its prediction and does not know of the other jobs in the run.
 */

import { createLock, type Lock } from '../lock.ts';

/** One row of a network's input batch: one image at one timestep. */
export interface Row {
  /** Channel planes of the sample, to be concatenated in this order. */
  readonly sample: readonly Float32Array[];
  readonly t: number;
  /** Prompt embeddings, [maxTokens, width]. */
  readonly encoderHiddenStates: Float32Array;
  /** Noise level of the low-resolution picture, for networks that take one. */
  readonly classLabel?: number;
}

/** The person and the job that rows belong to, as opaque names. The batcher takes turns between them. */
export interface RowOwner {
  readonly person: string;
  readonly job: string;
  /** Called once for every run with rows of the job, with the run's wall time. A shared run counts in full. */
  readonly onModelMs?: (ms: number) => void;
}

export interface BatcherOptions {
  /** Runs the model: one output per row, in order. */
  readonly run: (rows: readonly Row[]) => Promise<readonly Float32Array[]>;
  /** Most rows in one run, at least 1. */
  readonly maxBatch: number;
  /** Milliseconds from any origin. */
  readonly clock: () => number;
  readonly hooks?: RunHooks | undefined;
  /**
   * Held during a run, so that the batchers that share it run one at a time. ONNX Runtime works on the event loop's
   * thread: a run that waited for another stage's run would otherwise be measured with the time of both.
   */
  readonly lock?: Lock | undefined;
}

/** Callbacks around each run, with which the supervisor's watchdog detects a run that does not end. */
export interface RunHooks {
  readonly onRunStart?: (rows: number) => void;
  readonly onRunEnd?: (rows: number, ms: number) => void;
}

/** One call of `predict`. It resolves with the output of its last row. */
interface Call {
  readonly owner: RowOwner;
  readonly outputs: Float32Array[];
  missing: number;
  readonly resolve: (outputs: readonly Float32Array[]) => void;
  readonly reject: (error: unknown) => void;
}

interface PendingRow {
  readonly row: Row;
  readonly call: Call;
  readonly index: number;
}

/** The pending rows of one job. */
interface Queue {
  rows: PendingRow[];
  /** There were more rows than one run can hold. */
  isLong: boolean;
}

export class Batcher {
  readonly #options: BatcherOptions;
  /** Person → job → rows. A Map keeps insertion order: whoever was served moves to its end. */
  readonly #waiting = new Map<string, Map<string, Queue>>();
  readonly #lock: Lock;
  #isFlushing = false;

  constructor(options: BatcherOptions) {
    this.#options = options;
    this.#lock = options.lock ?? createLock();
  }

  /** Whether rows are pending or a run is in progress. */
  get isBusy(): boolean {
    return this.#isFlushing;
  }

  /**
   * Returns the network's output for each row, in order. Rows of one call may be spread over several runs.
   * @throws Whatever a run with one of the rows threw. Calls without rows in that run are not affected.
   */
  predict(rows: readonly Row[], owner: RowOwner): Promise<readonly Float32Array[]> {
    return new Promise((resolve, reject) => {
      const call: Call = { owner, outputs: new Array(rows.length), missing: rows.length, resolve, reject };
      if (rows.length === 0) return resolve([]);
      const queue = this.#queueOf(owner).rows;
      rows.forEach((row, index) => {
        queue.push({ row, call, index });
      });
      if (!this.#isFlushing) this.#flush();
    });
  }

  #queueOf({ person, job }: RowOwner): Queue {
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
    // Wait one turn of the event loop, so that messages come in and every sampler that can proceed adds its next rows.
    await new Promise(setImmediate);
    const batch = this.#take();
    if (batch.length > 0) await this.#runOnce(batch);
  }

  /** Takes the next batch: people in turn, and the jobs of each person in turn, until nothing more fits. */
  #take(): PendingRow[] {
    const batch: PendingRow[] = [];
    for (;;) {
      const taken = this.#takeNext(this.#options.maxBatch - batch.length);
      if (taken.length === 0) return batch;
      batch.push(...taken);
    }
  }

  /**
   * Takes all pending rows of the next job together (a guidance pair, the views of an anagram), so that its step ends
   * with one run. Rows of a job that no run can hold are taken one by one. A job that does not fit now stays first in
   * the queue, so it fits into the next run.
   */
  #takeNext(room: number): PendingRow[] {
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

  async #runOnce(batch: readonly PendingRow[]): Promise<void> {
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
      const turns = new Map(batch.map(({ call }) => [call.owner.job, call.owner]));
      for (const { onModelMs } of turns.values()) onModelMs?.(ms);
      batch.forEach((waiting, i) => {
        resolveRow(waiting, outputs[i]!);
      });
    } catch (error) {
      this.#rejectCalls(new Set(batch.map(({ call }) => call)), error);
    }
  }

  /** Rejects the calls with rows in a failed run, and drops their other rows. */
  #rejectCalls(calls: ReadonlySet<Call>, error: unknown): void {
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

function resolveRow({ call, index }: PendingRow, output: Float32Array): void {
  call.outputs[index] = output;
  call.missing -= 1;
  if (call.missing === 0) call.resolve(call.outputs);
}

/** Returns the first entry. People and jobs without pending rows are deleted, so there is one. */
const first = <K, V>(map: ReadonlyMap<K, V>): readonly [K, V] => map.entries().next().value!;

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
