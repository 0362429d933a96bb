import type { types } from '@slack/bolt';
import { commands } from '../../../commands/index.ts';
import { detailName } from '../../../commands/language/detail-names.ts';
import { t } from '../../../commands/language/translate.ts';
import type { Notice } from '../../../commands/messages/errors.ts';
import { type CountedStep, capitalised, stepsInWords } from '../../../commands/messages/step-text.ts';
import type { ReplyContent, Result, Section } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { clipEscaped } from '../../chat/clip-escaped.ts';
import { progressText, queuePositionText } from '../../chat/progress/progress-text.ts';
import type { Step } from '../../chat/progress/step-posts.ts';
import { type ButtonName, buttonBlocks, choiceBlocks } from '../buttons.ts';
import { slashName } from '../command-names.ts';
import { clip, slackLimits } from '../text-limits.ts';

/** A rendered message, within Slack's limits. */
export interface Draft {
  /** The text for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** A picture that was uploaded to Slack. */
export interface UploadedFile {
  readonly id: string;
  readonly altText: string;
}

/** Escapes what people wrote, so that none of it becomes a mention or a link. */
export const escaped = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const draft = (text: string, blocks: readonly types.KnownBlock[]): Draft => ({
  text: clipEscaped(text, slackLimits.text, escaped),
  blocks: blocks.slice(0, slackLimits.blocks),
});

// What people wrote goes into plain text, where nothing of it is markup.
const section = (words: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: clip(words, slackLimits.section), emoji: false },
});

const context = (words: string): types.ContextBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: clip(words, slackLimits.context), emoji: false }],
});

const askerLine = (person: string): types.ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: t('Asked for by {{person}}', { person: `<@${person}>` }) }],
});

/** A section of our own text, in Slack's mrkdwn. */
export const markdownBlock = (mrkdwn: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clip(mrkdwn, slackLimits.section) },
});

export const imageBlock = ({ id, altText }: UploadedFile): types.ImageBlock => ({
  type: 'image',
  slack_file: { id },
  alt_text: clip(altText, slackLimits.altText),
});

const cancelButton = (job: JobId, person: string) => buttonBlocks(['cancel'], { job, person, files: [], origin: null });

export function renderQueued(content: Extract<ReplyContent, { kind: 'queued' }>, person: string): Draft {
  const words = queuePositionText(content);
  return draft(words, [section(words), ...cancelButton(content.jobId, person)]);
}

export const renderPreparing = ({ words }: Extract<ReplyContent, { kind: 'preparing' }>): Draft =>
  draft(words, [section(words)]);

export function renderStep(step: Step, person: string): Draft {
  const words = progressText(step);
  return draft(words, [section(words), ...cancelButton(step.jobId, person)]);
}

/**
 * Renders the steps of one message in a thread, "Steps 7–12 of 12, then 6 to enlarge", with their sheet if there is
 * one.
 */
export function renderSteps(steps: readonly CountedStep[], sheet: UploadedFile | undefined): Draft {
  const words = capitalised(stepsInWords(steps));
  return draft(words, [section(words), ...(sheet === undefined ? [] : [imageBlock(sheet)])]);
}

interface ResultContext {
  readonly person: string;
  /** Shows the asker's name, where others can read the message. */
  readonly isNamed: boolean;
  /** Buttons besides those of the result itself. */
  readonly buttons: readonly ButtonName[];
  /** Every uploaded picture of the result, in order. */
  readonly files: readonly UploadedFile[];
  /** The picture is hidden until a person chooses to see it. */
  readonly isHidden: boolean;
  readonly origin: string | null;
}

export function renderResult(
  result: Result,
  { person, isNamed, buttons, files, isHidden, origin }: ResultContext,
): Draft {
  const { caption, details, remark, actions, choices = [], jobId } = result;
  const settings = details.map(([name, value]) => `${detailName(name)} ${clip(value, 200)}`).join(' · ');
  const hidden = markdownBlock(
    `_${t('This picture may not be for everybody, so it is shown only to who asks for it.')}_`,
  );
  const reveal: readonly ButtonName[] = isHidden && files.length > 0 ? ['reveal'] : [];
  return draft(caption, [
    ...(isHidden ? [hidden] : files.slice(0, 1).map(imageBlock)),
    section(clip(caption, 700)),
    ...(isNamed ? [askerLine(person)] : []),
    ...(settings === '' ? [] : [context(settings)]),
    ...(remark === undefined ? [] : [section(remark)]),
    ...choiceBlocks(choices, { job: jobId, person, origin }),
    ...buttonBlocks([...reveal, ...actions, ...buttons], {
      ...{ job: jobId, person, origin },
      files: files.map(({ id }) => id),
    }),
  ]);
}

/** Renders pictures one below the other, without buttons. */
export const renderFiles = (words: string, files: readonly UploadedFile[]): Draft =>
  draft(words, [section(words), ...files.map(imageBlock)]);

/** Adds the configured prefix to the commands in a text. */
export type PrefixCommands = (words: string) => string;

/** @param prefix As in `SLACK_COMMAND_PREFIX`. */
export function createPrefixCommands(prefix: string): PrefixCommands {
  const names = commands.map(({ name }) => name).join('|');
  const pattern = new RegExp(`(^|[\\s("“])/(${names})(?![\\w-])`, 'g');
  return (words) => words.replace(pattern, (_, before: string, name: string) => before + slashName(name, prefix));
}

export function renderNotice({ message, hint }: Notice, prefixCommands: PrefixCommands): Draft {
  const words = [message, ...(hint === undefined ? [] : [hint])].map(prefixCommands);
  return draft(words.join('\n'), [section(words[0]!), ...words.slice(1).map(context)]);
}

export function renderText(
  { title, sections }: { readonly title: string; readonly sections: readonly Section[] },
  prefixCommands: PrefixCommands,
  pictures: readonly UploadedFile[] = [],
): Draft {
  const header: types.HeaderBlock = {
    type: 'header',
    text: { type: 'plain_text', text: clip(prefixCommands(title), slackLimits.header) },
  };
  return draft(prefixCommands(title), [
    header,
    ...sections.flatMap((each) => sectionBlocks(each, prefixCommands)),
    ...pictures.map(imageBlock),
  ]);
}

/** Renders a section: its heading, which is ours, in bold; its lines in as few blocks as possible. */
export function sectionBlocks(
  { heading, lines }: Section,
  prefixCommands: PrefixCommands,
): readonly types.KnownBlock[] {
  const pages: string[] = [];
  for (const line of lines.map((each) => clip(prefixCommands(each), slackLimits.section))) {
    const last = pages.at(-1);
    if (last === undefined || last.length + line.length + 1 > slackLimits.section) pages.push(line);
    else pages.push(`${pages.pop()!}\n${line}`);
  }
  return [
    ...(heading === undefined ? [] : [markdownBlock(`*${escaped(heading)}*`)]),
    ...pages.filter((page) => page !== '').map(section),
  ];
}
