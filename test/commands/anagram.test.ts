import { describe, expect, test } from 'vitest';
import { trial } from './context.ts';
import { photo } from './uploads.ts';

const part = (view: string, prompt: string) => ({ view, term: { kind: 'prompt', prompt } });

describe('/anagram', () => {
  test('is turned upside down by default', async () => {
    const { drawings } = await trial().recipe('/anagram "a skull" "a dog"');
    expect(drawings[0]!.term).toEqual({ kind: 'views', parts: [part('identity', 'a skull'), part('flip', 'a dog')] });
  });

  test('takes any view, and a third prompt', async () => {
    const { drawings } = await trial().recipe('/anagram a | b | c view:jigsaw third-view:negate');
    expect(drawings[0]!.term).toEqual({
      kind: 'views',
      parts: [part('identity', 'a'), part('jigsaw', 'b'), part('negate', 'c')],
    });
  });

  test('is drawn into a picture', async () => {
    const { drawings } = await trial().recipe('/anagram a | b image:1 region:"right half" form:clean', photo);
    expect(drawings[0]).toMatchObject({ start: { kind: 'noise' }, keep: { kind: 'mask', form: 'clean' } });
    expect(drawings[0]!.term.kind).toBe('views');
  });

  test('begins at a drawing', async () => {
    const { drawings } = await trial().recipe('/anagram a | b start:5', photo);
    expect(drawings[0]).toMatchObject({ start: { kind: 'image', timestep: 840 } });
    expect(drawings[0]).not.toHaveProperty('keep');
  });

  test.each([
    ['/anagram a skull', '/anagram needs "second": What it shows when turned.'],
    ['/anagram a | b view:identity', '"view" cannot be "identity".'],
    [
      '/anagram a | b | c view:flip third-view:flip',
      'The second and the third reading are both seen through flip, so they would overlap.',
    ],
    ['/anagram a | b | c | d', 'I do not know where "d" belongs.'],
  ])('%s is refused', async (line, message) => {
    expect((await trial().refusal(line)).message).toBe(message);
  });
});
