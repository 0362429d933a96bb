import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { slackReport } from '../../../src/bot/shell/setup/slack-report.ts';
import type { Shell } from '../../../src/bot/shell/shell.ts';
import { diagnoseSlack } from '../../../src/bot/slack/setup/diagnose.ts';
import { neededScopes, optionalScopes } from '../../../src/bot/slack/setup/scopes.ts';
import { commands } from '../../../src/commands/index.ts';
import { parseConfig } from '../../../src/config.ts';
import { type Answer, apiDouble } from '../slack/api-double.ts';
import { runInProcess as run } from './in-process.ts';

const [botToken, appToken] = ['xoxb-1-2-hidden', 'xapp-1-A0STRIDE-3-hidden'];
const signingSecret = '0123456789abcdef0123456789abcdef';

const granted = (names: readonly string[]): Answer => ({
  headers: { 'x-oauth-scopes': names.join(',') },
  json: {
    ...{ ok: true, url: 'https://painters.slack.com/', team: 'Painters', user: 'stridebot' },
    ...{ team_id: 'T1', user_id: 'U1', bot_id: 'B1' },
  },
});
const all = [...neededScopes, ...optionalScopes].map(({ name }) => name);
const refused = (error: string, more = {}): Answer => ({ json: { ok: false, error, ...more } });

/** A host with a port at which nobody listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

/** A Slack in good order, as far as it is asked; `methods` answer differently. */
async function slack(methods: Readonly<Record<string, Answer>> = {}) {
  const usual = (origin: string): Readonly<Record<string, Answer>> => ({
    'auth.test': granted(all),
    'bots.info': { json: { ok: true, bot: { id: 'B1', app_id: 'A0STRIDE', name: 'Stride' } } },
    'apps.connections.open': { json: { ok: true, url: `${origin.replace('http', 'ws')}/link/?ticket=hush` } },
    '/': { status: 404, json: 'no page' },
  });
  const double = await apiDouble((method, origin) => ({ ...usual(origin), ...methods })[method]);
  const env: Shell['env'] = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: double.apiUrl };
  return { ...double, env };
}

const engine: Shell['env'] = {
  MODELS_DIR: fileURLToPath(new URL('../../fixtures/models', import.meta.url)),
  ENGINE_PROVIDER: 'cpu',
  ENGINE_THREADS: '1',
};

