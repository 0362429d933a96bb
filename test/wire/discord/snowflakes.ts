import type { Clock } from '../clock.ts';

const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Ids as Discord makes them: milliseconds since 2015 in the upper bits, strictly rising. */
export function createSnowflakes(clock: Clock): () => string {
  let last = 0n;
  return () => {
    const fromClock = BigInt(clock.now() - DISCORD_EPOCH_MS) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
}
