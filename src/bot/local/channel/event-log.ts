import type { ChannelEvent } from '../wire-types.ts';

/** An event with the id that a browser sends back to resume after it. */
export interface LoggedEvent {
  readonly id: string;
  readonly event: ChannelEvent;
}

/** Keeps the latest events of the channel and publishes new ones to subscribers. */
export interface EventLog {
  /** The id of the latest event. */
  lastId(): string;
  publish(event: ChannelEvent): void;
  /** The events after `id`, oldest first; undefined when it is too old or from before a restart. */
  since(id: string): readonly LoggedEvent[] | undefined;
  /** @returns Ends the subscription. */
  subscribe(listener: (event: LoggedEvent) => void): () => void;
}

/** Enough for the steps of several jobs while a browser reconnects. */
const defaultCapacity = 2_000;

/** @param epoch Distinguishes this process's ids from those of earlier ones. */
export function createEventLog(epoch: string, capacity = defaultCapacity): EventLog {
  const events: LoggedEvent[] = [];
  const listeners = new Set<(event: LoggedEvent) => void>();
  let count = 0;
  const idOf = (n: number) => `${epoch}-${n}`;

  return {
    lastId: () => idOf(count),
    publish(event) {
      count += 1;
      const logged = { id: idOf(count), event };
      events.push(logged);
      if (events.length > capacity) events.shift();
      for (const listener of listeners) listener(logged);
    },
    since(id) {
      const [, given, n] = /^(.*)-(\d+)$/.exec(id) ?? [];
      const missed = count - Number(n);
      if (given !== epoch || missed < 0 || missed > events.length) return undefined;
      return missed === 0 ? [] : events.slice(-missed);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
