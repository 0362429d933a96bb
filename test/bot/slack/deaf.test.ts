import { describe, expect, it } from 'vitest';
import { healthOf, metricOf } from '../health.ts';
import { openChat } from './chat.ts';

const opening = 'apps.connections.open';
const quickly = 'a skull steps:4 upscale:no';
/** On a busy machine too. */
const soon = { timeout: 20_000 };

async function connectedChat() {
  const chat = await openChat();
  await chat.slack.until(() => chat.slack.sockets.connected() === 2, 'both sockets');
  expect(await healthOf(chat.bot().url)).toMatchObject({ code: 200, platforms: { slack: { status: 'connected' } } });
  return { ...chat, health: () => healthOf(chat.bot().url) };
}

describe('a bot that Slack', () => {
  it.each([
    ['invalid_auth', /does not know the token in SLACK_APP_TOKEN/],
    ['token_revoked', /token in SLACK_APP_TOKEN was revoked/],
    ['missing_scope', /SLACK_APP_TOKEN lacks the scope connections:write/],
  ])(
    'delivers nothing to any more (%s) tells its host why, and is healthy when it is put right',
    async (error, words) => {
      const { slack, bot, health } = await connectedChat();
      slack.failNext({ method: opening, error, times: 4 });
      slack.sockets.drop();
      await expect.poll(health, soon).toMatchObject({
        ...{ code: 503, status: 'down' },
        platforms: { slack: { status: 'refused', problem: expect.stringMatching(words) } },
      });
      expect(await metricOf(bot().url, 'stridebot_platform_up{platform="slack"}')).toBe(0);
      expect(bot().log()).toContain(
        'the platform refuses the connection; requests are not answered until this is fixed',
      );
      await slack.until(() => slack.sockets.connected() > 0, 'a socket');
      await expect.poll(health, soon).toMatchObject({ code: 200 });
      expect(await metricOf(bot().url, 'stridebot_platform_up{platform="slack"}')).toBe(1);
    },
  );

  it('has turned off Socket Mode for tells its host so', async () => {
    const { slack, health } = await connectedChat();
    slack.failNext({ method: opening, error: 'internal_error', times: 4 });
    slack.sockets.disconnect('link_disabled');
    await expect.poll(health, soon).toMatchObject({
      code: 503,
      platforms: { slack: { status: 'refused', problem: expect.stringMatching(/link_disabled.*Socket Mode/) } },
    });
    await slack.until(() => slack.sockets.connected() > 0, 'a socket');
    await expect.poll(health, soon).toMatchObject({ code: 200 });
  });

  it('cannot be reached by is unhealthy until it is back', async () => {
    const { slack, health } = await connectedChat();
    slack.failNext({ method: opening, status: 503, times: 4 });
    slack.sockets.drop();
    await expect.poll(health, soon).toMatchObject({
      code: 503,
      platforms: { slack: { status: 'away', problem: expect.stringContaining('a problem of its own') } },
    });
    await slack.until(() => slack.sockets.connected() > 0, 'a socket');
    await expect.poll(health, soon).toMatchObject({ code: 200 });
  });

  it('lets answer no more tells its host so, though it still hears', async () => {
    const { slack, channel, ada, bot, health } = await connectedChat();
    slack.failNext({ error: 'account_inactive', times: 99 });
    slack.slash(ada, channel, '/sample', quickly);
    await expect.poll(health, soon).toMatchObject({
      code: 503,
      platforms: { slack: { status: 'refused', problem: expect.stringContaining('SLACK_BOT_TOKEN was revoked') } },
    });
    expect(bot().log()).not.toContain(slack.world.tokens.bot);
  });
});
