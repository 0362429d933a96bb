import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks at the event loop, here and in the bot's metrics. */
const lookMs = 10;

/** Reads from the bot's metrics how late the event loop was, 99th percentile: the interval without the time of a look. */
export const eventLoopDelay = (metrics: ReadonlyMap<string, number>): string =>
  inMs(1000 * (metrics.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN));

/** Watches the event loop of this process until the returned function is called, which says how late it was (p99). */
export function watchEventLoop(): () => string {
  const histogram = monitorEventLoopDelay({ resolution: lookMs });
  histogram.enable();
  return () => {
    histogram.disable();
    return inMs(histogram.percentile(99) / 1e6);
  };
}

const inMs = (intervalMs: number): string => `${(intervalMs - lookMs).toFixed(1)} ms`;
