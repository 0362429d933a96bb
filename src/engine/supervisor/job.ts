import { recipeRows } from '../batch-rows.ts';
import type { JobEvent, JobSpec, StageSteps } from '../engine.ts';
import type { Work } from '../ipc/protocol.ts';
import { EventStream } from './event-stream.ts';
import type { Queued } from './run-queue.ts';

/** State of a job in the bot's process, from its acceptance to its last event. */
export class Job implements Queued {
  readonly spec: JobSpec;
  readonly rows: number;
  readonly events = new EventStream<JobEvent>();
  /** Number of workers that died while it was active. */
  deaths = 0;
  isCancelled = false;
  startedAtMs = 0;
  /** The work that the worker planned, and what is left of it; null before the worker has planned it. */
  planned: Work | null = null;
  left: Work | null = null;
  /** Its number of steps; undefined before the first one. */
  steps: StageSteps | undefined;
  /** Its last reported place in the queue. */
  place = 0;

  constructor(spec: JobSpec) {
    this.spec = spec;
    this.rows = recipeRows(spec.recipe);
  }

  get person(): string {
    return this.spec.person;
  }

  get isSuspect(): boolean {
    return this.deaths > 0;
  }

  /** Ends the events with the last one. */
  end(event: Extract<JobEvent, { kind: 'done' | 'failed' | 'cancelled' }>): void {
    this.events.push(event);
    this.events.end();
  }
}
