import type { SafetyManifest } from './manifest.ts';

/**
 * How likely the picture is to be one of those that the model looks for.
 * @param numbers What the graph said of one picture.
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

/** What is no number is flagged: the model could not tell. */
export const isFlagged = (score: number, threshold: number): boolean => !(score < threshold);
