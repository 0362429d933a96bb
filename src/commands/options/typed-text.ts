import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';

// Cleans typed text of what chats and keyboards insert: invisible characters, formatting marks, typographic dashes.

/** Largest length of a line. Slack alone would send ten times as much. */
export const maxTypedLength = 4_000;

/** Dashes that phones and word processors make of two hyphens. */
export const longDashes = '–—―﹘';

/** Other characters for one hyphen or minus. */
export const shortDashes = '‐‑‒−－';

const anyDash = new RegExp(`[${longDashes}${shortDashes}]`, 'g');

/** Invisible characters that are often pasted along and have no meaning. */
const meaningless = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/** Joiners without effect: beside ASCII characters they join nothing. In emoji and some scripts they do. */
const idleJoiners = /(?<!\P{ASCII})[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?!\P{ASCII})/gu;

/** Removes invisible characters without a visible effect. */
const withoutInvisible = (text: string): string => text.replace(meaningless, '').replace(idleJoiners, '');

/**
 * Cleans a typed line: removes invisible characters and the marks of bold, italic and code around words.
 * @throws UserError for a line longer than `maxTypedLength`.
 */
export function cleanLine(text: string): string {
  if (text.length > maxTypedLength) throw new UserError(userMessages.longLine({ max: maxTypedLength }));
  return withoutMarks(withoutInvisible(text.replace(/^\u2068|\u2069$/g, ''))).trim(); // see `isolated`
}

/** Cleans a value such as a number or a name: full-width letters and all dashes become ASCII. */
export const cleanValue = (text: string): string =>
  withoutInvisible(text).normalize('NFKC').replace(anyDash, '-').trim();

/**
 * Marks of bold, italic, struck and code in chats and Markdown. Two underscores are left out, since they are more often
 * a name: `__init__`.
 */
const markings: ReadonlySet<string> = new Set(['*', '**', '***', '_', '~', '~~', '`', '``', '```']);

/** A run of equal marks. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly marks: string;
}

const isBorder = (sign: string): boolean => /[\s("“:=]/.test(sign);
const isEnd = (sign: string): boolean => /[\s,;:.!?)"”]/.test(sign);
const isSpace = (sign: string): boolean => /\s/.test(sign);

/**
 * Removes the marks around words: `*a skull*`, `**seed:5**`, `_old_`, `~new~` and backticks; pairs may be nested. Marks
 * inside a word and unclosed marks stay. Takes linear time for any text.
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

/** Finds the runs that may open a pair: at the beginning of a word, or right after another such run. */
function openingIn(text: string, runs: readonly Run[]): readonly boolean[] {
  const opening: boolean[] = [];
  for (const [i, { from, to }] of runs.entries()) {
    const follows = runs[i - 1]?.to === from && opening[i - 1] === true;
    const isAtBegin = from === 0 || isBorder(text[from - 1]!) || follows;
    opening.push(isAtBegin && to < text.length && (isFence(runs[i]!) || !isSpace(text[to]!)));
  }
  return opening;
}

/** Finds the runs that may close a pair: at the end of a word, or right before another such run. */
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

/** Whether a run delimits a code block. */
const isFence = ({ marks }: Run): boolean => marks === '```';

/** Pairs the runs and returns the indices of those that are paired. Pairs are nested or disjoint. */
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
