/** "Steps 2–10 of 10, enlarging 1–4 of 4", "Step 1 of 10, then 4 to enlarge", "Enlarging 2 of 4" */
const told =
  /^(?:steps? (\d+)(?:–(\d+))? of (\d+))?(?:, then \d+ to enlarge)?(?:(?:, )?enlarging (\d+)(?:–(\d+))? of \d+)?$/i;

/** Numbers of the steps in a thread, in the order of its messages; upscaling steps continue the count. */
export function stepsTold(messages: readonly string[]): readonly number[] {
  let base = 0;
  return messages.flatMap((words) => {
    const [, first, last, count, firstUp, lastUp] = told.exec(words) ?? [];
    if (count !== undefined) base = Number(count);
    return [...range(first, last, 0), ...range(firstUp, lastUp, base)];
  });
}

function range(first: string | undefined, last: string | undefined, offset: number): readonly number[] {
  if (first === undefined) return [];
  const [from, to] = [Number(first), Number(last ?? first)];
  return Array.from({ length: to - from + 1 }, (_, i) => offset + from + i);
}
