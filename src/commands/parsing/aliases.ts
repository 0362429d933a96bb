import { t } from '../language/translate.ts';

/** Commands of other programs, with ours that does the same. */
const aliases: Readonly<Record<string, string>> = {
  imagine: 'sample',
  draw: 'sample',
  img: 'sample',
  image: 'sample',
  generate: 'sample',
  create: 'sample',
  txt2img: 'sample',
  img2img: 'sdedit',
  enlarge: 'upscale',
};

/** Those that are taken for a command without a slash, too: "draw a cat". */
const verbs: readonly string[] = ['imagine', 'draw'];

interface Alias {
  readonly command: string;
  /** Says which command was taken. */
  readonly note: string;
}

/** Finds the command that is meant by a name of another program. @param hasSlash It was typed with a slash. */
export function aliasOf(typed: string, hasSlash: boolean): Alias | undefined {
  const name = typed.toLowerCase();
  if (!Object.hasOwn(aliases, name) || !(hasSlash || verbs.includes(name))) return undefined;
  const command = aliases[name]!;
  return { command, note: t('Taken as /{{command}}.', { command }) };
}
