import { describe, expect, test } from 'vitest';
import { widePhoto } from '../bot/wide-photo.ts';
import { digits, trial } from './context.ts';
import { photo } from './uploads.ts';

const timesteps = (drawings: readonly { readonly start: object }[]) =>
  drawings.map(({ start }) => ('timestep' in start ? start.timestep : undefined));

describe('/sdedit', () => {
  test.each([
    [0, 990],
    [7, 780],
    [10, 690],
    [33, 0],
  ])('start %i is t = %i of the strided list', async (start, t) => {
    const { drawings } = await trial().recipe(`/sdedit a cat start:${start}`, photo);
    expect(timesteps(drawings)).toEqual([t]);
  });

  test('keeps the 34 entries of the list for a model with another T', async () => {
    const { drawings } = await trial({ models: [digits] }).recipe('/sdedit a seven start:10', photo);
    expect(timesteps(drawings)).toEqual([207]);
  });

  test('without a prompt it uses the generic one', async () => {
    const { drawings } = await trial().recipe('/sdedit', photo);
    expect(drawings[0]!.term).toEqual({ kind: 'prompt', prompt: 'a high quality photo' });
  });

  test('the sweep is a sheet of seven starts with one seed, and the untouched original', async () => {
    const { drawings } = await trial().recipe('/sdedit a cat sweep:yes seed:180', photo);
    expect(timesteps(drawings)).toEqual([960, 900, 840, 780, 690, 390, 150, null]);
    expect(drawings.map((drawing) => drawing.label)).toEqual([
      'start 1',
      'start 3',
      'start 5',
      'start 7',
      'start 10',
      'start 20',
      'start 28',
      'original',
    ]);
    expect(new Set(drawings.map((drawing) => drawing.seed))).toEqual(new Set([180]));
    expect(drawings.at(-1)!.walk).toEqual({ kind: 'none' });
  });

  test('keeps the shape of the picture, unless it is to be cropped', async () => {
    const wide = await widePhoto();
    const { finish } = await trial().recipe('/sdedit a cat', wide);
    expect(finish.aspect).toEqual({ width: 1200, height: 675 });
    const cropped = await trial().recipe('/sdedit a cat crop:yes', wide);
    expect(cropped.finish).not.toHaveProperty('aspect');
  });

  test('asks for a picture', async () => {
    expect((await trial().refusal('/sdedit a cat')).message).toBe('/sdedit needs a picture.');
  });

  test.each([
    ['an empty file', new Uint8Array(), '"my.png" is empty: it has no bytes at all.'],
    ['a text', new TextEncoder().encode('hello'), '"my.png" is a text, whatever its name says.'],
    ['half a picture', photo.bytes.slice(0, photo.bytes.length / 2), '"my.png" is damaged: not all of it can be read.'],
  ])('says what is wrong with %s', async (_, bytes, message) => {
    expect(await trial().refusal('/sdedit a cat', { name: 'my.png', bytes })).toMatchObject({ message });
  });
});
