import { describe, expect, it } from 'vitest';
import {
  createPrefixCommands,
  renderFiles,
  renderNotice,
  renderResult,
  renderText,
} from '../../../src/bot/slack/outbound/render.ts';
import { clip, slackLimits } from '../../../src/bot/slack/text-limits.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import { blockComplaints } from '../../wire/slack/limits.ts';
import { slackSchemas } from '../../wire/slack/schemas.ts';
import type { Json } from '../../wire/slack/world.ts';
import { id } from '../requests.ts';

const naming = createPrefixCommands('stride-');

/** A number from 0 to below. */
type Roll = (below: number) => number;

/** The same numbers each time. Source: Lehmer's generator with the multiplier of Park and Miller. */
function dice(seed: number): Roll {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const pieces = ['a', 'word ', '🎃', '👩‍👩‍👧‍👦', 'é', '𝔸', '<!channel>', '&', '*', '\n', '"', '<@U1>', '/sample ', '字'];

/** Something that people might write, of about so many letters. */
const words = (roll: Roll, length: number): string => {
  let text = '';
  while (text.length < length) text += pieces[roll(pieces.length)];
  return text;
};

const loneSurrogate = /\p{Surrogate}/u;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const length = (roll: Roll): number => [1, 20, 300, 740, 2_001, 3_001, 9_000][roll(7)]!;

const files = (roll: Roll) =>
  Array.from({ length: 1 + roll(10) }, (_, i) => ({ id: `F0AAAAAAAA${i}`, altText: words(roll, length(roll)) }));

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

/** What a seed makes of each kind of message. */
const drafts = {
  result: (roll: Roll) => {
    const details = Array.from({ length: roll(30) }, () => [words(roll, 20), words(roll, length(roll))] as const);
    const [caption, remark] = [words(roll, length(roll)), words(roll, length(roll))];
    const result: Result = {
      ...{ jobId: id('k7m2'), files: [], actions: ['reroll', 'vary', 'upscale'], caption, details, remark },
    };
    const buttons = ['delete', 'share'] as const;
    return renderResult(result, {
      isNamed: true,
      person: 'U1',
      buttons,
      files: files(roll),
      isHidden: roll(2) === 1,
      origin: 'C9',
    });
  },
  files: (roll: Roll) => renderFiles(words(roll, length(roll)), files(roll)),
  notice: (roll: Roll) => renderNotice({ message: words(roll, length(roll)), hint: words(roll, length(roll)) }, naming),
  text: (roll: Roll) => {
    const line = () => words(roll, length(roll));
    const sections = Array.from({ length: roll(70) }, () => ({
      ...{ heading: line(), lines: Array.from({ length: roll(4) }, line) },
    }));
    return renderText({ title: line(), sections }, naming);
  },
};

describe('whatever people write', () => {
  it.each(['result', 'files', 'notice', 'text'] as const)('a %s keeps to the limits of Slack', async (kind) => {
    const schemas = await slackSchemas();
    for (const seed of seeds) {
      const { text, blocks } = drafts[kind](dice(seed * 7_919));
      const complaints = [
        ...blocks.flatMap((block) => schemas.block(block) ?? []),
        ...blockComplaints(blocks as unknown as readonly Json[], 'message'),
        ...textsIn({ text, blocks }).filter((each) => loneSurrogate.test(each)),
      ];
      expect({ seed, complaints }).toEqual({ seed, complaints: [] });
      expect(text.length).toBeLessThanOrEqual(slackLimits.text);
      expect(text).not.toMatch(/<[!@]/);
    }
  });

  it('is cut where a letter ends, and no longer than it may be', () => {
    for (const seed of seeds) {
      const text = words(dice(seed), 400);
      for (let max = 2; max < 40; max++) {
        const cut = clip(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(loneSurrogate);
        expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }
    }
  });
});
