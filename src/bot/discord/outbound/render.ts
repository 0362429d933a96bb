import { detailName } from '../../../commands/language/detail-names.ts';
import { type CountedStep, capitalised, stepsInWords } from '../../../commands/messages/step-text.ts';
import type { ReplyContent, Result, Section } from '../../../commands/ports/reply.ts';
import type { JobId } from '../../../engine/client.ts';
import { clipEscaped } from '../../chat/clip-escaped.ts';
import { progressText, queuePositionText } from '../../chat/progress/progress-text.ts';
import type { Step } from '../../chat/progress/step-posts.ts';
import { type ButtonName, buttonRows, choiceRows } from '../buttons.ts';
import { clip } from '../clip.ts';
import { withDiscordCommands } from './discord-wording.ts';
import type { Draft } from './message-client.ts';

/** Discord's limit: characters in a message. */
const maxContent = 2000;
/** The limit of rendered text, which leaves room for a mention or the channel's name. */
const maxRendered = maxContent - 100;

/** @param content Escaped, and no longer than `maxRendered`. */
const draft = (content: string, rest: Partial<Draft> = {}): Draft => ({
  content,
  files: [],
  components: [],
  ...rest,
});

/**
 * Escapes what people wrote, so that none of it becomes a heading, a link, a spoiler or a mention. discord.js'
 * `escapeMarkdown` lets markup through after a backslash in the text, and escapes every decimal point.
 */
export const plain = (words: string): string =>
  words
    .replace(/[\\*_~`|[]/g, '\\$&')
    .replace(/^([^\S\r\n\u2028\u2029]*)(?=#|>|[-+] |-#)/gm, '$1\\')
    .replace(/^([^\S\r\n\u2028\u2029]*\d+)(?=\. )/gm, '$1\\')
    .replace(/<(?=[@#:/t]|a:|id:)/g, '\\<')
    .replace(/(?<=https?)(?=:\/\/)/gi, '\\')
    .replace(/@(?=everyone|here)/g, '@\u200b');

/** Escapes text and shortens it to at most `max` characters. */
const plainWithin = (words: string, max: number): string => clipEscaped(words, max, plain);

/** The button to cancel a running job. */
const cancelButton = (jobId: JobId, person: string) => buttonRows(['cancel'], jobId, person);

export const renderQueued = (content: Extract<ReplyContent, { kind: 'queued' }>, person: string): Draft =>
  draft(queuePositionText(content), { components: cancelButton(content.jobId, person) });

export const renderStep = (step: Step, person: string, files: Draft['files'] = []): Draft =>
  draft(progressText(step), { components: cancelButton(step.jobId, person), files });

export const renderPreparing = ({ words }: Extract<ReplyContent, { kind: 'preparing' }>): Draft => draft(words);

/** Renders the steps of one message in a thread: "Steps 7–12 of 12, then 6 to enlarge". */
export const renderSteps = (steps: readonly CountedStep[], files: Draft['files']): Draft =>
  draft(capitalised(stepsInWords(steps)), { files });

/** Buttons that take the first picture of the message. */
const ofOnePicture: readonly ButtonName[] = ['sdedit', 'inpaint'];

/** Renders a result. @param messageActions Buttons besides those of the result itself. */
export function renderResult(result: Result, person: string, messageActions: readonly ButtonName[]): Draft {
  const { caption, details, remark, actions, choices = [], files, jobId } = result;
  const settings = details.map(([name, value]) => `${detailName(name)} ${clip(value, 200)}`).join(' · ');
  const lines = [
    `**${plainWithin(caption, 700)}**`,
    ...(settings === '' ? [] : [`-# ${plainWithin(settings, 600)}`]),
    ...(remark === undefined ? [] : [plainWithin(remark, 500)]),
  ];
  // Of several pictures, one is chosen first.
  const fitting = messageActions.filter((name) => choices.length === 0 || !ofOnePicture.includes(name));
  return draft(lines.join('\n'), {
    files,
    components: [...choiceRows(choices, jobId, person), ...buttonRows([...actions, ...fitting], jobId, person)],
  });
}

export const renderNotice = ({ message, hint }: { readonly message: string; readonly hint?: string }): Draft =>
  draft(
    [message, ...(hint === undefined ? [] : [hint])]
      .map((each) => plainWithin(withDiscordCommands(each), maxRendered / 2 - 1))
      .join('\n'),
  );

/** Renders text as one or more messages. */
export function renderText({
  title,
  sections,
}: {
  readonly title: string;
  readonly sections: readonly Section[];
}): readonly Draft[] {
  const lines = [`**${plainWithin(title, maxLine)}**`, ...sections.flatMap(sectionLines)];
  const pages: string[] = [''];
  for (const line of lines) {
    if (pages.at(-1)!.length + line.length + 1 > maxRendered) pages.push('');
    pages.push(`${pages.pop()!}${line}\n`);
  }
  return pages.map((page) => draft(page.trimEnd()));
}

/** The limit of a line, without the markup around it. */
const maxLine = maxRendered - 10;

const sectionLines = ({ heading, lines }: Section): readonly string[] => [
  ...(heading === undefined ? [] : [`\n**${plainWithin(heading, maxLine)}**`]),
  ...lines.map((line) => plainWithin(withDiscordCommands(line), maxLine)),
];
