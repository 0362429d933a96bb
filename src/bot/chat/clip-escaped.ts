/**
 * Escapes what people wrote and shortens the result to `max` characters, with an ellipsis. Shortens before escaping,
 * since a cut afterwards may split an escape or a character.
 */
export function clipEscaped(words: string, max: number, escaping: (words: string) => string): string {
  const full = escaping(words);
  if (full.length <= max) return full;
  const letters = [...words.slice(0, max)];
  const cut = (count: number): string => `${escaping(letters.slice(0, count).join(''))}…`;
  let [fitting, tooMany] = [0, letters.length];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (cut(middle).length <= max) fitting = middle;
    else tooMany = middle;
  }
  return cut(fitting);
}
