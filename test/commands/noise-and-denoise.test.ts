import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { widePhoto } from '../bot/wide-photo.ts';
import { digits, model, trial } from './context.ts';
import { photo } from './uploads.ts';

const image = expect.objectContaining({ png: expect.any(String) });

describe('/noise', () => {
  test('is a sheet of 250, 500 and 750 beside the picture, with the same noise', async () => {
    const { drawings, finish } = await trial().recipe('/noise seed:180', photo);
    expect(drawings.map(({ label, start, seed }) => ({ label, start, seed }))).toEqual(
      [null, 250, 500, 750].map((timestep) => ({
        label: timestep === null ? 'original' : `t ${timestep}`,
        start: { kind: 'image', image, timestep },
        seed: 180,
      })),
    );
    expect(new Set(drawings.map((drawing) => drawing.walk.kind))).toEqual(new Set(['none']));
    expect(finish).toEqual({ upscaleTo: null });
  });

  test('makes one picture for one timestep', async () => {
    const { drawings } = await trial().recipe('/noise 500', photo);
    expect(drawings).toMatchObject([{ start: { timestep: 500 } }]);
  });

  test('knows the last timestep of its model', async () => {
    const notice = await trial({ models: [digits] }).refusal('/noise 500', photo);
    expect(notice).toEqual({
      message: "t is 500, and this model's last timestep is 299.",
      hint: 'Choose t between 0 and 299.',
    });
  });
});

describe('/denoise', () => {
  test('cleans the same noise four ways, beside the picture', async () => {
    const { drawings } = await trial().recipe('/denoise seed:180', photo);
    expect(drawings.map(({ label, walk, start }) => [label, walk.kind, start])).toEqual([
      ['original', 'none', { kind: 'image', image, timestep: null }],
      ['noisy, t 690', 'none', { kind: 'image', image, timestep: 690 }],
      ['blurred', 'blur', { kind: 'image', image, timestep: 690 }],
      ['one step', 'one-step', { kind: 'image', image, timestep: 690 }],
      ['step by step', 'sample', { kind: 'image', image, timestep: 690 }],
    ]);
    expect(drawings[2]!.walk).toEqual({ kind: 'blur', size: 5, sigma: 2 });
    expect(new Set(drawings.map((drawing) => drawing.seed))).toEqual(new Set([180]));
  });

  test('takes a timestep by place, and a prompt by name', async () => {
    const { drawings } = await trial().recipe('/denoise 250 prompt:"a dog"', photo);
    expect(drawings.at(-1)).toMatchObject({ start: { timestep: 250 }, term: { prompt: 'a dog' } });
  });
});

describe('/upscale', () => {
  test("makes the model's own size of an untouched picture", async () => {
    const { drawings, finish } = await trial().recipe('/upscale', photo);
    expect(drawings).toMatchObject([{ start: { kind: 'image', timestep: null }, walk: { kind: 'none' } }]);
    expect(finish).toEqual({ upscaleTo: 256, aspect: { width: 64, height: 64 } });
  });

  test('takes a size by place', async () => {
    expect((await trial().recipe('/upscale 1024', photo)).finish).toMatchObject({ upscaleTo: 1024 });
  });

  test('never makes a picture smaller', async () => {
    const wide = await widePhoto();
    const refusal = async (line: string) => {
      const { message, hint } = await trial().refusal(line, wide);
      return `${message} ${hint}`;
    };
    expect(await refusal('/upscale')).toBe(
      '“photo.png” has 1200 × 675 pixels, so 1024 would not enlarge it. I enlarge to 1024 pixels at most.',
    );
    expect(await refusal('/upscale 512')).toBe(
      '“photo.png” has 1200 × 675 pixels, so 512 would not enlarge it. I enlarge to 1024 pixels at most.',
    );
    const half = { name: 'half.png', bytes: await sharp(wide.bytes).resize(600).png().toBuffer() };
    expect((await trial().recipe('/upscale', half)).finish).toMatchObject({ upscaleTo: 1024 });
    expect((await trial().refusal('/upscale 600', half)).hint).toBe(
      'Ask for more, such as size:1024, which is the most.',
    );
  });

  test('says when the model cannot', async () => {
    for (const line of ['/upscale model:digits', '/upscale 512 model:digits']) {
      const { message } = await trial({ models: [model, digits] }).refusal(line, photo);
      expect(message).toBe('The model digits has no super-resolution.');
    }
  });
});
