import { describe, expect, test } from 'vitest';
import { completeSettings, runSettings } from '../../../src/bot/discord/inbound/settings-command.ts';
import { defaultSettings, type ServerSettings, type SettingsStore } from '../../../src/bot/policy/settings.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { quietEngine } from '../../commands/context.ts';
import { connectedClient, ids } from './gateway-double.ts';

function memorySettings(): Pick<SettingsStore, 'of' | 'change'> {
  const servers = new Map<string, ServerSettings>();
  const of = (platform: string, server: string) => servers.get(`${platform}/${server}`) ?? defaultSettings;
  return {
    of,
    change(platform, server, change) {
      servers.set(`${platform}/${server}`, { ...of(platform, server), ...change });
      return of(platform, server);
    },
  };
}

const optionTypes = { boolean: 5, number: 4, string: 3 } as const;

type Given = Readonly<Record<string, string | number | boolean>>;

/** Channels and roles are named `channel:…` and `role:…`; Discord sends what they are beside their ids. */
const nativeOption = ([name, value]: [string, Given[string]]) => {
  const [, kind, id] = /^(channel|role):(\d+)$/.exec(String(value)) ?? [];
  if (kind === undefined) return { name, value, type: optionTypes[typeof value as keyof typeof optionTypes] };
  return { name, value: id, type: kind === 'channel' ? 7 : 8 };
};

const resolvedOf = (given: Given) => {
  const mentioned = Object.values(given).flatMap((value) => [...String(value).matchAll(/^(channel|role):(\d+)$/g)]);
  const of = (kind: string, fields: object) =>
    Object.fromEntries(
      mentioned.flatMap(([, each, id]) => (each === kind ? [[id, { id, name: kind, ...fields }]] : [])),
    );
  return {
    channels: of('channel', { type: 0, permissions: '0' }),
    roles: of('role', { color: 0, permissions: '0', position: 1, hoist: false, managed: false, mentionable: false }),
  };
};

/** A manager in one server, and what the bot sent. */
async function manager({ engine = quietEngine() }: { engine?: Engine } = {}) {
  const { seen, deliver } = await connectedClient();
  const settings = memorySettings();
  const payload = (subcommand: string, given: Given) => ({
    id: '723456789012345678',
    name: 'settings',
    type: 1,
    options: [{ type: 1, name: subcommand, options: Object.entries(given).map(nativeOption) }],
    resolved: resolvedOf(given),
  });
  return {
    settings,
    seen,
    holds: () => settings.of('discord', ids.guild),
    /** Types `/settings`, and returns what was said. */
    async type(subcommand: string, given: Given = {}, fields: object = {}): Promise<string> {
      const before = seen.length;
      const interaction = await deliver({ data: payload(subcommand, given), ...fields });
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      await runSettings(interaction, { settings, engine });
      const [deferred, ...said] = seen.slice(before);
      expect(deferred).toMatchObject({
        path: expect.stringContaining('/callback'),
        body: { type: 5, data: { flags: 64 } },
      });
      for (const { body } of said) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
      return said.map(({ body }) => (body as { content: string }).content).join('\n---\n');
    },
    async complete(typed: string): Promise<unknown> {
      const options = [{ type: 1, name: 'model', options: [{ type: 3, name: 'name', value: typed, focused: true }] }];
      const interaction = await deliver({ type: 4, data: { ...payload('model', {}), options } });
      if (!interaction.isAutocomplete()) throw new Error('not a completion');
      await completeSettings(interaction, { settings, engine });
      return seen.at(-1)?.body;
    },
  };
}

const [channel, role] = ['823456789012345678', '923456789012345678'];

