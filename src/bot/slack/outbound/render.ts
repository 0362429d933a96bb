import type { types } from '@slack/bolt';
import { commands } from '../../../commands/index.ts';
import type { Notice } from '../../../commands/messages/errors.ts';
import { type CountedStep, capitalised, stepsInWords } from '../../../commands/messages/step-text.ts';
import type { ReplyContent, Result, Section } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { clipEscaped } from '../../chat/clip-escaped.ts';
import { progressText, queuePositionText } from '../../chat/progress/progress-text.ts';
import type { Step } from '../../chat/progress/step-posts.ts';
import { type ButtonName, buttonBlocks } from '../buttons.ts';
import { slashName } from '../command-names.ts';
import { clip, slackLimits } from '../text-limits.ts';

/** A message as we write it, within Slack's limits. */
export interface Draft {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** A picture that Slack keeps for us. */
export interface ShownFile {
  readonly id: string;
  readonly altText: string;
}

/** What people wrote, so that none of it becomes a mention or a link. */
export const escaped = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const draft = (text: string, blocks: readonly types.KnownBlock[]): Draft => ({
  text: clipEscaped(text, slackLimits.text, escaped),
  blocks: blocks.slice(0, slackLimits.blocks),
});

// Words that people wrote stand in plain text, where no sign of theirs is markup.
const section = (words: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: clip(words, slackLimits.section), emoji: false },
});

const context = (words: string): types.ContextBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: clip(words, slackLimits.context), emoji: false }],
});

const parseInteraction = (person: string): types.ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: `Asked for by <@${person}>` }],
});

/** Our own words, with mentions and stars. */
export const ownWords = (mrkdwn: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clip(mrkdwn, slackLimits.section) },
});

export const imageBlock = ({ id, altText }: ShownFile): types.ImageBlock => ({
  type: 'image',
  slack_file: { id },
  alt_text: clip(altText, slackLimits.altText),
});

const running = (job: JobId, person: string) => buttonBlocks(['cancel'], { job, person, files: [], origin: null });

export function renderQueued(content: Extract<ReplyContent, { kind: 'queued' }>, person: string): Draft {
  const words = queuePositionText(content);
  return draft(words, [section(words), ...running(content.jobId, person)]);
}

export const renderPreparing = ({ words }: Extract<ReplyContent, { kind: 'preparing' }>): Draft =>
  draft(words, [section(words)]);

export function renderStep(step: Step, person: string): Draft {
  const words = progressText(step);
  return draft(words, [section(words), ...running(step.jobId, person)]);
}

/** "Steps 7–12 of 12, then 6 to enlarge": the steps of one message in a thread, with their sheet where it may be seen. */
export function renderSteps(steps: readonly CountedStep[], sheet: ShownFile | undefined): Draft {
  const words = capitalised(stepsInWords(steps));
  return draft(words, [section(words), ...(sheet === undefined ? [] : [imageBlock(sheet)])]);
}

interface ResultPlace {
  readonly person: string;
  /** Where others read along, they see who asked. */
  readonly isNamed: boolean;
  /** Besides the buttons of the result itself. */
  readonly buttons: readonly ButtonName[];
  /** Every picture of the result that Slack keeps, in order. */
  readonly files: readonly ShownFile[];
  /** Nobody sees it who did not choose to. */
  readonly isHidden: boolean;
  readonly origin: string | null;
}

export function renderResult(
  result: Result,
  { person, isNamed, buttons, files, isHidden, origin }: ResultPlace,
): Draft {
  const { caption, details, remark, actions, jobId } = result;
  const settings = details.map(([name, value]) => `${name} ${clip(value, 200)}`).join(' · ');
  const hidden = ownWords('_This picture may not be for everybody, so it is shown only to who asks for it._');
  const reveal: readonly ButtonName[] = isHidden && files.length > 0 ? ['reveal'] : [];
  return draft(caption, [
    ...(isHidden ? [hidden] : files.slice(0, 1).map(imageBlock)),
    section(clip(caption, 700)),
    ...(isNamed ? [parseInteraction(person)] : []),
    ...(settings === '' ? [] : [context(settings)]),
    ...(remark === undefined ? [] : [section(remark)]),
    ...buttonBlocks([...reveal, ...actions, ...buttons], {
      ...{ job: jobId, person, origin },
      files: files.map(({ id }) => id),
    }),
  ]);
}

/** Pictures one below the other, without buttons. */
export const renderFiles = (words: string, files: readonly ShownFile[]): Draft =>
  draft(words, [section(words), ...files.map(imageBlock)]);

/** Names the commands as this workspace knows them. */
export type Naming = (words: string) => string;

/** @param prefix As in `SLACK_COMMAND_PREFIX`. */
export function namingWith(prefix: string): Naming {
  const names = commands.map(({ name }) => name).join('|');
  const pattern = new RegExp(`(^|[\\s("“])/(${names})(?![\\w-])`, 'g');
  return (words) => words.replace(pattern, (_, before: string, name: string) => before + slashName(name, prefix));
}

export function renderNotice({ message, hint }: Notice, naming: Naming): Draft {
  const words = [message, ...(hint === undefined ? [] : [hint])].map(naming);
  return draft(words.join('\n'), [section(words[0]!), ...words.slice(1).map(context)]);
}

export function renderText(
  { title, sections }: { readonly title: string; readonly sections: readonly Section[] },
  naming: Naming,
): Draft {
  const header: types.HeaderBlock = {
    type: 'header',
    text: { type: 'plain_text', text: clip(naming(title), slackLimits.header) },
  };
  return draft(naming(title), [header, ...sections.flatMap((each) => sectionBlocks(each, naming))]);
}

/** A heading is ours and may be bold; lines are gathered into as few blocks as they fit. */
export function sectionBlocks({ heading, lines }: Section, naming: Naming): readonly types.KnownBlock[] {
  const pages: string[] = [];
  for (const line of lines.map((each) => clip(naming(each), slackLimits.section))) {
    const last = pages.at(-1);
    if (last === undefined || last.length + line.length + 1 > slackLimits.section) pages.push(line);
    else pages.push(`${pages.pop()!}\n${line}`);
  }
  return [
    ...(heading === undefined ? [] : [ownWords(`*${escaped(heading)}*`)]),
    ...pages.filter((page) => page !== '').map(section),
  ];
}
