import { commands } from '../../commands/index.ts';

/** Options that take a picture: in a shell its path, in a chat the number of an attachment. */
const pictures = new Set(
  commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === 'image')),
);

/** Adapts a notice to the shell: `/status` becomes `stridebot status`, and `steps:7` becomes `--steps 7`. */
export const withShellCommands = (sentence: string): string =>
  commands
    .reduce((text, { name }) => text.replaceAll(new RegExp(`(^|\\s)/${name}\\b`, 'g'), `$1stridebot ${name}`), sentence)
    .replaceAll(
      /(^|\s)([a-z][a-z-]*):(?=[\w"])(\d+(?![\w.]))?/g,
      (_, before: string, name: string, number = '') =>
        `${before}--${name} ${pictures.has(name) && number !== '' ? 'FILE' : number}`,
    );
