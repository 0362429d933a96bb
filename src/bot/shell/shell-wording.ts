import { commands } from '../../commands/index.ts';

/** Options that take a picture: here by its path, where a chat has the number of an attachment. */
const pictures = new Set(
  commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === 'image')),
);

/** Sentences of the catalogue speak of `/status` and `steps:7`; in a shell that is `stridebot status` and `--steps 7`. */
export const withShellCommands = (sentence: string): string =>
  commands
    .reduce((text, { name }) => text.replaceAll(new RegExp(`(^|\\s)/${name}\\b`, 'g'), `$1stridebot ${name}`), sentence)
    .replaceAll(
      /(^|\s)([a-z][a-z-]*):(?=[\w"])(\d+(?![\w.]))?/g,
      (_, before: string, name: string, number = '') =>
        `${before}--${name} ${pictures.has(name) && number !== '' ? 'FILE' : number}`,
    );
