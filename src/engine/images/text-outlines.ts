import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type opentype from 'opentype.js';

/**
 * Renders text as outlines of a font that is installed with the program. A bare machine has no fonts, and other fonts
 * would give captions of another size.
 */
const fontFile = '@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff';

const require = createRequire(import.meta.url);

let loaded: opentype.Font | undefined;

/** Loads the font and its reader at the first call. Glyphs are parsed on demand. */
export function loadFont(): opentype.Font {
  if (loaded === undefined) {
    const { parse }: typeof opentype = require('opentype.js');
    const bytes = new Uint8Array(readFileSync(require.resolve(fontFile)));
    loaded = parse(bytes.buffer, { lowMemory: true });
  }
  return loaded;
}

const advance = (char: string, size: number): number => {
  const { unitsPerEm } = loadFont();
  return ((loadFont().charToGlyph(char).advanceWidth ?? unitsPerEm / 2) * size) / unitsPerEm;
};

/** Measures the width of a line in pixels; `size` is the font size in pixels. */
export const measureText = (text: string, size: number): number =>
  [...text].reduce((width, char) => width + advance(char, size), 0);

/**
 * Returns SVG path data of a line that begins at `x` with its baseline at `y`. No kerning, no ligatures, no joined
 * scripts. A character that the font lacks becomes a box.
 */
export function textPath(text: string, x: number, y: number, size: number): string {
  let left = x;
  const paths: string[] = [];
  for (const char of text) {
    paths.push(loadFont().charToGlyph(char).getPath(left, y, size).toPathData(2));
    left += advance(char, size);
  }
  return paths.join('');
}

/**
 * Wraps a text between words into at most `maxLines` lines of `width` pixels. A text that does not fit is cut and ends
 * in "…".
 */
export function wrapText(text: string, width: number, size: number, maxLines: number): readonly string[] {
  const fits = (line: string) => measureText(line, size) <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, maxLines);
  if (lines.length > maxLines) kept.push(`${kept.pop()}…`);
  return kept.map((line) => (fits(line) ? line : shortened(line, fits)));
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const chars = [...line.replace(/…$/, '')];
  while (chars.length > 1 && !fits(`${chars.join('')}…`)) chars.pop();
  return `${chars.join('').replace(/(?<![\s,;:.])[\s,;:.]+$/, '')}…`;
}
