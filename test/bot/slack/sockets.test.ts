import { describe, expect, it } from 'vitest';
import { firstWord } from '../../wire/first-words.ts';
import { slackForTest } from '../../wire/slack/client.ts';
import type { Fault, Message } from '../../wire/slack/double.ts';
import { startBot } from '../running-bot.ts';
import { holdEngine, shareEngine } from '../shared-engine.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { type Chat, hasFilm, isPicture, isTop, openChat, stepsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

const opening = 'apps.connections.open';

const isAnswerAtTop = (message: Message): boolean => isTop(message) && !firstWord.test(message.text);

/** Both sockets are there. */
const connected = ({ slack }: Chat, count = 2) =>
  slack.until(() => slack.sockets.connected() === count, `${count} sockets`);

const answered = async ({ slack, channel, ada }: Chat): Promise<void> => {
  const asked = slack.slash(ada, channel, '/sample', quickly);
  await asked.acknowledged();
  await asked.message(isPicture);
};

describe('a bot whose sockets', () => {
  it('are renewed one by one is told of everything that happens meanwhile', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    await connected(chat);
    slack.sockets.disconnect('refresh_requested', { onlyOldest: true });
    expect(slack.sockets.connected()).toBe(1);
    const { afterMs } = await slack.slash(ada, channel, '/sample', quickly).acknowledged();
    expect(afterMs).toBeLessThan(1_000);
    await connected(chat);
    await answered(chat);
  });

  it.each(['refresh_requested', 'link_disabled', 'a cut'] as const)(
    'are all gone at once (%s) while it draws brings the picture, and is told of more a moment later',
    async (reason) => {
      const chat = await openChat();
      const { slack, channel, ada } = chat;
      await connected(chat);
      const goOn = holdEngine(1);
      const asked = slack.slash(ada, channel, '/sample', quickly);
      const { ts } = await asked.message(isAnswerAtTop);
      await slack.until(() => stepsIn(slack.messages(channel, { thread: ts })).length > 0, 'a step');
      const goneAtMs = performance.now();
      if (reason === 'a cut') slack.sockets.drop();
      else slack.sockets.disconnect(reason);
      await slack.until(() => slack.sockets.connected() === 0, 'no socket');
      await slack.until(() => slack.sockets.connected() > 0, 'a new socket');
      expect(performance.now() - goneAtMs).toBeLessThan(3_000);
      goOn();
      await answered(chat);
      await asked.message((each) => each.ts === ts && isPicture(each));
    },
  );

  it.each<[string, Fault, string]>([
    ['fails', { status: 500 }, 'Slack has a problem of its own (status 500)'],
    ['answers with a page', { status: 503, error: 'service_unavailable' }, 'Slack has a problem of its own'],
    ['says so itself', { error: 'internal_error' }, 'Slack has a problem of its own (internal_error)'],
    ['asks for fewer requests', { status: 429, retryAfter: 1 }, 'Slack asks for fewer requests'],
    ['cuts the line', { cut: 'before' }, 'cannot be reached'],
    ['knows the token no more', { error: 'invalid_auth' }, 'Slack does not know the token in SLACK_APP_TOKEN'],
    ['says that it was revoked', { error: 'token_revoked' }, 'The token in SLACK_APP_TOKEN was revoked'],
  ])('are gone while Slack %s says so in its log and comes back', async (_, fault, words) => {
    const chat = await openChat();
    const { slack } = chat;
    await connected(chat);
    slack.failNext({ method: opening, times: 2, ...fault });
    slack.sockets.drop();
    await chat.bot().logged(words);
    await slack.until(() => slack.faultsLeft() === 0, 'both tries');
    await slack.until(() => slack.sockets.connected() > 0, 'a new socket');
    await answered(chat);
    expect(chat.bot().log()).not.toContain(slack.world.tokens.app);
  });

  it('are half dead finds it out by itself', async () => {
    const chat = await openChat();
    const { slack } = chat;
    await connected(chat);
    const before = slack.sockets.counts.opened;
    slack.sockets.fallSilent();
    await slack.until(() => slack.sockets.counts.opened === before + 2, 'new sockets');
    await answered(chat);
  });

  it('open and close again and again asks ever less often', async () => {
    const chat = await openChat();
    const { slack } = chat;
    await connected(chat);
    const before = slack.sockets.counts.opened;
    for (let i = 0; i < 3; i++) {
      slack.sockets.drop();
      await slack.until(() => slack.sockets.connected() > 0, 'a new socket');
    }
    expect(slack.sockets.counts.opened - before).toBeLessThanOrEqual(6);
  });
});

describe('a bot that starts while Slack', () => {
  it.each<[string, Fault]>([
    ['is away', { method: 'auth.test', status: 503 }],
    ['cuts the line', { method: 'auth.test', cut: 'before' }],
    ['opens no socket', { method: opening, status: 500 }],
    ['allows no more sockets', { method: opening, status: 429, retryAfter: 1 }],
  ])('%s has its local channel at once, and Slack when it is back', async (_, fault) => {
    const slack = await slackForTest({ speedup });
    const ada = slack.person('ada');
    const channel = slack.channel('studio', { people: [ada] });
    slack.failNext(fault);
    const bot = await startBot(
      temporaryDir(),
      { ...slack.env('socket') },
      { speedup: slack.speedup, createEngine: shareEngine },
    );
    expect((await fetch(bot.url)).status).toBe(200);
    await bot.logged('connected to Slack');
    await slack.slash(ada, channel, '/sample', quickly).message(isPicture);
  });
});

it('an outage of all of Slack while a picture is drawn: it comes when Slack is back, once', async () => {
  // Longer than one try after the other: what waits is brought every minute.
  const chat = await openChat({ options: { patienceMs: 100_000 } });
  const { slack, channel, ada } = chat;
  const goOn = holdEngine(1);
  const { ts } = await slack.slash(ada, channel, '/sample', quickly).message(isAnswerAtTop);
  slack.failNext({ status: 503, error: 'service_unavailable', times: 12 });
  slack.sockets.drop();
  goOn();
  await slack.until(() => slack.faultsLeft() === 0, 'the end of the outage');
  await slack.until(() => slack.messages(channel).some((each) => each.ts === ts && isPicture(each)), 'the picture');
  await slack.until(() => hasFilm(slack.messages(channel, { thread: ts })), 'the film');
  expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
}, 150_000);
