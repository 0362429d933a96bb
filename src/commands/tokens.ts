import { UserError } from './errors.ts';
import { userNotices } from './notices.ts';

/** A piece of a typed line. `from` and `to` are where it stands in the line; `to` is exclusive. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  /** `name:value`, `name=value`, `--name value`, `--name`. An absent value may stand in the next token. */
  | { readonly kind: 'option'; readonly name: string; readonly dashed: boolean; readonly value?: string }
);

/** Opening quotation marks, each with what may close it. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  "'": "'",
  '‘': '’',
  '‚': '‘’',
};

/** Marks that are also apostrophes and commas: unclosed, they are those. */
const lenient = ["'", '‘', '‚'];

/** Phones turn two hyphens into a dash. */
const optionStart = /(?:(--|—|–|―)([a-z][\w-]*)|([a-z][\w-]*))(:|=|：|(?=\s|$))/iy;

interface Piece {
  readonly text: string;
  readonly to: number;
}

/** @throws UserError when a quotation mark is never closed. */
export function tokens(line: string): readonly Token[] {
  const found: Token[] = [];
  let from = skipSpace(line, 0);
  while (from < line.length) {
    const token = option(line, from) ?? quotedToken(line, from) ?? wordToken(line, from);
    found.push(token);
    from = skipSpace(line, token.to);
  }
  return found;
}

function option(line: string, from: number): Token | undefined {
  optionStart.lastIndex = from;
  const match = optionStart.exec(line);
  if (match === null) return undefined;
  const dashed = match[1] !== undefined;
  const name = (match[2] ?? match[3])!.toLowerCase();
  const isNamed = match[4] !== '';
  if (!dashed && (!isNamed || line.startsWith('//', from + match[0].length))) return undefined;
  const start = from + match[0].length;
  const value = isNamed ? (quoted(line, start) ?? word(line, start)) : { text: '', to: start };
  return { kind: 'option', from, to: value.to, name, dashed, ...(value.to > start && { value: value.text }) };
}

function quotedToken(line: string, from: number): Token | undefined {
  const piece = quoted(line, from);
  return piece && { kind: 'quoted', from, ...piece };
}

const wordToken = (line: string, from: number): Token => ({ kind: 'word', from, ...word(line, from) });

function quoted(line: string, from: number): Piece | undefined {
  const opening = line[from];
  const closing = opening === undefined ? undefined : quotes[opening];
  if (closing === undefined) return undefined;
  for (let to = from + 1; to < line.length; to++) {
    // A mark inside a word closes nothing: 'a dog's life'.
    if (closing.includes(line[to]!) && /^(?:\s|$|[|/])/.test(line.slice(to + 1, to + 2))) {
      return { text: line.slice(from + 1, to), to: to + 1 };
    }
  }
  if (lenient.includes(opening!)) return undefined; // 'tis
  throw new UserError(userNotices.openQuote());
}

function word(line: string, from: number): Piece {
  const text = /^\S*/.exec(line.slice(from))![0];
  return { text, to: from + text.length };
}

const skipSpace = (line: string, from: number): number => from + /^\s*/.exec(line.slice(from))![0].length;
