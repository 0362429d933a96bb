import { commands } from '../../../commands/index.ts';

const namesOf = (kind: 'image' | 'switch'): string =>
  [
    ...new Set(commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === kind))),
  ].join('|');

const picture = new RegExp(`(?<![\\w-])(${namesOf('image')}):\\d+`, 'g');
const toggle = new RegExp(`(?<![\\w-])(${namesOf('switch')}):(yes|no)(?!\\w)`, 'g');

/**
 * Adapts option values in a notice to Discord: `film:yes` becomes `film:True`, and `mask:1` becomes `mask`, a file
 * field.
 */
export const withDiscordCommands = (sentence: string): string =>
  sentence
    .replace(picture, '$1')
    .replace(toggle, (_, name: string, word: string) => `${name}:${word === 'yes' ? 'True' : 'False'}`);
