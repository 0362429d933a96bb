import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSavedStyles } from '../../../src/bot/policy/saved-styles.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import type { Asker } from '../../../src/commands/ports/asker.ts';
import { trial } from '../context.ts';
import { photo } from '../uploads.ts';

const promptOf = async (user: ReturnType<typeof trial>, line: string, ...files: (typeof photo)[]) => {
  const { term, guidance, walk } = (await user.recipe(line, ...files)).drawings[0]!;
  return { prompt: term.kind === 'prompt' ? term.prompt : '', guidance, walk };
};

describe('a style', () => {
  it('of the model goes around the prompt', async () => {
    const user = trial();
    expect((await promptOf(user, '/sample a cat style:"oil painting"')).prompt).toBe('an oil painting of a cat');
    expect((await promptOf(user, '/sdedit style:"Oil Painting"', photo)).prompt).toBe('an oil painting of a picture');
  });

  it('that was saved brings its negative prompt and its settings, which the request may replace', async () => {
    const user = trial();
    await user.type('/style save Noir prompt:"a black and white photo of {prompt}" negative:colour guidance:6 steps:9');
    const plain = await promptOf(user, '/sample a cat style:noir');
    expect(plain).toMatchObject({
      prompt: 'a black and white photo of a cat',
      guidance: { scale: 6, negative: 'colour' },
      walk: { steps: 9 },
    });
    const own = await promptOf(user, '/sample a cat style:noir negative:dogs steps:12');
    expect(own).toMatchObject({ guidance: { scale: 6, negative: 'dogs, colour' }, walk: { steps: 12 } });
  });

  it('without a slot follows the prompt, and may have wildcards', async () => {
    const user = trial();
    await user.type('/style save lit prompt:"{at night|at noon}"');
    expect((await promptOf(user, '/sample a cat style:lit seed:1')).prompt).toMatch(/^a cat, at (?:night|noon)$/);
  });

  it('that is unknown is refused with what there is', async () => {
    expect(await trial().refusal('/sample a cat style:oil')).toMatchObject({
      message: 'I know no style "oil" here.',
      hint: expect.stringContaining('oil painting'),
    });
  });

  it.each([
    ['/style save', /needs a name/],
    ['/style save name:noir', /needs words/],
    ['/style save name:"oil painting" prompt:x', /of its own/],
    ['/style save name:"<b>" prompt:x', /cannot be the name/],
  ])('%s is refused', async (line, message) => {
    expect((await trial().refusal(line)).message).toMatch(message);
  });

  it('is listed with its words', async () => {
    const user = trial();
    await user.type('/style save noir prompt:"a photo of {prompt}" guidance:6');
    await user.type('/style');
    expect(JSON.stringify(user.contents.at(-1))).toContain('noir: a photo of {prompt} · guidance 6');
    await user.type('/style delete noir');
    await user.type('/style');
    expect(JSON.stringify(user.contents.at(-1))).not.toContain('noir: ');
  });
});

describe('saved styles', () => {
  const limits = { person: 25 };
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-styles-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  const asker = (person: string, server?: string): Asker => ({
    ...{ platform: 'discord', person, channel: 'c' },
    ...(server !== undefined && { server }),
  });
  const noir = { name: 'noir', prompt: 'a photo of {prompt}', guidance: 6 };

  it('are kept for a server, and belong to whom saved them', () => {
    const styles = createSavedStyles(dataDir);
    styles.as(asker('ann', 's1')).save(noir);
    styles.close();
    const again = createSavedStyles(dataDir);
    expect(again.as(asker('bob', 's1')).list()).toEqual([{ ...noir, isOwn: false }]);
    expect(again.as(asker('ann', 's2')).list()).toEqual([]);
    expect(again.as(asker('ann')).list()).toEqual([]);
    expect(() => again.as(asker('bob', 's1')).save(noir)).toThrow(UserError);
    expect(() => again.as(asker('bob', 's1')).remove('noir')).toThrow(UserError);
    again.as(asker('ann', 's1')).save({ ...noir, guidance: 7 });
    expect(again.as(asker('ann', 's1')).list()).toEqual([{ ...noir, guidance: 7, isOwn: true }]);
    again.as(asker('ann', 's1')).remove('noir');
    expect(again.as(asker('ann', 's1')).list()).toEqual([]);
    expect(() => again.as(asker('ann', 's1')).remove('noir')).toThrow('No style "noir" is saved here.');
    again.close();
  });

  it('of this machine are the same on the page and in the shell', () => {
    const styles = createSavedStyles(dataDir);
    styles.as({ platform: 'local', person: 'ann', channel: 'local' }).save(noir);
    expect(styles.as({ platform: 'shell', person: 'shell', channel: 'shell' }).list()).toHaveLength(1);
    styles.close();
  });

  it('are bounded, for a person and for a server', () => {
    const styles = createSavedStyles(dataDir);
    const save = (person: string, count: number) => {
      for (let i = 0; i < count; i++) styles.as(asker(person, 's3')).save({ ...noir, name: `${person} ${i}` });
    };
    save('ann', limits.person);
    expect(() => save('ann', limits.person + 1)).toThrow(/You have 25 styles/);
    for (const person of ['bob', 'cid', 'dan']) save(person, limits.person);
    expect(() => save('eve', 1)).toThrow(/There are 100 styles/);
    styles.close();
  });
});
