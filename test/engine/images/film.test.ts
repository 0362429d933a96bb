import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { film, type RawPicture } from '../../../src/engine/client.ts';

const plain = (side: number, colour: readonly number[]): RawPicture => ({
  width: side,
  height: side,
  rgb: Uint8Array.from({ length: side * side * 3 }, (_, index) => colour[index % 3]!),
});

const frames = [plain(32, [255, 0, 0]), plain(32, [0, 255, 0]), plain(64, [0, 0, 255])];

describe.each(['webp', 'gif'] as const)('a film as %s', (format) => {
  test('shows every frame, the last one longest, for ever', async () => {
    const file = await film(frames, { format, delayMs: 80, holdMs: 900 });
    const { pages, delay, loop, width, pageHeight, format: found } = await sharp(file, { animated: true }).metadata();
    expect({ pages, delay, loop, width, pageHeight, found }).toEqual({
      pages: 3,
      delay: [80, 80, 900],
      loop: 0,
      width: 256,
      pageHeight: 256,
      found: format,
    });
  });

  test.each([0, 1, 2])('frame %d has its colour', async (page) => {
    const { channels } = await sharp(await film(frames, { format }), { page }).stats();
    const brightest = channels.slice(0, 3).map(({ mean }) => mean > 200);
    expect(brightest).toEqual([0, 1, 2].map((channel) => channel === page));
  });

  test('frames that are alike keep their time', async () => {
    const [still, other] = [plain(256, [9, 9, 9]), plain(256, [200, 9, 9])];
    const file = await film([still, still, other], { format, delayMs: 100, holdMs: 500 });
    const { delay = [] } = await sharp(file, { animated: true }).metadata();
    expect(delay.reduce((sum, each) => sum + each, 0)).toBe(700);
  });
});

test('no frames, no film', async () => {
  await expect(film([])).rejects.toThrow(RangeError);
});
