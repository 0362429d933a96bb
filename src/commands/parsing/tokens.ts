import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { ownValue } from '../options/own-value.ts';
import { longDashes } from '../options/typed-text.ts';

/** A token of a typed line. `from` and `to` are its position in the line; `to` is exclusive. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  /** `name:value`, `name=value`, `--name value`, `--name`. An absent value may be the next token. */
  | { readonly kind: 'option'; readonly name: string; readonly dashed: boolean; readonly value?: string }
);

/** Opening quotation marks, each with its closing marks. */
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

/** Marks that are also apostrophes or commas, and count as such where they are not closed. */
const lenient = ["'", '‘', '‚'];

const optionStart = new RegExp(`(?:(--|[${longDashes}])([a-z][\\w-]*)|([a-z][\\w-]*))(:|=|：|(?!\\S))`, 'iy');

interface Piece {
  readonly text: string;
  readonly to: number;
}

/** A line, and the opening marks that are known not to be closed; later ones of the same kind are not closed either. */
interface Line {
  readonly text: string;
  readonly unclosed: Set<string>;
}

/** Tokenizes a line. @throws UserError when a quotation mark is not closed. */
export function tokens(text: string): readonly Token[] {
  const line: Line = { text, unclosed: new Set() };
  const found: Token[] = [];
  let from = skipSpace(text, 0);
  while (from < text.length) {
    const token = option(line, from) ?? quotedToken(line, from) ?? wordToken(line, from);
    found.push(token);
    from = skipSpace(text, token.to);
  }
  return found;
}

function option(line: Line, from: number): Token | undefined {
  optionStart.lastIndex = from;
  const match = optionStart.exec(line.text);
  if (match === null) return undefined;
  const dashed = match[1] !== undefined;
  const name = (match[2] ?? match[3])!.toLowerCase();
  const isNamed = match[4] !== '';
  if (!dashed && (!isNamed || line.text.startsWith('//', from + match[0].length))) return undefined;
  const start = from + match[0].length;
  const value = isNamed ? (quoted(line, start) ?? word(line, start)) : { text: '', to: start };
  return { kind: 'option', from, to: value.to, name, dashed, ...(value.to > start && { value: value.text }) };
}

function quotedToken(line: Line, from: number): Token | undefined {
  const piece = quoted(line, from);
  return piece && { kind: 'quoted', from, ...piece };
}

const wordToken = (line: Line, from: number): Token => ({ kind: 'word', from, ...word(line, from) });

function quoted({ text, unclosed }: Line, from: number): Piece | undefined {
  const opening = text[from];
  const closing = opening === undefined ? undefined : ownValue(quotes, opening);
  if (closing === undefined || unclosed.has(opening!)) return undefined;
  for (let to = from + 1; to < text.length; to++) {
    // A mark inside a word does not close: 'a dog's life'.
    if (closing.includes(text[to]!) && /^[\s|/]?$/.test(text.slice(to + 1, to + 2))) {
      return { text: text.slice(from + 1, to), to: to + 1 };
    }
  }
  if (!lenient.includes(opening!)) throw new UserError(userMessages.openQuote());
  unclosed.add(opening!); // 'tis
  return undefined;
}

function word({ text }: Line, from: number): Piece {
  wordEnd.lastIndex = from;
  const to = wordEnd.exec(text)?.index ?? text.length;
  return { text: text.slice(from, to), to };
}

const wordEnd = /\s/g;
const space = /\s*/y;

function skipSpace(text: string, from: number): number {
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}
