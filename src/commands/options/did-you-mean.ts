/**
 * Counts the edits between two words: insert, delete or replace a letter, swap two neighbours.
 * Source: the optimal string alignment distance, after Damerau, 1964.
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** Finds the name that a user probably meant; undefined when none is near. Ignores case. */
export function didYouMean(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const started = names.find((name) => wanted.length > 1 && name.toLowerCase().startsWith(wanted));
  if (started !== undefined) return started;
  const [best] = names
    .map((name) => ({ name, edits: distance(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(1, Math.floor(wanted.length / 3)) ? best.name : undefined;
}