describe('each part is changed, kept, and said', () => {
  test('channels', async () => {
    const { type, holds } = await manager();
    expect(await type('channels')).toBe('I may be asked in every channel.');
    expect(await type('channels', { add: `channel:${channel}` })).toBe(`I may be asked in <#${channel}>.`);
    await type('channels', { add: `channel:${ids.channel}` });
    expect(holds().channels).toEqual([channel, ids.channel]);
    expect(await type('channels', { remove: `channel:${channel}` })).toBe(`I may be asked in <#${ids.channel}>.`);
    expect(await type('channels', { clear: true })).toBe('I may be asked in every channel.');
    expect(holds().channels).toEqual([]);
  });

  test('roles', async () => {
    const { type, holds } = await manager();
    const said = await type('roles', { add: `role:${role}` });
    expect(said).toBe(`Who has one of these roles may ask: <@&${role}>.`);
    expect(holds().roles).toEqual([role]);
    expect(await type('roles', { remove: `role:${role}` })).toBe('Everybody may ask.');
  });

  test('quotas; one that is not given stays, and 0 lifts it', async () => {
    const { type, holds } = await manager();
    await type('quotas', { 'per-person': 20, 'per-server': 100 });
    expect(await type('quotas', { 'per-server': 0 })).toBe(
      'In 24 hours a person may ask for 20 pictures, the whole server for as many pictures as the host allows.',
    );
    expect(holds()).toMatchObject({ perPersonPerDay: 20, perServerPerDay: null });
  });

  test('progress', async () => {
    const { type, holds } = await manager();
    expect(await type('progress', { style: 'off' })).toBe('The steps are not shown.');
    expect(holds().progress).toBe('off');
  });

  test('words, in lower case and once', async () => {
    const { type, holds } = await manager();
    expect(await type('words', { add: ' Skull, two   words,,skull, ÄPFEL ' })).toBe('Blocked: skull, two words, äpfel');
    expect(await type('words', { remove: 'SKULL' })).toBe('Blocked: two words, äpfel');
    expect(await type('words', { clear: true, add: 'knife' })).toBe('Blocked: knife');
    expect(holds().blockedWords).toEqual(['knife']);
    expect(await type('show')).not.toContain('knife');
  });

  test('many words come in several messages, none too long and none left out', async () => {
    const { type } = await manager();
    const words = Array.from({ length: 100 }, (_, i) => `${i}${'m'.repeat(45)}`);
    for (let i = 0; i < 100; i += 20) await type('words', { add: words.slice(i, i + 20).join(',') });
    const messages = (await type('words')).split('\n---\n');
    expect(messages.length).toBeGreaterThan(1);
    for (const each of messages) expect(each.length).toBeLessThanOrEqual(2000);
    for (const word of words) expect(messages.join()).toContain(word);
  });

  test('the model, by a name that the engine knows', async () => {
    const { type, holds } = await manager();
    expect(await type('model', { name: 'Digits' })).toBe('The model digits draws where nobody names one.');
    expect(holds().model).toBe('digits');
    expect(await type('model')).toBe('The first model draws where nobody names one.');
    expect(holds().model).toBeNull();
  });

  test('the lifetime', async () => {
    const { type, holds } = await manager();
    expect(await type('lifetime', { hours: 48 })).toBe(
      'Pictures and their steps are kept for 48 hours, and never longer than the host has set.',
    );
    expect(holds().resultLifetimeHours).toBe(48);
    await type('lifetime', { hours: 0 });
    expect(holds().resultLifetimeHours).toBeNull();
  });

  test('show says everything, and reset forgets everything', async () => {
    const { type, holds } = await manager();
    await type('quotas', { 'per-person': 1 });
    await type('channels', { add: `channel:${channel}` });
    const shown = await type('show');
    expect(shown.split('\n')).toHaveLength(7);
    expect(shown).toContain('a person may ask for one picture');
    expect(shown).toContain(`<#${channel}>`);
    expect(await type('reset')).toContain('every channel');
    expect(holds()).toEqual(defaultSettings);
  });
});

describe('what cannot be set is refused, and nothing changes', () => {
  test.each<{ name: string; of: [string, Given]; says: RegExp }>([
    { name: 'an unknown model', of: ['model', { name: 'digit' }], says: /digits/ },
    { name: 'a very long word', of: ['words', { add: 'm'.repeat(51) }], says: /too long/ },
    { name: 'a word of signs', of: ['words', { add: 'good, ?!' }], says: /neither a letter nor a digit/ },
    {
      name: 'more than 100 words',
      of: ['words', { add: Array.from({ length: 101 }, (_, i) => `w${i}`).join() }],
      says: /can hold 100/,
    },
  ])('$name', async ({ of, says }) => {
    const { type, holds } = await manager();
    expect(await type(...of)).toMatch(says);
    expect(holds()).toEqual(defaultSettings);
  });

  test('outside of servers', async () => {
    const { type } = await manager();
    const said = await type(
      'show',
      {},
      { guild_id: undefined, context: 1, member: undefined, user: { id: ids.person, username: 'ann' } },
    );
    expect(said).toContain('Settings belong to a server.');
  });
});

test('it is acknowledged before the engine is asked, which may be busy', async () => {
  const { seen, deliver } = await connectedClient();
  let acknowledged = false;
  const models: Engine['models'] = () => {
    acknowledged = seen.some(({ path }) => path.includes('/callback'));
    return quietEngine().models();
  };
  const options = [{ type: 1, name: 'model', options: [{ type: 3, name: 'name', value: 'emoji' }] }];
  const interaction = await deliver({ data: { id: '723456789012345678', name: 'settings', type: 1, options } });
  if (!interaction.isChatInputCommand()) throw new Error('not a command');
  await runSettings(interaction, { settings: memorySettings(), engine: { ...quietEngine(), models } });
  expect(acknowledged).toBe(true);
  expect(seen.at(-1)!.body).toMatchObject({ content: 'The model emoji draws where nobody names one.' });
});

describe('completion of the model', () => {
  test('by a part of its name or title', async () => {
    const { complete } = await manager();
    expect(await complete('dig')).toEqual({ type: 8, data: { choices: [{ name: 'digits', value: 'digits' }] } });
    expect(await complete('')).toMatchObject({ data: { choices: [{ name: 'emoji' }, { name: 'digits' }] } });
  });

  test('nothing while the engine cannot tell at once', async () => {
    const engine = { ...quietEngine({ status: { worker: 'starting' } }), models: () => new Promise<never>(() => {}) };
    const { complete } = await manager({ engine });
    expect(await complete('')).toEqual({ type: 8, data: { choices: [] } });
  });
});
