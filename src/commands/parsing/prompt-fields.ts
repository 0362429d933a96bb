import type { Command } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { toggle } from '../options/options.ts';
import { ownValue } from '../options/own-value.ts';
import { parseSwitch, type WrittenValue } from '../options/parse-options.ts';
import { readTokens } from './parse-line.ts';
import { type Token, tokens } from './tokens.ts';

// Where every option has its own field, people still type options into the prompt: "a skull --seed 5".

type Values = Readonly<Record<string, WrittenValue>>;

/** The chats' option of every command that draws: only the asker sees the result. */
const privateName = 'private';

/**
 * Extracts options that were typed into prompts. Quoted text is not changed, nor is text that only looks like an
 * option: "a sign: keep out", "steps: a long way up".
 *
 * @param offersPrivate Whether `private` is an option, too.
 * @returns The values, and whether a prompt asked for `private`.
 * @throws UserError for `--name` where there is no such option, and for an option that already has a value.
 */
export function readPromptFields(command: Command, values: Values, offersPrivate: boolean) {
  const whole = offersPrivate
    ? { ...command, options: { ...command.options, [privateName]: toggle({ summary: '' }) } }
    : command;
  let read: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const spec = ownValue(command.options, name);
    const isPrompt = spec?.kind === 'text' && spec.complete === 'prompts' && typeof value === 'string';
    const { words, named } = isPrompt ? readPrompt(whole, value) : { words: value, named: {} };
    read = joined(read, isPrompt && words === '' ? named : { [name]: words, ...named });
  }
  const { [privateName]: isPrivate = false, ...others } = read;
  return { values: others, isPrivate: parseSwitch(privateName, isPrivate) };
}

/** Merges values. @throws UserError for an option in both. */
export function joined(some: Values, others: Values): Values {
  const twice = Object.keys(others).find((name) => Object.hasOwn(some, name));
  if (twice !== undefined) throw new UserError(userMessages.twice({ name: twice }));
  return { ...some, ...others };
}

function readPrompt(command: Command, text: string): { words: string; named: Values } {
  const all = tokensIn(text);
  const [only, ...more] = all;
  if (only?.kind === 'quoted' && more.length === 0) return { words: only.text, named: {} };
  const { named, loose } = readTokens(command, meant(command, all, text));
  if (Object.keys(named).length === 0) return { words: text, named };
  const words = loose.map(({ from, to }) => text.slice(from, to)).join(' ');
  return { words: words.replace(/(?<![\s,;])[\s,;]*[,;]$/, ''), named };
}

/** Tokenizes a prompt. With an unclosed quotation mark all tokens are plain words. */
export function tokensIn(text: string): readonly Token[] {
  try {
    return tokens(text);
  } catch (error) {
    if (error instanceof UserError) return [...text.matchAll(/\S+/g)].map(plainWord);
    throw error;
  }
}

const plainWord = ({ 0: text, index: from }: RegExpExecArray): Token => ({
  ...{ kind: 'word', from, to: from + text.length, text },
});

/** Turns tokens that only look like options of the command into plain words. */
export const meant = (command: Command, all: readonly Token[], text: string): readonly Token[] =>
  all.map((token, i) => {
    if (token.kind !== 'option' || isMeant(command, token, all[i + 1], text)) return token;
    return { kind: 'word', from: token.from, to: token.to, text: text.slice(token.from, token.to) };
  });

function isMeant(
  { options }: Command,
  { from, name, value, dashed }: Extract<Token, { kind: 'option' }>,
  next: Token | undefined,
  text: string,
): boolean {
  if (text.startsWith('--', from)) return true; // an unknown one is an error
  const spec = ownValue(options, name.replace(/^no-/, '')) ?? ownValue(options, name);
  if (spec === undefined || dashed || value !== undefined) return spec !== undefined;
  const word = next?.kind === 'word' ? next.text : '';
  return 'min' in spec ? /^[+-]?[.\d]/.test(word) : spec.kind === 'choice' && spec.choices.includes(word);
}
