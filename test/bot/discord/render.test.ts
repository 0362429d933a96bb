import { describe, expect, it } from 'vitest';
import { clip } from '../../../src/bot/discord/clip.ts';
import {
  renderNotice,
  renderQueued,
  renderResult,
  renderSteps,
  renderText,
} from '../../../src/bot/discord/outbound/render.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import type { JobId } from '../../../src/engine/client.ts';

const person = '80351110224678912';
const jobId = 'k7m2abcdef' as JobId;

const result: Result = {
  jobId,
  files: [
    { name: 'sample-180.png', mediaType: 'image/png', bytes: new Uint8Array(), altText: 'A picture of “a skull”.' },
  ],
  caption: 'a skull · seed 180',
  details: [
    ['seed', '180'],
    ['negative', '*bold* # [link](https://example.org)'],
  ],
  actions: ['reroll', 'settings'],
};

describe('what is written in Discord', () => {
  it('says how an option is given there', () => {
    const { content } = renderNotice({ message: 'No.', hint: 'Write film:yes, upscale:no, mask:1 or seed:5.' });
    expect(content).toBe('No.\nWrite film:True, upscale:False, mask or seed:5.');
  });

  it('says prompt, seed and settings, and has the buttons of the picture, then those of the place', () => {
    const { content, components } = renderResult(result, person, ['change', 'delete']);
    expect(content).toMatch(/^\*\*a skull · seed 180\*\*\n-# seed 180 · negative /);
    const labels = components.flatMap((row) => row.components.map((each) => ('label' in each ? each.label : '')));
    expect(labels).toEqual(['Reroll', 'Settings', 'Change one thing', 'Delete']);
  });

  it('lets no words of a person become markup', () => {
    const { content } = renderResult(result, person, []);
    expect(content).toContain('\\*bold\\*');
    expect(content).not.toContain(' [link](');
  });

  it('stays within a message, whatever is asked', () => {
    const long = { ...result, caption: '*'.repeat(900), remark: '_'.repeat(3_000) };
    expect(renderResult(long, person, []).content.length).toBeLessThanOrEqual(2_000);
    expect(renderNotice({ message: '*'.repeat(3_000) }).content.length).toBeLessThanOrEqual(2_000);
  });

  it('gives long texts as many messages as they take, and loses no line', () => {
    const lines = Array.from({ length: 200 }, (_, i) => `line ${i} ${'x'.repeat(40)}`);
    const pages = renderText({ title: 'Help', sections: [{ heading: 'Commands', lines }] });
    expect(pages.length).toBeGreaterThan(4);
    expect(Math.max(...pages.map(({ content }) => content.length))).toBeLessThanOrEqual(2_000);
    const text = pages.map(({ content }) => content).join('\n');
    expect(lines.filter((line) => !text.includes(line))).toEqual([]);
  });

  it.each([
    [1, 'Your picture is next, about 3 seconds.'],
    [2, 'You are 2nd in line, about 3 seconds.'],
    [3, 'You are 3rd in line, about 3 seconds.'],
    [11, 'You are 11th in line, about 3 seconds.'],
    [22, 'You are 22nd in line, about 3 seconds.'],
  ])('says the place %i in line', (place, words) => {
    expect(renderQueued({ kind: 'queued', jobId, place, estimateMs: 2_600 }, person).content).toBe(words);
  });

  it('names the steps of a sheet', () => {
    const steps = [7, 8, 9].map((step) => ({ step, totalSteps: 26 }));
    expect(renderSteps(steps, []).content).toBe('Steps 7–9 of 26');
    expect(renderSteps(steps.slice(0, 1), []).content).toBe('Step 7 of 26');
  });

  it('cuts between letters, not inside of one', () => {
    expect(clip('🐕'.repeat(20), 11)).toMatch(/^(?:🐕)+…$/u);
    expect(clip('short', 11)).toBe('short');
    expect(clip('x'.repeat(20), 11).length).toBeLessThanOrEqual(11);
  });
});
