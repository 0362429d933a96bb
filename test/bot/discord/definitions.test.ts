import type { APIApplicationCommandOption, RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { offersPrivate } from '../../../src/bot/chat/parsed-command.ts';
import {
  applicationCommands,
  discordOptions,
  messageCommands,
  privateOption,
} from '../../../src/bot/discord/setup/definitions.ts';
import { locales } from '../../../src/bot/discord/setup/locales.ts';
import { translate } from '../../../src/bot/discord/setup/translate.ts';
import type { Command } from '../../../src/commands/command.ts';
import { commands, findCommand } from '../../../src/commands/index.ts';
import { commandsRequest } from './official.ts';

const body = applicationCommands();
type Registered = RESTPutAPIApplicationCommandsJSONBody[number];
const optionsOf = (command: Registered): readonly APIApplicationCommandOption[] =>
  'options' in command ? (command.options ?? []) : [];
const named = (name: string): Registered => body.find((each) => each.name === name)!;

/** Everything in the definitions that has a description: commands, subcommands and options. */
interface Described {
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string | null | undefined>> | null | undefined;
}
const within = (options: readonly APIApplicationCommandOption[]): readonly Described[] =>
  options.flatMap((option) => [option, ...('options' in option ? within(option.options ?? []) : [])]);
const everyDescribed = body.flatMap((command): readonly Described[] =>
  'description' in command && command.description !== undefined
    ? [{ ...command, description: command.description }, ...within(optionsOf(command))]
    : [],
);

describe('Discord takes them', () => {
  test('by the official description of the request', () => {
    const sent: unknown = JSON.parse(JSON.stringify(body));
    const known = commandsRequest.parse(sent);
    // Nothing was taken away, so every field has its place there.
    expect(known).toEqual(sentWithNumbers(sent));
  });

  test('names are what slash commands and options can be called', () => {
    for (const { name } of everyDescribed) expect(name).toMatch(/^[-_\p{L}\p{N}]{1,32}$/u);
    for (const { name } of everyDescribed) expect(name).toBe(name.toLowerCase());
  });

  test.each(body.map((command) => ({ name: command.name, command })))('$name keeps the limits', ({ command }) => {
    const options = optionsOf(command);
    expect(options.length).toBeLessThanOrEqual(25);
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    const isRequired = options.map((option) => 'required' in option && option.required === true);
    expect(isRequired).toEqual([...isRequired].sort((a, b) => Number(b) - Number(a)));
    // All names, descriptions and choices of one command, each in its longest translation.
    expect(charactersOf(command)).toBeLessThanOrEqual(8_000);
  });

  test('each is called like no other of its kind', () => {
    expect(new Set(body.map(({ type, name }) => `${type} ${name}`)).size).toBe(body.length);
  });
});

const sentWithNumbers = (sent: unknown): unknown =>
  Array.isArray(sent) &&
  sent.map((each) => ('default_member_permissions' in each ? { ...each, default_member_permissions: 32 } : each));

/** Not `value`s alone: Discord counts whatever is a text. Translations count by the longest. */
function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + charactersOf(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => {
    if (!key.endsWith('_localizations')) return sum + charactersOf(each);
    return sum + Math.max(0, ...Object.values(each ?? {}).map((text) => String(text).length));
  }, 0);
}

describe('they say what the commands say', () => {
  test('every command is there, with its options and, where it draws, a private one', () => {
    for (const command of commands) {
      const expected = [...Object.keys(discordOptions(command)), ...(offersPrivate(command) ? ['private'] : [])];
      expect(optionsOf(named(command.name)).map(({ name }) => name)).toEqual(expected);
    }
  });

  test('what makes pictures can answer in private; what only tells has no need to', () => {
    const isOffered = (name: string) => optionsOf(named(name)).includes(privateOption);
    for (const { name, actions, options } of commands) {
      expect(isOffered(name), name).toBe(actions !== undefined || 'seed' in options);
    }
    expect(['sample', 'upscale', 'remix'].map(isOffered)).toEqual([true, true, true]);
    expect(['queue', 'cancel', 'status', 'help'].map(isOffered)).toEqual([false, false, false, false]);
  });

  test('nothing is left out but threshold where 25 options would be exceeded', () => {
    const left = (command: Command) =>
      Object.keys(command.options).filter((name) => !(name in discordOptions(command)));
    for (const command of commands) {
      const count = Object.keys(command.options).length + (offersPrivate(command) ? 1 : 0);
      expect(left(command), command.name).toEqual(count > 25 ? ['threshold'] : []);
    }
    expect(['sample', 'anagram', 'hybrid'].map((name) => left(findCommand(name)!))).toEqual([
      [],
      ['threshold'],
      ['threshold'],
    ]);
  });

  test.each([
    { option: 'seed', is: { type: 4, min_value: -1, max_value: 2 ** 32 - 1 } },
    { option: 'guidance', is: { type: 10, min_value: 0, max_value: 30 } },
    { option: 'prompt', is: { type: 3, max_length: 300, autocomplete: true, required: false } },
    { option: 'interval', is: { type: 3, max_length: 20, autocomplete: false } },
    { option: 'film', is: { type: 5 } },
    { option: 'image', is: { type: 11, file_types: ['image'], required: true } },
    { option: 'form', is: { type: 3, choices: ['renoised', 'clean'].map((value) => ({ name: value, value })) } },
  ])('$option of /inpaint', ({ option, is }) => {
    expect(optionsOf(named('inpaint')).find(({ name }) => name === option)).toMatchObject(is);
  });

  test('in servers, in direct messages and for people who installed it; settings only in servers, for managers', () => {
    for (const each of body.filter(({ name }) => name !== 'settings')) {
      expect(each).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
      expect(each).not.toHaveProperty('default_member_permissions');
    }
    const managers = { contexts: [0], integration_types: [0], default_member_permissions: '32' };
    expect(named('settings')).toMatchObject(managers);
  });

  test('five are in the menu of a message, and have no description', () => {
    const menus = body.filter(({ type }) => type === 3);
    expect(menus.map(({ name }) => name)).toEqual(Object.values(messageCommands));
    for (const each of menus) expect(each).not.toHaveProperty('description');
  });
});

describe('in German, Spanish, French and Japanese', () => {
  const tongues = ['de', 'es-ES', 'es-419', 'fr', 'ja'];

  test('these are the locales', () => expect(Object.keys(locales)).toEqual(tongues));

  test('a command, an option and an entry in the menu of a message are translated', () => {
    const [prompt] = optionsOf(named('sample'));
    const menu = named('SDEdit this');
    expect(Object.keys((named('sample') as Described).description_localizations ?? {})).toEqual(tongues);
    expect(Object.keys(prompt?.description_localizations ?? {})).toEqual(tongues);
    expect(Object.keys(menu.name_localizations ?? {})).toEqual(tongues);
  });

  test('a sentence without a translation stays English', () => {
    const description = 'Nobody has said this yet.';
    expect(translate(description)).toEqual({ description, description_localizations: {} });
  });

  test('everything that is described is short enough', () => {
    for (const { description, description_localizations } of everyDescribed) {
      const texts = [description, ...Object.values(description_localizations ?? {})].map(String);
      for (const text of texts) expect(text.length, text).toBeLessThanOrEqual(100);
    }
  });

  test('so are the names in the menu of a message', () => {
    for (const { name, name_localizations } of body.filter(({ type }) => type === 3)) {
      const names = [name, ...Object.values(name_localizations ?? {})].map(String);
      for (const text of names) expect(text.length, text).toBeLessThanOrEqual(32);
    }
  });
});
