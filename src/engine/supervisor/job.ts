import { recipeRows } from '../batch-rows.ts';
import type { JobEvent, Order, StageSteps } from '../engine.ts';
import type { Work } from '../ipc/protocol.ts';
import { EventStream } from './event-stream.ts';
import type { Queued } from './run-queue.ts';

/** A job as the bot's process knows it, from its acceptance to its last event. */
export class Job implements Queued {
  readonly order: Order;
  readonly rows: number;
  readonly events = new EventStream<JobEvent>();
  /** Workers that died while it was active. */
  deaths = 0;
  isCancelled = false;
  startedAtMs = 0;
  /** What the worker planned, and what of it is left; null before it said. */
  planned: Work | null = null;
  left: Work | null = null;
  /** What it takes, once it took one. */
  steps: StageSteps | undefined;
  /** Last told place in the queue. */
  place = 0;

  constructor(order: Order) {
    this.order = order;
    this.rows = recipeRows(order.recipe);
  }

  get person(): string {
    return this.order.person;
  }

  get isSuspect(): boolean {
    return this.deaths > 0;
  }

  /** The last event. */
  end(event: Extract<JobEvent, { kind: 'done' | 'failed' | 'cancelled' }>): void {
    this.events.push(event);
    this.events.end();
  }
}
