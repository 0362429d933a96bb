import { commands } from '../../../commands/index.ts';

const namesOf = (kind: 'image' | 'switch'): string =>
  [
    ...new Set(commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === kind))),
  ].join('|');

const picture = new RegExp(`(?<![\\w-])(${namesOf('image')}):\\d+`, 'g');
const toggle = new RegExp(`(?<![\\w-])(${namesOf('switch')}):(yes|no)(?!\\w)`, 'g');

/** Sentences of the catalogue speak of `film:yes` and `mask:1`; in Discord that is `film:True`, and a field for a file. */
export const withDiscordCommands = (sentence: string): string =>
  sentence
    .replace(picture, '$1')
    .replace(toggle, (_, name: string, word: string) => `${name}:${word === 'yes' ? 'True' : 'False'}`);
