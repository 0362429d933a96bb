import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Watchdog, watchWorker } from '../../../src/engine/supervisor/watchdog.ts';

let hangs: string[];
let watchdog: Watchdog;

beforeEach(() => {
  vi.useFakeTimers();
  hangs = [];
  watchdog = watchWorker({ stepTimeoutMs: 1000, loadFactor: 6, onHang: (reason) => hangs.push(reason) });
});
afterEach(() => {
  watchdog.stop();
  vi.useRealTimers();
});

describe('watchWorker', () => {
  it('waits for the first word as long as for loading', () => {
    vi.advanceTimersByTime(5_900);
    expect(hangs).toEqual([]);
    vi.advanceTimersByTime(400);
    expect(hangs).toEqual(['the worker said nothing for 6000 ms']);
  });

  it('reports nothing while messages arrive', () => {
    for (let i = 0; i < 20; i++) {
      watchdog.messageReceived();
      vi.advanceTimersByTime(4_900);
    }
    expect(hangs).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(hangs).toEqual(['the worker said nothing for 5000 ms']);
  });

  it('does not take a heartbeat for the end of a run', () => {
    watchdog.messageReceived();
    watchdog.busy(1, 'run');
    for (let i = 0; i < 12; i++) {
      watchdog.messageReceived();
      vi.advanceTimersByTime(100);
    }
    expect(hangs).toEqual(['a model run did not end within 1000 ms']);
  });

  it('gives loading more time, and counts silence anew after it', () => {
    watchdog.messageReceived();
    watchdog.busy(1, 'load');
    vi.advanceTimersByTime(5_500);
    watchdog.messageReceived();
    watchdog.free(1);
    vi.advanceTimersByTime(4_900);
    expect(hangs).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(hangs).toHaveLength(1);
  });

  it('reports a hang once', () => {
    watchdog.busy(1, 'run');
    watchdog.busy(2, 'run');
    vi.advanceTimersByTime(60_000);
    expect(hangs).toHaveLength(1);
  });
});