describe('what doctor says of Slack', () => {
  /** Without the engine; and it never says a secret. */
  async function examine(env: Shell['env']): Promise<string> {
    const config = parseConfig(env).slack;
    const said = slackReport(config && (await diagnoseSlack(config)), config?.commandPrefix ?? '');
    for (const secret of ['hidden', 'hush', signingSecret]) expect(said).not.toContain(secret);
    return said;
  }

  test('not configured', async () => {
    expect(await examine({})).toBe('Slack      not connected (SLACK_BOT_TOKEN is not set; docs/slack.md)\n');
  });

  test('in good order, by Socket Mode', async () => {
    const { env, seen } = await slack();
    expect((await examine(env)).split('\n')).toEqual([
      'Slack      the bot token is that of stridebot in Painters (https://painters.slack.com/)',
      '           scopes: all 8 that are needed',
      '           connection: Socket Mode; the app-level token opens it',
      '           commands: /sample and its like; the app must have them so',
      '           events: app_mention, message.im, app_home_opened; the app must have them',
      expect.stringContaining('stridebot slack manifest'),
      '',
    ]);
    // Each with its own token, no socket is opened, and the ticket for one is given to nobody.
    expect(seen.map(({ method, authorization }) => [method, authorization])).toEqual([
      ['auth.test', `Bearer ${botToken}`],
      ['bots.info', `Bearer ${botToken}`],
      ['apps.connections.open', `Bearer ${appToken}`],
      ['/', undefined],
    ]);
    expect(seen[1]?.body).toEqual({ bot: 'B1' });
  });

  test('in good order, over HTTP and with a prefix', async () => {
    const { env, seen } = await slack();
    const said = await examine({
      ...{ ...env, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: signingSecret },
      ...{ SLACK_PORT: '3100', SLACK_COMMAND_PREFIX: 'stride-' },
    });
    expect(said).toContain('connection: signed requests on port 3100;');
    expect(said).toContain('commands: /stride-sample and its like;');
    expect(seen.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('where somebody declined what can be declined, it is in order', async () => {
    const { env } = await slack({ 'auth.test': granted(neededScopes.map(({ name }) => name)) });
    const said = await examine(env);
    expect(said).toContain('scopes: all 8 that are needed\n');
    expect(said).toContain('without channels:join: pictures come as direct messages');
    expect(said).toContain('without groups:history: after a crash something may come twice there');
    expect((await diagnoseSlack(parseConfig(env).slack!)).problem).toBeNull();
  });

  test('scopes that are missing, by name, beside all else', async () => {
    const { env } = await slack({ 'auth.test': granted(all.filter((each) => !/^(files|users):/.test(each))) });
    const said = await examine(env);
    expect(said).toContain('scopes: missing files:write, files:read, users:read');
    expect(said).toContain('connection: Socket Mode');
    expect(said).toContain('The app lacks the scopes files:write, files:read, users:read.');
    expect(said).toContain('Reinstall');
  });

  test('where Slack does not say what it has granted, nothing is said of it', async () => {
    const { env } = await slack({ 'auth.test': { ...granted(all), headers: {} } });
    const said = await examine(env);
    expect(said).not.toContain('scopes:');
    expect(said).toContain('connection: Socket Mode');
  });

  const revoked = { 'auth.test': refused('token_revoked') };
  test.each<{ name: string; methods?: Record<string, Answer>; env?: Shell['env']; says: readonly string[] }>([
    {
      name: 'a bot token that Slack does not know',
      methods: { 'auth.test': refused('invalid_auth') },
      says: ['Slack      Slack does not know the token in SLACK_BOT_TOKEN.', 'xoxb-', 'Install App', 'whole'],
    },
    {
      name: 'a bot token that was revoked',
      methods: revoked,
      says: ['SLACK_BOT_TOKEN was revoked, or the app was removed', 'Install the app again'],
    },
    {
      name: 'an account that is gone',
      methods: { 'auth.test': refused('account_inactive') },
      says: ['SLACK_BOT_TOKEN was revoked, or the app was removed'],
    },
    {
      name: 'a token that rotates',
      methods: { 'auth.test': refused('token_expired') },
      says: ['SLACK_BOT_TOKEN has expired', 'Token rotation', 'stridebot slack manifest'],
    },
    {
      name: 'an app-level token that Slack does not know',
      methods: { 'apps.connections.open': refused('invalid_auth') },
      says: ['that of stridebot in Painters', 'does not know the token in SLACK_APP_TOKEN', 'App-Level Tokens'],
    },
    {
      name: 'an app-level token that was revoked',
      methods: { 'apps.connections.open': refused('token_revoked') },
      says: ['SLACK_APP_TOKEN was revoked', 'Generate a new one', 'connections:write'],
    },
    {
      name: 'an app-level token for something else',
      methods: { 'apps.connections.open': refused('missing_scope', { needed: 'connections:write' }) },
      says: ['SLACK_APP_TOKEN lacks the scope connections:write', 'Generate a new one'],
    },
    {
      name: 'a token of another kind',
      methods: { 'apps.connections.open': refused('not_allowed_token_type') },
      says: ['SLACK_APP_TOKEN holds a token of another kind', 'xapp-'],
    },
    {
      name: 'tokens of two apps',
      methods: { 'bots.info': { json: { ok: true, bot: { app_id: 'A0OTHER' } } } },
      says: ['belong to two apps', 'https://api.slack.com/apps/A0OTHER'],
    },
    {
      name: 'tokens of two apps, as a newer Slack tells it',
      methods: { 'auth.test': { json: { ok: true, app_id: 'A0OTHER', bot_id: 'B1' } } },
      says: ['belong to two apps', 'A0OTHER'],
    },
    {
      name: 'no signing secret',
      env: { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'https://hooks.slack.com/x' },
      says: ['SLACK_SIGNING_SECRET is no signing secret', 'App Credentials'],
    },
    {
      name: 'a refusal that we have no words for',
      methods: { 'auth.test': refused('team_access_not_granted') },
      says: ['Slack refuses a request with SLACK_BOT_TOKEN: team_access_not_granted.'],
    },
    {
      name: 'a Slack that is ill',
      methods: { 'auth.test': { status: 503, json: 'down' } },
      says: ['a problem of its own (status 503)', 'slack-status.com'],
    },
    {
      name: 'a Slack that says so itself',
      methods: { 'auth.test': refused('internal_error') },
      says: ['a problem of its own (internal_error)'],
    },
    {
      name: 'too many requests',
      methods: { 'auth.test': { status: 429, headers: { 'retry-after': '30' }, json: refused('ratelimited').json } },
      says: ['asks for fewer requests', 'Try again in 30 s.'],
    },
    {
      name: 'a network that wants a sign-in',
      methods: { 'auth.test': { headers: { 'content-type': 'text/html' }, json: '<html>Room number?</html>' } },
      says: ['is not Slack', 'sign-in', 'SLACK_API_URL'],
    },
  ])('$name: what to do', async ({ methods, env, says }) => {
    const double = await slack(methods);
    const said = await examine({ ...double.env, ...env });
    for (const words of says) expect(said).toContain(words);
  });

  test('sockets behind a wall: what to do', async () => {
    const nobody = await closedPort();
    const { env } = await slack({
      'apps.connections.open': { json: { ok: true, url: `ws://${nobody}/link/?ticket=hush` } },
    });
    const said = await examine(env);
    expect(said).toContain('that of stridebot in Painters');
    expect(said).toContain(`${nobody} cannot be reached (ECONNREFUSED)`);
    expect(said).toContain('firewall');
    expect(said).not.toContain('connection:');
  });

  test('an address where nothing listens: what to do', async () => {
    const nobody = await closedPort();
    const { env } = await slack();
    const said = await examine({ ...env, SLACK_API_URL: `http://${nobody}/api/` });
    expect(said).toContain(`Slack      ${nobody} cannot be reached (ECONNREFUSED).`);
    expect(said).toContain('SLACK_API_URL');
  });

  test('of an answer that is not Slack’s nothing is shown', async () => {
    const { env } = await slack({ 'auth.test': { json: 'Room number?' } });
    expect(await examine(env)).not.toContain('Room');
  });
});

describe('doctor', () => {
  test('with --json it is one value', async () => {
    const { env } = await slack();
    const { code, stdout } = await run(['doctor', '--json'], { ...engine, ...env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      provider: 'cpu',
      discord: null,
      slack: {
        bot: { name: 'stridebot', workspace: 'Painters', url: 'https://painters.slack.com/' },
        ...{ missingScopes: [], declinedScopes: [], connection: { kind: 'socket' }, problem: null },
      },
    });
    expect(stdout).not.toContain('hidden');
  });

  test('fails where Slack is configured and refuses, although the engine draws', async () => {
    const { env } = await slack({ 'auth.test': refused('invalid_auth') });
    const { code, stdout } = await run(['doctor'], { ...engine, ...env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Engine {5}draws on cpu.*^Discord {4}not connected.*^Slack {6}Slack does not know/ms);
  });

  test('names both tokens where each is in the place of the other', async () => {
    const { code, stderr } = await run(['doctor'], { SLACK_BOT_TOKEN: appToken, SLACK_APP_TOKEN: botToken });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SLACK_BOT_TOKEN: begins with xoxb-.*\nSLACK_APP_TOKEN: begins with xapp-/m);
    expect(stderr).not.toContain('hidden');
  });
});

describe('slack manifest', () => {
  interface Printed {
    readonly features: { readonly slash_commands: readonly { readonly command: string; readonly url?: string }[] };
    readonly settings: { readonly socket_mode_enabled: boolean };
  }
  const print = async (args: readonly string[], env: Shell['env'] = {}) => {
    const { code, stdout, stderr } = await run(['slack', 'manifest', ...args], env);
    expect(code).toBe(0);
    const manifest = JSON.parse(stdout) as Printed;
    return { stderr, names: manifest.features.slash_commands.map(({ command }) => command), ...manifest };
  };

  test('needs nothing at all, and says on stderr why it asks for what', async () => {
    const { names, settings, stderr } = await print([]);
    expect(names).toHaveLength(commands.length);
    expect(names).toContain('/sample');
    expect(settings.socket_mode_enabled).toBe(true);
    for (const { name, reason } of neededScopes) expect(stderr).toContain(`  ${name}: ${reason}\n`);
    for (const { name, reason } of optionalScopes) expect(stderr).toContain(`  ${name} (can be declined): ${reason}\n`);
    expect(stderr).toContain('docs/slack.md');
    expect(stderr).not.toContain('SLACK_COMMAND_PREFIX');
  });

  test('has the prefix that is configured, without a word', async () => {
    const { names, stderr } = await print([], { SLACK_COMMAND_PREFIX: 'stride-' });
    expect(names).toContain('/stride-status');
    expect(stderr).not.toContain('SLACK_COMMAND_PREFIX');
  });

  test.each([
    { args: ['--prefix', 'draw-'], says: 'Set SLACK_COMMAND_PREFIX=draw- in .env, too.', has: '/draw-sample' },
    { args: ['--prefix', ''], says: 'Take SLACK_COMMAND_PREFIX out of .env, too.', has: '/sample' },
  ])('has the prefix of $args, and says what else it takes', async ({ args, says, has }) => {
    const { names, stderr } = await print(args, { SLACK_COMMAND_PREFIX: 'stride-' });
    expect(names).toContain(has);
    expect(stderr).toContain(says);
  });

  test('over HTTP has the address everywhere', async () => {
    const { features, settings } = await print(['--http', 'https://stride.example.org']);
    expect(settings.socket_mode_enabled).toBe(false);
    for (const { url } of features.slash_commands) expect(url).toBe('https://stride.example.org/slack/events');
  });

  test.each([
    { args: ['--prefix', 'Stride '], says: 'No slash command can begin with "Stride "', hint: 'such as stride-' },
    { args: ['--http', 'http://stride.example.org'], says: 'Slack cannot send requests to', hint: 'https' },
    { args: ['--http', 'stride'], says: 'Slack cannot send requests to "stride".', hint: 'https' },
    { args: ['--http', 'https://x.example.org/?a=b'], says: 'Slack cannot send requests to', hint: 'https' },
  ])('refuses $args', async ({ args, says, hint }) => {
    const { code, stdout, stderr } = await run(['slack', 'manifest', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).toContain(hint);
  });

  test('refuses what is configured, too', async () => {
    const { code, stderr } = await run(['slack', 'manifest'], { SLACK_COMMAND_PREFIX: '/' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('SLACK_COMMAND_PREFIX in .env')]);
  });
});
