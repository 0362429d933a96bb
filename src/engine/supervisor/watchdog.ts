interface WatchdogOptions {
  /** Time limit of one model run, and of silence between runs. */
  readonly stepTimeoutMs: number;
  /** How many times longer loading and the first run of a model may take. */
  readonly loadFactor: number;
  onHang(reason: string): void;
}

/**
 * Detects a worker that hangs. Native work blocks the worker's event loop, so the worker announces its begin and end.
 */
export interface Watchdog {
  /** Restarts the limit of silence. */
  messageReceived(): void;
  busy(work: number, phase: 'run' | 'load'): void;
  free(work: number): void;
  /** Whether announced native work is still in progress. */
  isBusy(): boolean;
  stop(): void;
}

const ticksPerTimeout = 10;
/** Lower bound of the limit of silence: several heartbeats. */
const minSilenceMs = 5_000;

/**
 * Starts a watchdog. The first silence may last as long as loading. Counts its own ticks instead of reading a clock, so
 * that a worker does not count as hung after the machine slept or the bot's process was suspended.
 */
export function watchWorker({ stepTimeoutMs, loadFactor, onHang }: WatchdogOptions): Watchdog {
  const tickMs = stepTimeoutMs / ticksPerTimeout;
  const limitsMs = { run: stepTimeoutMs, load: stepTimeoutMs * loadFactor };
  const works = new Map<number, { lastedMs: number; readonly phase: 'run' | 'load' }>();
  const silence = { lastedMs: 0, limitMs: Math.max(minSilenceMs, limitsMs.load) };

  const tick = () => {
    for (const work of works.values()) {
      work.lastedMs += tickMs;
      const limitMs = limitsMs[work.phase];
      if (work.lastedMs > limitMs) return hang(`a model ${work.phase} did not end within ${limitMs} ms`);
    }
    if (works.size > 0) return;
    silence.lastedMs += tickMs;
    if (silence.lastedMs > silence.limitMs) hang(`the worker said nothing for ${silence.limitMs} ms`);
  };
  const hang = (reason: string) => {
    clearInterval(timer);
    onHang(reason);
  };
  const timer = setInterval(tick, tickMs);

  return {
    messageReceived() {
      silence.lastedMs = 0;
      silence.limitMs = Math.max(minSilenceMs, limitsMs.run);
    },
    busy(work, phase) {
      works.set(work, { lastedMs: 0, phase });
    },
    free(work) {
      works.delete(work);
    },
    isBusy: () => works.size > 0,
    stop: () => clearInterval(timer),
  };
}
