export interface WatchdogOptions {
  /** How long one model run, or silence between runs, may last. */
  readonly stepTimeoutMs: number;
  /** How many times longer loading and the first run of a model may take. */
  readonly loadFactor: number;
  onHang(reason: string): void;
}

/** Notices a worker that hangs. Native work blocks the worker's event loop, so it is announced before and after. */
export interface Watchdog {
  /** The worker said something. */
  heard(): void;
  busy(work: number, phase: 'run' | 'load'): void;
  free(work: number): void;
  /** Whether native work that was announced has not ended. */
  isBusy(): boolean;
  stop(): void;
}

const ticksPerTimeout = 10;
/** Several heartbeats: less silence than this says nothing. */
const shortestSilenceMs = 5_000;

/**
 * Starts watching: silence at first is allowed to last as long as loading. Counts its own ticks instead of reading a
 * clock, so that a machine that slept, or a bot process that was stopped, does not take its worker for hung.
 */
export function watchWorker({ stepTimeoutMs, loadFactor, onHang }: WatchdogOptions): Watchdog {
  const tickMs = stepTimeoutMs / ticksPerTimeout;
  const limitsMs = { run: stepTimeoutMs, load: stepTimeoutMs * loadFactor };
  const works = new Map<number, { lastedMs: number; readonly phase: 'run' | 'load' }>();
  const silence = { lastedMs: 0, limitMs: Math.max(shortestSilenceMs, limitsMs.load) };

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
    heard() {
      silence.lastedMs = 0;
      silence.limitMs = Math.max(shortestSilenceMs, limitsMs.run);
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
