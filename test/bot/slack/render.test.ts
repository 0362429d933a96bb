import { describe, expect, it } from 'vitest';
import { readButton } from '../../../src/bot/slack/buttons.ts';
import {
  createPrefixCommands,
  renderNotice,
  renderResult,
  renderText,
} from '../../../src/bot/slack/outbound/render.ts';
import { slackLimits } from '../../../src/bot/slack/text-limits.ts';
import { commands } from '../../../src/commands/index.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import { slackSchemas } from '../../wire/slack/schemas.ts';
import { id } from '../requests.ts';

const long = 'word '.repeat(4_000);
const naming = createPrefixCommands('');

const result = (changes: Partial<Result> = {}): Result => ({
  ...{ jobId: id('k7m2'), files: [], caption: 'a skull · seed 180', details: [['seed', '180']], actions: ['reroll'] },
  ...changes,
});

const place = {
  ...{ person: 'U1', isNamed: true, buttons: ['delete'] as const, isHidden: false, origin: null },
  files: [{ id: 'F1', altText: 'A skull.' }],
};

describe('what is rendered for Slack', () => {
  it.each([
    ['a result', renderResult(result(), place)],
    [
      'a result with long words',
      renderResult(result({ caption: long, details: [['negative', long]], remark: long }), place),
    ],
    ['a notice', renderNotice({ message: long, hint: long }, naming)],
    [
      'a long text',
      renderText(
        { title: long, sections: Array.from({ length: 80 }, () => ({ heading: 'Heading', lines: [long] })) },
        naming,
      ),
    ],
  ])('%s has only blocks that Slack takes', async (_, { text, blocks }) => {
    const schemas = await slackSchemas();
    expect(blocks.flatMap((block) => schemas.block(block) ?? [])).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(slackLimits.blocks);
    expect(text.length).toBeLessThanOrEqual(slackLimits.text);
    const longest = JSON.stringify(blocks).match(/"text":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(Math.max(...longest.map((each) => each.length - 9))).toBeLessThanOrEqual(slackLimits.section);
  });

  it('takes what people wrote for plain text, and calls nobody by it', () => {
    const { text, blocks } = renderResult(result({ caption: '<!channel> & *bold*' }), place);
    expect(text).toBe('&lt;!channel&gt; &amp; *bold*');
    const words = blocks.flatMap((block) => ('text' in block && block.text !== undefined ? [block.text] : []));
    expect(words).toContainEqual({ type: 'plain_text', text: '<!channel> & *bold*', emoji: false });
  });

  it('hides a picture that was flagged behind a button', () => {
    const { blocks } = renderResult(result(), { ...place, isHidden: true });
    expect(blocks.map(({ type }) => type)).not.toContain('image');
    expect(JSON.stringify(blocks)).toContain('sb1:reveal');
  });

  it('has buttons that say everything by themselves', () => {
    const { blocks } = renderResult(result(), { ...place, origin: 'C9' });
    const [reroll] = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    if (reroll?.type !== 'button') throw new Error('the first element is no button');
    expect(readButton(reroll.action_id ?? '', reroll.value ?? '')).toEqual({
      ...{ button: 'reroll', job: 'k7m2', person: 'U1', files: ['F1'], origin: 'C9' },
    });
  });

  it.each(['', 'sb1:reroll', 'sb1:dance', 'other'])('reads nothing into a button of somebody else: %s', (action) => {
    expect(readButton(action, 'one two')).toBeUndefined();
  });

  it('names the commands as the workspace knows them', () => {
    const named = createPrefixCommands('stride-');
    expect(named('Try /sample a skull, or /help.')).toBe('Try /stride-sample a skull, or /stride-help.');
    expect(named('and/or a/sample')).toBe('and/or a/sample');
    for (const { name } of commands) expect(named(`(/${name})`)).toBe(`(/stride-${name})`);
  });
});
