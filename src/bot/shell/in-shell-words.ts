import { commands } from '../../commands/index.ts';

/** Sentences of the catalogue speak of `/status` and `steps:7`; in a shell that is `stridebot status` and `--steps 7`. */
export const inShellWords = (sentence: string): string =>
  commands
    .reduce((text, { name }) => text.replaceAll(new RegExp(`(^|\\s)/${name}\\b`, 'g'), `$1stridebot ${name}`), sentence)
    .replaceAll(/(^|\s)([a-z][a-z-]*):(?=[\w"])/g, '$1--$2 ');
