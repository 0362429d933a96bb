/** A stream of uniformly distributed 32-bit integers. */
export interface Twister {
  nextUint32(): number;
  /** Fills `target` with the next values. */
  fill(target: Uint32Array): void;
  /** Passes over the next values. */
  skip(count: number): void;
}

const length = 624;
const middle = 397;
const matrix = 0x9908b0df;
const upperMask = 0x80000000;
const lowerMask = 0x7fffffff;

/**
 * Creates an MT19937 generator, seeded from one 32-bit number (`seed` modulo 2³²).
 * Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the initialisation of 2002.
 */
export function createTwister(seed: number): Twister {
  const state = initialState(seed);
  let index = length;
  const renewWhenUsedUp = () => {
    if (index < length) return;
    renew(state);
    index = 0;
  };
  return {
    nextUint32() {
      renewWhenUsedUp();
      return temper(state[index++]!);
    },
    fill(target) {
      for (let i = 0; i < target.length; ) {
        renewWhenUsedUp();
        const count = Math.min(length - index, target.length - i);
        for (let end = i + count; i < end; i++) target[i] = temper(state[index++]!);
      }
    },
    skip(count) {
      for (let left = count; left > 0; ) {
        renewWhenUsedUp();
        const passed = Math.min(length - index, left);
        index += passed;
        left -= passed;
      }
    },
  };
}

function initialState(seed: number): Uint32Array {
  const state = new Uint32Array(length);
  state[0] = seed % 2 ** 32;
  for (let i = 1; i < length; i++) {
    const previous = state[i - 1]!;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  return state;
}

/** Generates the next 624 words, in place. */
function renew(state: Uint32Array): void {
  const last = length - 1;
  for (let i = 0; i < length - middle; i++) state[i] = state[i + middle]! ^ twist(state[i]!, state[i + 1]!);
  for (let i = length - middle; i < last; i++) state[i] = state[i + middle - length]! ^ twist(state[i]!, state[i + 1]!);
  state[last] = state[middle - 1]! ^ twist(state[last]!, state[0]!);
}

function twist(word: number, next: number): number {
  const mixed = (word & upperMask) | (next & lowerMask);
  return (mixed >>> 1) ^ (mixed & 1 ? matrix : 0);
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
