import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { formatLine } from '../../src/commands/parsing/format-line.ts';
import { greyOf, type Recipe, rawOf } from '../../src/engine/client.ts';
import { widePhoto } from '../bot/wide-photo.ts';
import { trial } from './context.ts';
import { gradient, photo } from './uploads.ts';

const large = await widePhoto();

/** Where the picture lies on the canvas, read from the mask: black is the picture. */
async function layout({ finish }: Recipe) {
  const { width, height, values } = await greyOf(finish.paste!.mask);
  const kept = [...values.keys()].filter((i) => values[i] === 0);
  const [first, last] = [kept[0]!, kept.at(-1)!];
  const size = {
    width: (last % width) - (first % width) + 1,
    height: Math.floor(last / width) - Math.floor(first / width) + 1,
  };
  expect(kept).toHaveLength(size.width * size.height);
  return { canvas: [width, height], at: [first % width, Math.floor(first / width)], size: [size.width, size.height] };
}

describe('/outpaint', () => {
  test('adds a quarter at each edge where nothing else is said', async () => {
    const recipe = await trial().recipe('/outpaint a beach', photo);
    expect(await layout(recipe)).toEqual({ canvas: [96, 96], at: [16, 16], size: [64, 64] });
  });

  test('adds at the named edges alone', async () => {
    const recipe = await trial().recipe('/outpaint a beach left:50 bottom:25', photo);
    expect(await layout(recipe)).toEqual({ canvas: [96, 80], at: [32, 0], size: [64, 64] });
    const { left, top, side } = recipe.finish.paste!;
    expect([left, top, side]).toEqual([0, -8, 96]);
  });

  test('makes another shape of it, alike on both sides', async () => {
    expect(await layout(await trial().recipe('/outpaint a beach aspect:16:9', photo))).toEqual({
      canvas: [114, 64],
      at: [25, 0],
      size: [64, 64],
    });
    expect((await layout(await trial().recipe('/outpaint a beach aspect:2:3', photo))).canvas).toEqual([64, 96]);
  });

  test('leaves every pixel of the picture where it is', async () => {
    const recipe = await trial().recipe('/outpaint a beach left:25 top:50', photo);
    const { rgb, width } = await rawOf(recipe.finish.paste!.image);
    const original = gradient(64).rgb;
    for (const [x, y] of [
      [0, 0],
      [63, 0],
      [17, 40],
      [63, 63],
    ] as const) {
      const at = 3 * ((y + 32) * width + x + 16);
      expect([...rgb.subarray(at, at + 3)]).toEqual([...original.subarray(3 * (64 * y + x), 3 * (64 * y + x) + 3)]);
    }
  });

  test('makes a picture smaller whose canvas would be too large, and says so', async () => {
    const { recipe, remark, maskedBy } = await trial().request('/outpaint a beach right:100', large);
    const { canvas, size } = await layout(recipe);
    expect(canvas[0]).toBeGreaterThan(1270);
    expect(canvas[0]).toBeLessThanOrEqual(1280);
    expect(remark).toBe(`“photo.png” has 1200 × 675 pixels; it was made smaller, to ${size[0]} × ${size[1]}.`);
    expect(maskedBy!.share).toBeCloseTo(0.5, 2);
    const huge = { name: 'huge.png', bytes: await sharp(large.bytes).resize(2400).png().toBuffer() };
    expect((await trial().request('/outpaint a beach right:100', huge)).remark).toContain('has 2400 × 1350 pixels');
  });

  test.each(['square', '3:2', '9:16', '4:3'])('to %s can be typed again from its settings', async (shape) => {
    const request = await trial().request(`/outpaint a beach aspect:${shape} seed:5`, large);
    expect((await trial().request(formatLine(request)!, large)).recipe).toEqual(request.recipe);
  });

  test('has no line where no margin that can be typed is wide enough', async () => {
    const thin = {
      name: 'thin.png',
      bytes: await sharp(large.bytes).resize(400, 10, { fit: 'fill' }).png().toBuffer(),
    };
    expect(formatLine(await trial().request('/outpaint a beach aspect:square', thin))).toBeUndefined();
  });

  test.each([
    ['/outpaint a beach left:0', 'That would add nothing to the picture.'],
    ['/outpaint a beach aspect:square', 'That would add nothing to the picture.'],
    ['/outpaint a beach aspect:3:2 left:20', 'There are both margins and a shape.'],
  ])('%s is refused', async (line, message) => {
    expect((await trial().refusal(line, photo)).message).toBe(message);
  });

  test('takes a photo of any common format', async () => {
    const jpeg = { name: 'p.jpg', bytes: await sharp(large.bytes).resize(300).jpeg().toBuffer() };
    expect((await layout(await trial().recipe('/outpaint a beach', jpeg))).canvas).toEqual([450, 253]);
  });
});
