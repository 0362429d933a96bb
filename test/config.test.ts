import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, parseConfig, variables } from '../src/config.ts';

const exampleFile = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const example = Object.fromEntries(
  [...exampleFile.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]),
);

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('parseConfig', () => {
  it('needs nothing', () => {
    expect(parseConfig({})).toMatchObject({
      http: { host: '127.0.0.1', port: 8180, accessToken: null, publicUrl: null },
      engine: { provider: null, threads: null, maxBatch: 8, stepTimeoutMs: 30_000 },
      language: 'en',
      resultLifetimeMs: 7 * 24 * 3_600_000,
      logLevel: null,
    });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(parseConfig({ PORT: '', MODELS_DIR: '', ENGINE_PROVIDER: '' })).toEqual(parseConfig({}));
  });

  it('searches MODELS_DIR before the models that ship', () => {
    const [shipped] = parseConfig({}).engine.modelDirs;
    expect(parseConfig({ MODELS_DIR: '/srv/models' }).engine.modelDirs).toEqual(['/srv/models', shipped]);
  });

  it('reports every problem at once, under the name of its variable', () => {
    const problems = problemsOf({ HOST: '0.0.0.0', PORT: '70000', ENGINE_PROVIDER: 'abacus', QUEUE_LIMIT: 'many' });
    expect(problems.map((line) => line.split(':')[0]).sort()).toEqual([
      'ACCESS_TOKEN',
      'ENGINE_PROVIDER',
      'PORT',
      'QUEUE_LIMIT',
    ]);
  });

  it.each([
    ['PORT', '70000.5', 'PORT: a whole number from 0 to 65535'],
    ['QUEUE_LIMIT', 'many', 'QUEUE_LIMIT: a whole number from 1 to 10000'],
    ['ENGINE_PROVIDER', 'abacus', 'ENGINE_PROVIDER: one of cuda, webgpu, coreml, dml, cpu'],
    ['BOT_LANGUAGE', 'klingon', 'BOT_LANGUAGE: one of en, de, es, fr, ja'],
    ['ACCESS_TOKEN', 'short', 'ACCESS_TOKEN: 16 characters or more'],
  ])('says what %s should be', (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toEqual([sentence]);
  });

  it('never repeats a value', () => {
    const secret = 'hunter2';
    expect(problemsOf({ ACCESS_TOKEN: secret, PORT: secret, LOG_LEVEL: secret }).join('\n')).not.toContain(secret);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'studio.example'])('asks for a token when HOST is %s', (host) => {
    expect(problemsOf({ HOST: host })).toEqual([expect.stringMatching(/^ACCESS_TOKEN: required/)]);
    expect(problemsOf({ HOST: host, ACCESS_TOKEN: 'sixteen characters' })).toEqual([]);
  });

  it('asks for a token when PUBLIC_URL is set', () => {
    const PUBLIC_URL = 'https://studio.example.org';
    expect(problemsOf({ PUBLIC_URL })).toEqual([
      'ACCESS_TOKEN: required with PUBLIC_URL; choose 16 characters or more',
    ]);
    expect(problemsOf({ PUBLIC_URL, ACCESS_TOKEN: 'sixteen characters' })).toEqual([]);
    expect(problemsOf({ PUBLIC_URL: 'studio' })).toContain(
      'PUBLIC_URL: a web address such as https://studio.example.org',
    );
  });

  it('knows which addresses only this machine can reach', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['127.evil.example', '0.0.0.0', 'localhost.example', ''].some(isLoopback)).toBe(false);
  });
});

describe('Slack in parseConfig', () => {
  const secrets = { bot: 'xoxb-1-2-abc', app: 'xapp-1-A-2-abc', signing: '0123456789abcdef0123456789abcdef' };

  it('is not connected to without a token', () => {
    expect(parseConfig({}).slack).toBeNull();
  });

  it('opens a socket with an app-level token, also where there is a signing secret', () => {
    const env = { SLACK_BOT_TOKEN: secrets.bot, SLACK_APP_TOKEN: secrets.app, SLACK_SIGNING_SECRET: secrets.signing };
    expect(parseConfig(env).slack).toEqual({
      botToken: secrets.bot,
      mode: { kind: 'socket', appToken: secrets.app },
      apiUrl: 'https://slack.com/api/',
      filesHosts: ['files.slack.com'],
      commandPrefix: '',
    });
  });

  it('listens for signed requests without one', () => {
    const env = { SLACK_BOT_TOKEN: secrets.bot, SLACK_SIGNING_SECRET: secrets.signing, SLACK_API_URL: 'http://x/api' };
    expect(parseConfig(env).slack).toMatchObject({
      mode: { kind: 'http', signingSecret: secrets.signing, port: 3000 },
      apiUrl: 'http://x/api/',
    });
  });

  it('says what is missing', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: secrets.bot })).toEqual([expect.stringMatching(/^SLACK_APP_TOKEN: required/)]);
    expect(problemsOf({ SLACK_APP_TOKEN: secrets.app })).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN: required/)]);
  });

  it('knows which token is which, and repeats none', () => {
    const problems = problemsOf({
      ...{ SLACK_BOT_TOKEN: secrets.app, SLACK_APP_TOKEN: secrets.bot, SLACK_COMMAND_PREFIX: '/Stride ' },
    });
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_COMMAND_PREFIX'],
    ]);
    expect(problems.join()).not.toMatch(/abc/);
  });
});

describe('.env.example', () => {
  it('explains every variable that is read, and no other', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(variables).sort());
  });

  it('shows the defaults', () => {
    expect(parseConfig(example)).toEqual(parseConfig({}));
    const shown = Object.entries(example).filter(([, value]) => value !== '');
    const defaulted = Object.entries(variables).filter(([, schema]) => schema.safeParse(undefined).data !== undefined);
    expect(shown.map(([name]) => name).sort()).toEqual(defaulted.map(([name]) => name).sort());
  });
});
