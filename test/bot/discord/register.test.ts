import { expect, test } from 'vitest';
import { applicationCommands } from '../../../src/bot/discord/setup/definitions.ts';
import { areRegistered, registerCommands } from '../../../src/bot/discord/setup/register.ts';
import { commandsRequest, commandsResponse } from './official.ts';
import { type Answer, restDouble, type Seen } from './rest-double.ts';

const application = '123456789012345678';
const path = `/applications/${application}/commands`;

type Fields = Record<string, unknown>;

/** A command as Discord gives it back: with an identity, its defaults filled in, and what is empty or false left out. */
const asStored = (command: Fields, index: number): Fields => ({
  id: `2000000000000000${10 + index}`,
  application_id: application,
  version: `3000000000000000${10 + index}`,
  default_member_permissions: null,
  description: '',
  dm_permission: true,
  nsfw: false,
  name_localizations: null,
  ...(command.type === 3 && { description_localizations: null }),
  ...reordered(command),
  ...(Array.isArray(command.options) && command.options.length === 0 && { options: undefined }),
  ...(Array.isArray(command.options) && command.options.length > 0 && { options: command.options.map(optionStored) }),
});

const optionStored = ({ required, autocomplete, options, ...option }: Fields): Fields => ({
  ...(required === true && { required }),
  ...(autocomplete === true && { autocomplete }),
  ...reordered(option),
  name_localizations: null,
  ...(Array.isArray(options) && { options: options.map(optionStored) }),
});

const reordered = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).reverse());

/** A Discord that stores what is put, and gives it back in its own form and order. */
function discordWith(stored: readonly unknown[] = []) {
  let commands: unknown = stored;
  return (route: string, { body }: Seen): Answer | undefined => {
    if (route === `PUT ${path}`) {
      commandsRequest.parse(body);
      commands = (body as Fields[]).map(asStored).reverse();
    } else if (route !== `GET ${path}`) return undefined;
    return { json: commandsResponse.parse(JSON.parse(JSON.stringify(commands))) };
  };
}

test('they are registered once, and again only when they have changed', async () => {
  const { rest, seen } = await restDouble(discordWith());
  expect(await areRegistered(rest, application)).toBe(false);
  expect(await registerCommands(rest, application)).toBe('registered');
  expect(await areRegistered(rest, application)).toBe(true);
  expect(await registerCommands(rest, application)).toBe('unchanged');
  expect(seen.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  expect(seen.map((each) => each.authorization)).toEqual(Array(5).fill('Bot a.secret.token'));
  expect(seen[0]!.path).toBe(`${path}?with_localizations=true`);
  expect(seen[2]!.body).toEqual(JSON.parse(JSON.stringify(applicationCommands())));
});

const sent = (): Fields[] => JSON.parse(JSON.stringify(applicationCommands()));
const changed = (name: string, change: (command: Fields) => Fields): Fields[] =>
  sent().map((command) => (command.name === name ? change(command) : command));
const firstOption = (command: Fields, fields: Fields): Fields => {
  const [first, ...others] = command.options as Fields[];
  return { ...command, options: [{ ...first, ...fields }, ...others] };
};

test.each([
  { name: 'a command of an older version', of: () => [...sent(), { ...sent()[0]!, name: 'draw' }] },
  { name: 'a missing command', of: () => sent().slice(1) },
  { name: 'another summary', of: () => changed('sample', (each) => ({ ...each, description: 'Draw.' })) },
  {
    name: 'a missing translation',
    of: () => changed('queue', (each) => ({ ...each, description_localizations: { de: 'Zeigt.' } })),
  },
  { name: 'another range', of: () => changed('sample', (each) => firstOption(each, { max_length: 100 })) },
  {
    name: 'an option no longer required',
    of: () => changed('sample', (each) => firstOption(each, { required: false })),
  },
  {
    name: 'options in another order',
    of: () => changed('noise', (each) => ({ ...each, options: (each.options as Fields[]).toReversed() })),
  },
  { name: 'other places', of: () => changed('help', (each) => ({ ...each, contexts: [0] })) },
  {
    name: 'settings for everybody',
    of: () => changed('settings', (each) => ({ ...each, default_member_permissions: null })),
  },
])('$name: they are registered again', async ({ of }) => {
  const { rest } = await restDouble(discordWith(of().map(asStored)));
  expect(await registerCommands(rest, application)).toBe('registered');
  expect(await registerCommands(rest, application)).toBe('unchanged');
});

test('what Discord fills in by itself is no change', async () => {
  const filled = sent()
    .map(asStored)
    .map((each) => ({
      ...each,
      ...(JSON.stringify(each.contexts) === '[0,1,2]' && { contexts: null }),
      integration_types: (each.integration_types as number[]).toReversed(),
      options: each.options ?? [],
    }));
  const { rest } = await restDouble(discordWith(filled));
  expect(await registerCommands(rest, application)).toBe('unchanged');
});

test('what Discord refuses is not hidden', async () => {
  const { rest } = await restDouble(() => ({ status: 403, json: { code: 50001, message: 'Missing Access' } }));
  await expect(registerCommands(rest, application)).rejects.toMatchObject({ status: 403 });
});
