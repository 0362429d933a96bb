import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { neededPictures } from '../../../src/bot/chat/parsed-command.ts';
import { commandNamed, isPrefix, slashName } from '../../../src/bot/slack/command-names.ts';
import { slackManifest } from '../../../src/bot/slack/setup/manifest.ts';
import {
  declinedScopes,
  missingScopes,
  neededEvents,
  neededScopes,
  optionalScopes,
} from '../../../src/bot/slack/setup/scopes.ts';
import { messageShortcuts, shortcutCallbackIds } from '../../../src/bot/slack/setup/shortcuts.ts';
import { commands } from '../../../src/commands/index.ts';

// Slack's own schema, as it is: github.com/slackapi/manifest-schema, c50cfa8, schemas/manifest.schema.1.0.0.json.
const schema: unknown = JSON.parse(
  readFileSync(new URL('../../fixtures/slack/manifest.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const takes = ajv.compile(schema as object);

const plain = { prefix: '', httpUrl: null };
const kinds = [
  { name: 'as it is', options: plain },
  { name: 'with a prefix', options: { ...plain, prefix: 'stride-' } },
  { name: 'with the longest prefix', options: { ...plain, prefix: 'p'.repeat(20) } },
  { name: 'over HTTP', options: { prefix: '', httpUrl: 'https://stride.example.org' } },
];

describe.each(kinds)('the manifest $name', ({ options }) => {
  const manifest = slackManifest(options);

  test('is one by Slack’s schema', () => {
    takes(manifest);
    expect(ajv.errorsText(takes.errors)).toBe('No errors');
  });

  test('keeps what the schema does not say', () => {
    const { description = '', long_description = '' } = manifest.display_information;
    // The documentation says 140; the API takes less than that.
    expect(description.length).toBeLessThan(140);
    expect(long_description.length).toBeGreaterThanOrEqual(174);
    expect(manifest.features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]+$/);
  });

  test('has every command once, under a name of its own that Slack gives away', () => {
    const slashCommands = manifest.features?.slash_commands ?? [];
    const names = slashCommands.map(({ command }) => command);
    expect(names.map((name) => commandNamed(name, options.prefix))).toEqual(commands.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^\/[a-z0-9_-]+$/);
    for (const { description } of slashCommands) expect(description.length).toBeLessThanOrEqual(140);
  });
});

test('the schema would notice', () => {
  const manifest = slackManifest({ ...plain, prefix: 'p'.repeat(25) });
  expect(takes(manifest)).toBe(false);
});

describe('slash commands', () => {
  const named = (name: string, prefix = '') =>
    slackManifest({ ...plain, prefix }).features?.slash_commands?.find(({ command }) => command === name);

  test('say what the command says, and what can follow its name', () => {
    expect(named('/sample')).toMatchObject({
      description: 'Draw a picture from words.',
      usage_hint: '"a dog" count:4 film:yes',
    });
    expect(named('/queue')).not.toHaveProperty('usage_hint');
  });

  test('where a picture is needed, say that a form asks for it', () => {
    const asks = (name: string) => named(slashName(name, ''))?.description.endsWith('asks for the picture.');
    for (const command of commands) expect(asks(command.name)).toBe(neededPictures(command).length > 0);
    expect([asks('inpaint'), asks('anagram'), asks('queue')]).toEqual([true, false, false]);
  });

  test('leave Slack its own words', () => {
    expect(named('/status')).toBeUndefined();
    expect(named('/help')).toBeUndefined();
    expect([slashName('status', ''), slashName('help', '')]).toEqual(['/stride-status', '/stride-help']);
    expect(slashName('status', 'draw_')).toBe('/draw_status');
  });

  test('are ours only with our prefix', () => {
    expect(commandNamed('/stride-sample', 'stride-')).toBe('sample');
    expect(commandNamed('/sample', 'stride-')).toBeUndefined();
    expect(commandNamed('/status', '')).toBeUndefined();
    expect(commandNamed('/stride-status', '')).toBe('status');
  });

  test.each(['', 'stride-', 's_', '2', 'a'.repeat(20)])('may begin with "%s"', (prefix) => {
    expect(isPrefix(prefix)).toBe(true);
  });

  test.each(['Stride-', '/stride-', 'two words', 'ß', 'a'.repeat(21)])('cannot begin with "%s"', (prefix) => {
    expect(isPrefix(prefix)).toBe(false);
  });
});

describe('Slack reaches the bot', () => {
  const urlsIn = (value: unknown): readonly string[] => JSON.stringify(value).match(/https?:[^"]+/g) ?? [];

  test('by Socket Mode, and then there is no address at all', () => {
    const manifest = slackManifest(plain);
    expect(manifest.settings?.socket_mode_enabled).toBe(true);
    expect(urlsIn(manifest)).toEqual([]);
  });

  test.each([
    'https://stride.example.org',
    'https://stride.example.org/',
    'https://stride.example.org/slack/events',
    'https://stride.example.org/slack/events/',
  ])('over HTTP by %s', (httpUrl) => {
    const manifest = slackManifest({ prefix: '', httpUrl });
    expect(manifest.settings?.socket_mode_enabled).toBe(false);
    expect(new Set(urlsIn(manifest))).toEqual(new Set(['https://stride.example.org/slack/events']));
    // Every command, the menu of messages with the modals, and the events.
    expect(urlsIn(manifest)).toHaveLength(commands.length + 2);
  });

  test('behind a path', () => {
    const [url] = urlsIn(slackManifest({ prefix: '', httpUrl: 'https://example.org/stride' }));
    expect(url).toBe('https://example.org/stride/slack/events');
  });
});

describe('scopes', () => {
  const { oauth_config, settings } = slackManifest(plain);

  test('are those of the two tables, each with its reason', () => {
    const all = [...neededScopes, ...optionalScopes];
    expect(oauth_config?.scopes?.bot).toEqual(all.map(({ name }) => name));
    for (const { reason } of all) expect(reason).toMatch(/^to /);
  });

  test('are the fewest', () => {
    expect(neededScopes.map(({ name }) => name).toSorted()).toEqual([
      'app_mentions:read',
      'chat:write',
      'commands',
      'files:read',
      'files:write',
      'im:history',
      'im:write',
      'users:read',
    ]);
  });

  test('that look into channels or enter them can be declined', () => {
    const { bot = [], bot_optional = [], ...others } = oauth_config?.scopes ?? {};
    expect(bot_optional).toEqual(['channels:join', 'channels:history', 'groups:history', 'usergroups:read']);
    for (const each of bot_optional) expect(bot).toContain(each);
    expect(others).toEqual({});
  });

  test('cover every event', () => {
    expect(settings?.event_subscriptions?.bot_events).toEqual(['app_mention', 'message.im', 'app_home_opened']);
    const names: readonly string[] = neededScopes.map(({ name }) => name);
    for (const { scope } of neededEvents) if (scope !== null) expect(names).toContain(scope);
  });

  test('that are missing are named', () => {
    const all = neededScopes.map(({ name }) => name);
    expect(missingScopes([...all, 'reactions:write'])).toEqual([]);
    expect(missingScopes(all.filter((name) => name !== 'files:write'))).toEqual(['files:write']);
    expect(declinedScopes([...all, 'channels:join']).map(({ name }) => name)).toEqual([
      'channels:history',
      'groups:history',
      'usergroups:read',
    ]);
  });
});

test('the menu of a message has five entries, each with an id of its own', () => {
  const { shortcuts } = slackManifest(plain).features ?? {};
  expect(shortcuts?.map(({ name }) => name)).toEqual([
    'SDEdit this',
    'Inpaint this',
    'Upscale this',
    'Turn this',
    'Reuse settings',
  ]);
  expect(shortcuts?.map(({ callback_id }) => callback_id)).toEqual(shortcutCallbackIds);
  expect(new Set(shortcutCallbackIds).size).toBe(Object.keys(messageShortcuts).length);
});

test('people can write to it: the messages tab is not read-only', () => {
  expect(slackManifest(plain).features?.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  });
});
