/**
 * Escapes what people wrote so that it has `max` letters at most: cut before it is escaped, since a cut afterwards may
 * leave half of an escape. Cuts at a whole letter, with a sign that something is missing.
 */
export function clipEscaped(words: string, max: number, escaping: (words: string) => string): string {
  const whole = escaping(words);
  if (whole.length <= max) return whole;
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
