import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { applicationCommands } from '../../../src/bot/discord/setup/definitions.ts';
import { diagnoseDiscord } from '../../../src/bot/discord/setup/diagnose.ts';
import { discordReport } from '../../../src/bot/shell/setup/discord-report.ts';
import type { Shell } from '../../../src/bot/shell/shell.ts';
import { parseConfig } from '../../../src/config.ts';
import { type Answer, restDouble } from '../discord/rest-double.ts';
import { runInProcess as run } from './in-process.ts';

const application = '123456789012345678';
const token = 'a.secret.token';

/** A Discord in good order, as far as it is asked; `routes` answer differently. */
function discord(routes: Readonly<Record<string, Answer>> = {}) {
  let gatewayUrl = '';
  const limit = { total: 1000, remaining: 998, reset_after: 3_600_000, max_concurrency: 1 };
  const usual = (): Readonly<Record<string, Answer>> => ({
    'GET /applications/@me': { json: { id: application, name: 'Stride' } },
    'GET /gateway/bot': { json: { url: gatewayUrl, shards: 1, session_start_limit: limit } },
    [`GET /applications/${application}/commands`]: { json: applicationCommands() },
    'GET /users/@me/guilds': {
      json: [
        { id: '1', name: 'Painters', permissions: String((1n << 53n) - 1n) },
        { id: '2', name: 'Readers', permissions: '1024' },
      ],
    },
  });
  return restDouble((route) => ({ ...usual(), ...routes })[route]).then((double) => {
    gatewayUrl = double.apiUrl.replace('http', 'ws');
    return { ...double, env: { DISCORD_TOKEN: token, DISCORD_API_URL: double.apiUrl } };
  });
}

const engine: Shell['env'] = {
  MODELS_DIR: fileURLToPath(new URL('../../fixtures/models', import.meta.url)),
  ENGINE_PROVIDER: 'cpu',
  ENGINE_THREADS: '1',
};

