import type { SafetyManifest } from './manifest.ts';

/**
 * Computes a picture's score from the graph's output.
 * @param numbers The output for one picture.
 */
export function scoreOf(numbers: Float32Array, { index, activation }: SafetyManifest['output']): number {
  switch (activation) {
    case 'none':
      return numbers[index]!;
    case 'sigmoid':
      return 1 / (1 + Math.exp(-numbers[index]!));
    case 'softmax': {
      const largest = Math.max(...numbers);
      const sum = numbers.reduce((total, value) => total + Math.exp(value - largest), 0);
      return Math.exp(numbers[index]! - largest) / sum;
    }
    default:
      return activation satisfies never;
  }
}

/** Compares a score with the threshold. NaN is flagged, too. */
export const isFlagged = (score: number, threshold: number): boolean => !(score < threshold);
