import { readFileSync } from 'node:fs';
import type { APIApplicationCommandOption } from 'discord.js';
import { applicationCommands, messageCommands } from '../src/bot/discord/setup/definitions.ts';
import { locales } from '../src/bot/discord/setup/locales.ts';
import { slashName } from '../src/bot/slack/command-names.ts';
import type { Command } from '../src/commands/command.ts';

// What a new command works without: translations, and its name in the pages for readers.

const read = (page: string): string => readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');

const plain = (name: string): string => `/${name}`;

/** Pages that name every command, as it is typed there. */
const pages = [
  { page: 'README.md', typed: plain },
  { page: 'docs/discord.md', typed: plain },
  { page: 'docs/slack.md', typed: (name: string) => slashName(name, '') },
] as const;

/** Options that stand in a row without their names: prompts and pictures, in the line that is typed. */
const unnamed = ['prompt', 'image', 'first', 'second', 'far', 'near'];

/** Commands and options that a page does not name, a sentence each. */
export const missingNames = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap((command) => [
    ...missingInTable(command),
    ...pages.flatMap(({ page, typed }) => {
      const line = typed(command.name);
      return new RegExp(`\`${line}[ \`]`).test(read(page)) ? [] : [`${page} does not name ${line}.`];
    }),
  ]);

function missingInTable({ name, options }: Command): readonly string[] {
  const page = 'docs/commands.md';
  const text = read(page);
  if (!new RegExp(`^\\| \`/${name}[ \`]`, 'm').test(text)) return [`${page} has no row of /${name}.`];
  return Object.keys(options)
    .filter((option) => !unnamed.includes(option) && !text.includes(`\`${option}\``))
    .map((option) => `${page} does not name ${option}, an option of /${name}.`);
}

/** Every sentence that Discord shows in several languages. */
export const translatable = (): readonly string[] => [
  ...new Set([
    ...applicationCommands().flatMap((command) => ('description' in command ? described(command) : [])),
    ...Object.values(messageCommands),
  ]),
];

/** What a command or an option says of itself, and what its options say. */
const described = (each: {
  readonly description?: string | undefined;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
}): readonly string[] => [each.description ?? '', ...(each.options ?? []).flatMap(described)];

/** Sentences that a language does not have, one of several locales for each. */
export function missingTranslations(sentences: readonly string[]): readonly string[] {
  const languages = Object.entries(locales).filter(
    ([, own], i, all) => all.findIndex(([, other]) => other === own) === i,
  );
  return languages.flatMap(([tongue, own]) =>
    sentences.filter((each) => !(each in own)).map((each) => `${tongue} has no translation of: ${each}`),
  );
}