describe('what doctor says of Discord', () => {
  /** Without the engine; and it never says the token. */
  async function examine(env: Shell['env']): Promise<string> {
    const config = parseConfig(env).discord;
    const said = discordReport(config && (await diagnoseDiscord(config)));
    expect(said).not.toContain(token);
    return said;
  }

  test('not configured', async () => {
    expect(await examine({})).toBe('Discord    not connected (DISCORD_TOKEN is not set; docs/discord.md)\n');
  });

  test('in good order, with a server that gives too little', async () => {
    const { env, seen } = await discord();
    const said = await examine(env);
    expect(said.split('\n')).toEqual([
      `Discord    the token is that of Stride (${application})`,
      '           gateway: 998 of 1000 starts a day are left',
      '           intents: Guilds alone; there is nothing to switch on in the developer portal',
      '           commands: registered',
      '           servers: 2',
      '           Readers: missing Send Messages, Create Public Threads, Send Messages in Threads, Attach Files, Read Message History',
      expect.stringContaining('stridebot discord invite'),
      '',
    ]);
    expect(seen.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('commands of another version, and no server yet', async () => {
    const { env } = await discord({
      [`GET /applications/${application}/commands`]: { json: [] },
      'GET /users/@me/guilds': { json: [] },
    });
    const said = await examine(env);
    expect(said).toContain('commands: not those of this version; they are registered at the next start');
    expect(said).toContain('servers: none yet');
  });

  test.each<{ name: string; routes?: Record<string, Answer>; env?: Shell['env']; says: readonly string[] }>([
    {
      name: 'a token that Discord refuses',
      routes: { 'GET /applications/@me': { status: 401, json: { message: '401: Unauthorized', code: 0 } } },
      says: ['Discord    Discord refuses the token.', 'Reset Token'],
    },
    {
      name: 'a token with a space',
      env: { DISCORD_TOKEN: `Bot ${token}` },
      says: ['DISCORD_TOKEN is no token', 'Reset Token'],
    },
    {
      name: 'the number of another application',
      env: { DISCORD_APPLICATION_ID: '999999999999999999' },
      says: ['belong to two applications', application],
    },
    {
      name: 'a Discord that is ill',
      routes: { 'GET /users/@me/guilds': { status: 503, json: {} } },
      says: ['the token is that of Stride', 'a problem of its own (status 503)', 'discordstatus.com'],
    },
    {
      name: 'too many requests',
      routes: { 'GET /gateway/bot': { status: 429, json: { message: 'slow', retry_after: 90, global: false } } },
      says: ['asks for fewer requests'],
    },
    {
      name: 'no start left today',
      routes: {
        'GET /gateway/bot': {
          json: {
            ...{ url: 'ws://127.0.0.1:9', shards: 1 },
            session_start_limit: { total: 1000, remaining: 0, reset_after: 60_000, max_concurrency: 1 },
          },
        },
      },
      says: ['no further start today', 'Try again in 1 min'],
    },
    {
      name: 'a gateway behind a wall',
      routes: {
        'GET /gateway/bot': {
          json: {
            ...{ url: 'ws://127.0.0.1:9', shards: 1 },
            session_start_limit: { total: 1000, remaining: 1, reset_after: 0, max_concurrency: 1 },
          },
        },
      },
      says: ['127.0.0.1:9 cannot be reached', 'firewall'],
    },
    {
      name: 'an address where nothing listens',
      env: { DISCORD_API_URL: 'http://127.0.0.1:9/api' },
      says: ['127.0.0.1:9 cannot be reached (ECONNREFUSED)', 'firewall', 'DISCORD_API_URL'],
    },
  ])('$name: what to do', async ({ routes, env, says }) => {
    const double = await discord(routes);
    const said = await examine({ ...double.env, ...env });
    for (const words of says) expect(said).toContain(words);
  });
});

describe('doctor', () => {
  test('with --json it is one value', async () => {
    const { env } = await discord();
    const { code, stdout } = await run(['doctor', '--json'], { ...engine, ...env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      provider: 'cpu',
      discord: {
        bot: { name: 'Stride', applicationId: application },
        gateway: { startsLeft: 998, startsPerDay: 1000, recommendedShards: 1 },
        commandsAreRegistered: true,
        servers: [{ missing: [] }, { missing: expect.arrayContaining(['Attach Files']) }],
        problem: null,
      },
    });
  });

  test('fails where Discord is configured and refuses, although the engine draws', async () => {
    const { env } = await discord({ 'GET /applications/@me': { status: 401, json: { message: 'no', code: 0 } } });
    const { code, stdout } = await run(['doctor'], { ...engine, ...env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Engine {5}draws on cpu.*^Discord {4}Discord refuses the token\./ms);
  });

  test('without Discord it is about drawing alone', async () => {
    const { code, stdout } = await run(['doctor'], engine);
    expect(code).toBe(0);
    expect(stdout).toContain('Discord    not connected');
  });
});

describe('discord invite', () => {
  const link = `https://discord.com/oauth2/authorize?client_id=${application}&`;

  test('from the number of the application, without asking anybody', async () => {
    const { code, stdout, stderr } = await run(['discord', 'invite'], { DISCORD_APPLICATION_ID: application });
    expect(code).toBe(0);
    expect(stdout.match(/https:\S+/g)).toEqual([
      `${link}scope=bot+applications.commands&permissions=309237746688&integration_type=0`,
      `${link}scope=applications.commands&integration_type=1`,
    ]);
    expect(stderr).toContain('Attach Files: to send pictures and films');
    expect(stderr).not.toContain('Create Expressions');
  });

  test('from the token, with emoji, as JSON', async () => {
    const { env, seen } = await discord();
    const { code, stdout } = await run(['discord', 'invite', '--with-emoji', '--json'], env);
    expect(code).toBe(0);
    const { server, permissions } = JSON.parse(stdout) as { server: string; permissions: { name: string }[] };
    expect(server.startsWith(link)).toBe(true);
    expect(permissions.map(({ name }) => name)).toContain('Create Expressions');
    expect(seen).toMatchObject([{ path: '/applications/@me', authorization: `Bot ${token}` }]);
  });

  test('with neither, it says what to set', async () => {
    const { code, stderr } = await run(['discord', 'invite']);
    expect(code).toBe(2);
    expect(stderr).toContain('Set DISCORD_APPLICATION_ID');
    expect(stderr).toContain('docs/discord.md');
  });

  test('with a token that is refused, it fails', async () => {
    const { env } = await discord({ 'GET /applications/@me': { status: 401, json: { message: 'no', code: 0 } } });
    const { code, stderr } = await run(['discord', 'invite'], env);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Discord refuses the token.')]);
    expect(stderr).not.toContain(token);
  });
});
