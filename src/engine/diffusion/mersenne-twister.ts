/** A stream of uniformly distributed 32-bit integers. */
export interface Twister {
  nextUint32(): number;
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
  return {
    nextUint32() {
      if (index === length) {
        renew(state);
        index = 0;
      }
      return temper(state[index++]!);
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
  for (let i = 0; i < length; i++) {
    const mixed = (state[i]! & upperMask) | (state[(i + 1) % length]! & lowerMask);
    state[i] = state[(i + middle) % length]! ^ (mixed >>> 1) ^ (mixed & 1 ? matrix : 0);
  }
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
