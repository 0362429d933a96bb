import type { App } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { slackForTest, startedApp } from './client.ts';
import type { Mode, Signature } from './double.ts';

/** A workspace, and a real Bolt app that greets. Its pings are quick, so that it comes back quickly. */
async function stage(mode: Mode, listen: (app: App) => void = () => {}) {
  const slack = await slackForTest();
  const ada = slack.person('ada');
  const channel = slack.channel('studio');
  const app = await startedApp(
    slack,
    mode,
    (it) => {
      it.command('/hello', async ({ ack }) => ack('hello'));
      listen(it);
    },
    // It comes back after this long.
    { pingTimeoutMs: 500 },
  );
  return { slack, ada, channel, app };
}

describe('in Socket Mode', () => {
  test.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'after a disconnect for %s the app comes back',
    async (reason) => {
      const { slack, ada, channel } = await stage('socket');
      await slack.until(() => slack.sockets.connected() === 1);
      slack.sockets.disconnect(reason);
      const lost = slack.slash(ada, channel, '/hello');
      await expect(lost.acknowledged()).rejects.toThrow('dispatch_failed');
      await slack.until(() => slack.sockets.counts.opened === 2 && slack.sockets.connected() === 1);
      expect((await slack.slash(ada, channel, '/hello').message()).text).toBe('hello');
      slack.expectClean();
    },
  );

  test('an event that finds no socket comes again when there is one', async () => {
    const attempts: (number | undefined)[] = [];
    const { slack, ada, channel } = await stage('socket', (app) =>
      app.event('app_mention', async ({ context }) => {
        attempts.push(context.retryNum);
      }),
    );
    slack.mail.retryMs = [1000];
    slack.sockets.drop();
    await slack.until(() => slack.sockets.connected() === 0);
    const exchange = await slack.mention(ada, channel, 'hello');
    expect(await exchange.acknowledged()).toMatchObject({ attempt: 1 });
    expect(exchange.parcel.attempts).toBe(2);
    expect(attempts).toEqual([1]);
    slack.expectClean();
  });

  test('a socket that falls silent is given up', async () => {
    const { slack, ada, channel } = await stage('socket');
    slack.sockets.fallSilent();
    await slack.until(() => slack.sockets.counts.opened === 2);
    expect((await slack.slash(ada, channel, '/hello').message()).text).toBe('hello');
    slack.expectClean();
  });

  test('what is not acknowledged in three seconds has failed', async () => {
    const { slack, ada, channel } = await stage('socket', (app) => app.command('/sleep', async () => {}));
    await expect(slack.slash(ada, channel, '/sleep').acknowledged()).rejects.toThrow('operation_timeout');
  });

  test('several sockets take turns', async () => {
    const { slack, ada, channel } = await stage('socket');
    await startedApp(slack, 'socket', (app) => {
      app.command('/hello', async ({ ack }) => ack('hello from the other'));
    });
    const texts = [];
    for (let count = 0; count < 4; count += 1) texts.push((await slack.slash(ada, channel, '/hello').message()).text);
    expect(texts.filter((text) => text === 'hello')).toHaveLength(2);
    slack.sockets.disconnect('refresh_requested', { onlyOldest: true });
    expect((await slack.slash(ada, channel, '/hello').message()).text).toBe('hello from the other');
    slack.expectClean();
  });
});

describe('in HTTP mode', () => {
  test('the request URL answers the challenge', async () => {
    const { slack } = await stage('http');
    expect(await slack.http.verifyUrl()).toBe(true);
  });

  test.each<[Signature, number]>([
    ['right', 200],
    ['wrong', 401],
    ['old', 401],
    ['missing', 401],
  ])('a %s signature is answered with %i', async (signature, status) => {
    const { slack, ada, channel } = await stage('http');
    const { payload, acknowledged } = slack.slash(ada, channel, '/hello');
    await acknowledged();
    expect((await slack.http.post('slash_commands', payload, { signature })).status).toBe(status);
    slack.expectClean();
  });

  test('an event that is late comes again, and its headers say why', async () => {
    const seen: unknown[] = [];
    const slack = await slackForTest();
    const app = await startedApp(slack, 'http', (it) =>
      it.event('app_mention', async ({ context }) => {
        seen.push([context.retryNum, context.retryReason]);
        slack.world.changed();
      }),
    );
    slack.mail.retryMs = [200];
    await app.stop();
    const exchange = await slack.mention(slack.person('ada'), slack.channel('studio'), 'hello');
    await slack.until(() => exchange.parcel.undelivered.length === 1);
    await app.start();
    expect((await exchange.acknowledged()).attempt).toBe(1);
    await slack.until(() => seen.length === 1);
    expect(seen).toEqual([[1, 'connection_failed']]);
  });
});

describe.each(['socket', 'http'] as const)('the direct messages in %s mode', (mode) => {
  test('carry files, and the bot hears itself without answering itself', async () => {
    const heard: string[] = [];
    const { slack, ada, app } = await stage(mode, (it) =>
      it.message(async ({ message }) => {
        heard.push(message.subtype ?? 'plain');
        slack.world.changed();
      }),
    );
    const { channel, ts } = await app.client.chat.postMessage({ channel: ada.id, text: 'welcome' });
    const where = { channel: channel ?? '', ts: ts ?? '' };
    await app.client.chat.update({ ...where, text: 'welcome back' });
    await app.client.chat.delete(where);
    const exchange = await slack.direct(ada, 'sdedit a castle', {
      files: [{ name: 'castle.txt', bytes: new Uint8Array(3) }],
    });
    expect(exchange.written.files).toHaveLength(1);
    await exchange.acknowledged();
    await slack.until(() => heard.includes('file_share'));
    expect(heard).not.toContain('plain');
    expect(slack.mail.parcels.map(({ payload }) => (payload.event as { subtype?: string }).subtype)).toEqual([
      undefined,
      'message_changed',
      'message_deleted',
      'file_share',
    ]);
    slack.expectClean();
  });
});

describe('what goes wrong with a request of the bot', () => {
  test('a 429 is obeyed, a cut is met again, a word is read', async () => {
    const { slack, channel, app } = await stage('socket');
    const post = (text: string) => app.client.chat.postMessage({ channel: channel.id, text });
    slack.failNext({ method: 'chat.postMessage', retryAfter: 1 });
    await post('after a while');
    const [refused, taken] = slack.requests.filter(({ method }) => method === 'chat.postMessage');
    expect(refused).toMatchObject({ status: 429, error: 'ratelimited' });
    expect((taken?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
    slack.failNext({ method: 'chat.postMessage', error: 'fatal_error' });
    await expect(post('never')).rejects.toThrow('fatal_error');
    slack.failNext({ method: 'chat.postMessage', status: 503 });
    await post('at last');
    expect(slack.faultsLeft()).toBe(0);
    // The client tries a lost answer again, and the message is there already.
    slack.failNext({ method: 'chat.postMessage', cut: 'after' });
    await post('twice');
    const texts = slack.messages(channel).map(({ text }) => text);
    expect(texts).toEqual(['after a while', 'at last', 'twice', 'twice']);
    slack.expectClean();
  });
});
