import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';

// What people type is cleaned here, for every channel: chats and keyboards put into it what nobody meant to type.

/** The longest line that is read. Slack alone would bring ten times as much. */
export const maxTypedLength = 4_000;

/** What phones and word processors make of two hyphens. */
export const longDashes = '–—―﹘';

/** Other signs that are typed for one hyphen, or for a minus. */
export const shortDashes = '‐‑‒−－';

const anyDash = new RegExp(`[${longDashes}${shortDashes}]`, 'g');

/** Come along with what is pasted, and mean nothing to anybody. */
const meaningless = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/** Joiners make one sign of two in emoji and in some scripts. Beside plain letters, spaces and signs they join nothing. */
const idleJoiners = /(?<!\P{ASCII})[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?!\P{ASCII})/gu;

/** Without the signs that nobody sees, but for those that make a visible difference. */
export const withoutInvisible = (text: string): string => text.replace(meaningless, '').replace(idleJoiners, '');

/**
 * @returns A line as it was meant: without invisible signs, and without the marks of bold, italic and code around words.
 * @throws UserError for a line that is longer than any that makes sense.
 */
export function cleanLine(text: string): string {
  if (text.length > maxTypedLength) throw new UserError(userMessages.longLine({ max: maxTypedLength }));
  return withoutMarks(withoutInvisible(text.replace(/^\u2068|\u2069$/g, ''))).trim(); // see `isolated`
}

/** A value that is no prose, such as a number or a name: full-width letters and any dash are the plain ones. */
export const cleanValue = (text: string): string =>
  withoutInvisible(text).normalize('NFKC').replace(anyDash, '-').trim();

/** Bold, italic, struck and code in chats and in Markdown. Two underlines are more often a name: `__init__`. */
const markings: ReadonlySet<string> = new Set(['*', '**', '***', '_', '~', '~~', '`', '``', '```']);

/** Equal marks in a row. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly marks: string;
}

const isBorder = (sign: string): boolean => /[\s("“:=]/.test(sign);
const isEnd = (sign: string): boolean => /[\s,;:.!?)"”]/.test(sign);
const isSpace = (sign: string): boolean => /\s/.test(sign);

/**
 * Without the marks that stand around words: `*a skull*`, `**seed:5**`, `_old_`, `~new~`, and backticks; one pair may be within another.
 * Marks inside a word stay, and those that nothing closes. Reads the text a fixed number of times, however it is made.
 */
export function withoutMarks(text: string): string {
  const runs = [...text.matchAll(/([*_~`])\1*/g)].flatMap(({ 0: marks, index }): readonly Run[] =>
    markings.has(marks) ? [{ from: index, to: index + marks.length, marks }] : [],
  );
  const pairs = pairsIn(runs, openingIn(text, runs), closingIn(text, runs));
  let kept = '';
  let from = 0;
  for (const [i, run] of runs.entries()) {
    if (!pairs.has(i)) continue;
    kept += text.slice(from, run.from);
    from = run.to;
  }
  return kept + text.slice(from);
}

/** Which runs may open a pair: at the begin of a word, or right behind another that may. */
function openingIn(text: string, runs: readonly Run[]): readonly boolean[] {
  const opening: boolean[] = [];
  for (const [i, { from, to }] of runs.entries()) {
    const follows = runs[i - 1]?.to === from && opening[i - 1] === true;
    const isAtBegin = from === 0 || isBorder(text[from - 1]!) || follows;
    opening.push(isAtBegin && to < text.length && (isFence(runs[i]!) || !isSpace(text[to]!)));
  }
  return opening;
}

/** Which runs may close a pair: at the end of a word, or right before another that may. */
function closingIn(text: string, runs: readonly Run[]): readonly boolean[] {
  const closing = runs.map(() => false);
  for (let i = runs.length - 1; i >= 0; i--) {
    const { from, to } = runs[i]!;
    const leads = runs[i + 1]?.from === to && closing[i + 1] === true;
    const isAtEnd = to === text.length || isEnd(text[to]!) || leads;
    closing[i] = isAtEnd && from > 0 && (isFence(runs[i]!) || !isSpace(text[from - 1]!));
  }
  return closing;
}

/** Code on lines of its own. */
const isFence = ({ marks }: Run): boolean => marks === '```';

/** The runs that make pairs, by their index. A pair lies within another or beside it. */
function pairsIn(runs: readonly Run[], opening: readonly boolean[], closing: readonly boolean[]): ReadonlySet<number> {
  const paired = new Set<number>();
  const open: number[] = [];
  const waiting = new Map<string, number>();
  const count = (marks: string, by: number) => waiting.set(marks, (waiting.get(marks) ?? 0) + by);
  for (const [i, { marks }] of runs.entries()) {
    if (closing[i] && (waiting.get(marks) ?? 0) > 0) {
      let opener = open.pop()!;
      for (; runs[opener]!.marks !== marks; opener = open.pop()!) count(runs[opener]!.marks, -1);
      count(marks, -1);
      paired.add(opener).add(i);
    } else if (opening[i]) {
      open.push(i);
      count(marks, 1);
    }
  }
  return paired;
}
