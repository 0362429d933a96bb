import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import { cleanLine } from '../../commands/options/typed-text.ts';
import { readLine, type TypedLine } from '../../commands/parsing/parse-line.ts';
import { offersPrivate } from '../chat/parsed-command.ts';

/**
 * Restores a line as people typed it: Slack escapes characters, wraps people, channels and URLs, and marks bold text.
 *
 * @throws UserError for a line that is longer than any that makes sense.
 */
export const unescaped = (text: string): string =>
  cleanLine(
    text
      .replace(/<([@#!])([^|<>]*)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, name?: string) =>
        sign === '!' ? (name ?? id) : `${sign}${name || id}`,
      )
      .replace(/<([^|<>\s]+)(?:\|([^<>]*))?>/g, (_, address: string, label?: string) => label ?? address)
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\u00a0/g, ' '),
  );

const privateWord =
  /(?:^|\s)(?:(?:--|—|–|―)private(?:\s?[:=]\s?([a-z0-9]+))?|private\s?[:=]\s?([a-z0-9]+))[.,;!]*(?=\s|$)/i;

/**
 * Takes `private:yes` out of a line: an option that every drawing command has, and that no command defines itself.
 *
 * @throws UserError when it is given twice.
 */
function withoutPrivate(line: string): { readonly line: string; readonly isPrivate: boolean } {
  const match = privateWord.exec(line);
  if (match === null) return { line, isPrivate: false };
  const rest = line.replace(privateWord, '');
  if (privateWord.test(rest)) throw new UserError(userMessages.twice({ name: 'private' }));
  const word = (match[1] ?? match[2] ?? 'yes').toLowerCase();
  return { line: rest, isPrivate: !['no', 'n', 'off', 'false', '0'].includes(word) };
}

/** Parses a typed command line. @throws UserError that says what to write instead. */
export function readTyped(text: string): TypedLine & { readonly isPrivate: boolean } {
  const { line, isPrivate } = withoutPrivate(text);
  const typed = readLine(line);
  return { ...typed, isPrivate: isPrivate || !offersPrivate(typed.command) };
}
