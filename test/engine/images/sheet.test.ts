import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { contactSheet, type RawPicture } from '../../../src/engine/client.ts';
import { measureText, wrapText } from '../../../src/engine/images/text-outlines.ts';

const plain = (side: number, value: number): RawPicture => ({
  width: side,
  height: side,
  rgb: new Uint8Array(side * side * 3).fill(value),
});

const valueAt = ({ width, rgb }: RawPicture, x: number, y: number): number => rgb[(y * width + x) * 3]!;

describe('contact sheet', () => {
  test('every picture stands in its place, enlarged by whole pixels, in reading order', async () => {
    const cells = [0, 60, 120].map((value) => ({ picture: plain(32, value), caption: '' }));
    const sheet = await contactSheet(cells, { columns: 2 });
    expect([sheet.width, sheet.height]).toEqual([16 + 160 + 12 + 160 + 16, 16 + 160 + 12 + 160 + 16]);
    expect([valueAt(sheet, 16, 16), valueAt(sheet, 175, 175)]).toEqual([0, 0]);
    expect([valueAt(sheet, 188, 16), valueAt(sheet, 16, 188)]).toEqual([60, 120]);
    expect([valueAt(sheet, 15, 15), valueAt(sheet, 176, 176)]).toEqual([250, 250]);
  });

  test('a caption leaves ink below its picture, and nowhere else', async () => {
    const picture = plain(200, 250);
    const bare = await contactSheet([{ picture, caption: '' }]);
    const captioned = await contactSheet([{ picture, caption: 'i_start 7' }]);
    const ink = captioned.rgb.filter((value) => value < 100).length;
    const rows = captioned.rgb.subarray(0, bare.width * 3 * 217);
    expect(captioned.height - bare.height).toBe(20);
    expect(ink).toBeGreaterThan(300);
    expect(rows.some((value) => value < 100)).toBe(false);
  });

  test('a larger picture is reduced to the cell that was asked for', async () => {
    const sheet = await contactSheet([{ picture: plain(256, 0), caption: '' }], { cellSide: 64 });
    expect([sheet.width, valueAt(sheet, 16, 16), valueAt(sheet, 79, 79)]).toEqual([96, 0, 0]);
  });

  test('no cells, no sheet', async () => {
    await expect(contactSheet([])).rejects.toThrow(RangeError);
  });

  test('captions are drawn the same where the machine has no fonts', async () => {
    const script = `
      import { contactSheet } from './src/engine/images/sheet.ts';
      const picture = { width: 1, height: 1, rgb: new Uint8Array(3) };
      const { rgb } = await contactSheet([{ picture, caption: 'Žluť 5 × 3 → t 690' }]);
      process.stdout.write(Buffer.from(rgb).toString('base64'));`;
    const env = { PATH: process.env.PATH, FONTCONFIG_FILE: '/nowhere', FONTCONFIG_PATH: '/nowhere' };
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1e8 });
    const cell = { picture: { width: 1, height: 1, rgb: new Uint8Array(3) }, caption: 'Žluť 5 × 3 → t 690' };
    const { rgb } = await contactSheet([cell]);
    expect(Buffer.from(stdout, 'base64').equals(Buffer.from(rgb))).toBe(true);
  });
});

describe('captions', () => {
  test('lines break between words and stay within the width', () => {
    const lines = wrapText('a lithograph of waterfalls in the evening', 160, 15, 3);
    expect(lines.join(' ')).toBe('a lithograph of waterfalls in the evening');
    expect(lines.every((line) => measureText(line, 15) <= 160)).toBe(true);
  });

  test.each([
    { name: 'more words than lines', text: 'one two three four five six seven eight', lines: 1 },
    { name: 'a word wider than the line', text: 'Donaudampfschifffahrtsgesellschaftskapitän', lines: 2 },
  ])('$name end in an ellipsis', ({ text, lines }) => {
    const wrapped = wrapText(text, 100, 15, lines);
    expect(wrapped.at(-1)).toMatch(/^\w.*…$/);
    expect(measureText(wrapped.at(-1)!, 15)).toBeLessThanOrEqual(100);
  });
});
