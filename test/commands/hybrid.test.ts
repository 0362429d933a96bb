import { describe, expect, test } from 'vitest';
import { widePhoto } from '../bot/wide-photo.ts';
import { trial } from './context.ts';
import { photo } from './uploads.ts';

const prompts = (...words: readonly string[]) => words.map((prompt) => ({ kind: 'prompt', prompt }));

describe('/hybrid', () => {
  test('coarse is far, fine is near', async () => {
    const { drawings } = await trial().recipe('/hybrid "a skull" waterfalls');
    expect(drawings[0]!.term).toEqual({
      kind: 'components',
      split: 'frequency',
      terms: prompts('a skull', 'waterfalls'),
    });
  });

  test.each(['colour', 'motion'])('splits by %s', async (kind) => {
    const { drawings } = await trial().recipe(`/hybrid a | b kind:${kind}`);
    expect(drawings[0]!.term).toMatchObject({ split: kind });
  });

  test('splits by color as well as by colour', async () => {
    const { drawings } = await trial().recipe('/hybrid a | b kind:color');
    expect(drawings[0]!.term).toMatchObject({ split: 'colour' });
  });

  test('a middle makes three frequencies, from coarse to fine', async () => {
    const { drawings } = await trial().recipe('/hybrid far:a near:b middle:c');
    expect(drawings[0]!.term).toEqual({
      kind: 'components',
      split: 'triple-frequency',
      terms: prompts('a', 'c', 'b'),
    });
  });

  test('begins at a drawing', async () => {
    const { drawings } = await trial().recipe('/hybrid a | b start-image:1 start:10', photo);
    expect(drawings[0]).toMatchObject({ start: { kind: 'image', timestep: 690 }, term: { kind: 'components' } });
  });

  test('takes its far part from a photo: an inverse problem', async () => {
    const { drawings } = await trial().recipe('/hybrid "an old man" "a skull"', photo);
    expect(drawings[0]!.keep).toMatchObject({ kind: 'component', split: 'frequency', index: 0 });
    expect(drawings[0]!.start).toEqual({ kind: 'noise' });
  });

  test('keeps the shape of its picture; two pictures are cropped to squares', async () => {
    const wide = await widePhoto();
    const aspect = { width: 1200, height: 675 };
    expect((await trial().recipe('/hybrid a | b photo:1', wide)).finish).toMatchObject({ aspect });
    expect((await trial().recipe('/hybrid a | b start-image:1', wide)).finish).toMatchObject({ aspect });
    const both = await trial().recipe('/hybrid a | b photo:1 start-image:2', wide, photo);
    expect(both.finish).not.toHaveProperty('aspect');
    expect((await trial().recipe('/hybrid a | b')).finish).not.toHaveProperty('aspect');
  });

  test('takes the grey part from a photo', async () => {
    const { drawings } = await trial().recipe('/hybrid a | b kind:colour photo:1', photo);
    expect(drawings[0]!.keep).toMatchObject({ split: 'colour', index: 0 });
  });

  test.each([
    [
      '/hybrid a | b middle:c kind:colour',
      [],
      'A colour hybrid has two parts only, so there is no place for a middle.',
    ],
    [
      '/hybrid a | b photo:1 image:2 region:left',
      [photo, { ...photo }],
      'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.',
    ],
    ['/hybrid a | b photo:1 region:left', [photo], '"region" has no effect without "image".'],
  ])('%s is refused', async (line, uploads, message) => {
    expect((await trial().refusal(line, ...uploads)).message).toBe(message);
  });
});
