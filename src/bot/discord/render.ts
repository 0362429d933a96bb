import type { ReplyContent, Result, Section } from '../../commands/reply.ts';
import type { JobId } from '../../engine/client.ts';
import { placeInWords, stepInWords, stepsInWords } from '../progress-words.ts';
import { type ButtonName, buttonRows } from './buttons.ts';
import { inDiscordWords } from './in-discord-words.ts';
import type { Draft } from './messages.ts';

/** Letters in a message. */
export const maxContent = 2000;

/** Cuts at a whole letter, with a sign that something is missing. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${[...text.slice(0, max - 1)].slice(0, -1).join('')}…`;

const draft = (content: string, rest: Partial<Draft> = {}): Draft => ({
  content: clip(content, maxContent),
  files: [],
  components: [],
  ...rest,
});

/**
 * What people wrote, as they wrote it: none of it becomes a heading, a link, a spoiler or a mention. `escapeMarkdown` of
 * discord.js lets markup through behind a backslash of theirs, and escapes every decimal point.
 */
export const plain = (words: string): string =>
  words
    .replace(/[\\*_~`|[]/g, '\\$&')
    .replace(/^([^\S\r\n\u2028\u2029]*)(?=#|>|[-+] |-#)/gm, '$1\\')
    .replace(/^([^\S\r\n\u2028\u2029]*\d+)(?=\. )/gm, '$1\\')
    .replace(/<(?=[@#:/t]|a:|id:)/g, '\\<')
    .replace(/(?<=https?)(?=:\/\/)/gi, '\\')
    .replace(/@(?=everyone|here)/g, '@\u200b');

/** What stands below a running job, for whoever asked. */
const running = (jobId: JobId, person: string) => buttonRows(['cancel'], jobId, person);

export const renderQueued = (content: Extract<ReplyContent, { kind: 'queued' }>, person: string): Draft =>
  draft(placeInWords(content), { components: running(content.jobId, person) });

/** What a step says of itself. */
export type Step = Extract<ReplyContent, { kind: 'step' }>;

export const renderStep = (step: Step, person: string, files: Draft['files'] = []): Draft =>
  draft(stepInWords(step), { components: running(step.jobId, person), files });

export const renderPreparing = ({ words }: Extract<ReplyContent, { kind: 'preparing' }>): Draft => draft(words);

/** "Steps 7–18 of 26": the steps of one message in a thread. */
export const renderSteps = (
  steps: readonly { readonly step: number; readonly totalSteps: number }[],
  files: Draft['files'],
): Draft => draft(stepsInWords(steps), { files });

/** The buttons that only this place has, besides those of the result itself. */
export function renderResult(result: Result, person: string, placeButtons: readonly ButtonName[]): Draft {
  const { caption, details, remark, actions, files, jobId } = result;
  const settings = details.map(([name, value]) => plain(`${name} ${clip(value, 200)}`)).join(' · ');
  const lines = [
    `**${plain(clip(caption, 700))}**`,
    ...(settings === '' ? [] : [`-# ${settings}`]),
    ...(remark === undefined ? [] : [plain(remark)]),
  ];
  return draft(lines.join('\n'), { files, components: buttonRows([...actions, ...placeButtons], jobId, person) });
}

export const renderNotice = ({ message, hint }: { readonly message: string; readonly hint?: string }): Draft =>
  draft([message, ...(hint === undefined ? [] : [hint])].map((each) => plain(inDiscordWords(each))).join('\n'));

/** As many messages as it takes; never none. */
export function renderText({
  title,
  sections,
}: {
  readonly title: string;
  readonly sections: readonly Section[];
}): readonly Draft[] {
  const lines = [`**${plain(title)}**`, ...sections.flatMap(sectionLines)];
  const pages: string[] = [''];
  for (const line of lines.map((each) => clip(each, maxContent - 1))) {
    if (pages.at(-1)!.length + line.length + 1 > maxContent) pages.push('');
    pages.push(`${pages.pop()!}${line}\n`);
  }
  return pages.map((page) => draft(page.trimEnd()));
}

const sectionLines = ({ heading, lines }: Section): readonly string[] => [
  ...(heading === undefined ? [] : [`\n**${plain(heading)}**`]),
  ...lines.map((line) => plain(inDiscordWords(line))),
];
