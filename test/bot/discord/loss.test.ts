import type { APIMessage } from 'discord-api-types/v10';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { holdEngine } from '../shared-engine.ts';
import { buttonId, type Chat, isPicture, openChat, stepsIn } from './chat.ts';

const quickly = { prompt: 'a skull', steps: 4, upscale: false };
const answerRoute = /^\/webhooks\/\d+\/[^/]+\/messages\/@original$/;

const pictures = (messages: readonly APIMessage[]): readonly APIMessage[] => messages.filter(isPicture);

const pictureIn = ({ discord, ada }: Chat, channel: Chat['channel']): Promise<APIMessage> =>
  discord.until(() => pictures(discord.messages(channel, ada))[0] ?? null, 'a picture');

/** Begins to draw, and returns when the first step is told. It goes on when it is told to. */
async function drawing(chat: Chat) {
  const { discord, channel, ada } = chat;
  const goOn = holdEngine(1);
  const asked = await discord.slash(ada, channel, 'sample', quickly);
  const message = await asked.message();
  const thread = await discord.until(() => discord.threadOn(message), 'a thread');
  await discord.until(() => stepsIn(discord.messages(thread)).length > 0, 'a step');
  return { asked, message, thread, goOn };
}

describe('what is lost meanwhile', () => {
  it('an answer that somebody deleted: the picture follows with a mention', async () => {
    const chat = await openChat();
    const { asked, message, goOn } = await drawing(chat);
    chat.discord.deleteMessage(message);
    goOn();
    const later = await chat.discord.until(() => asked.followUps().find(isPicture) ?? null, 'a follow-up');
    expect(later.mentions.map(({ id }) => id)).toEqual([chat.ada.id]);
  });

  it('the channel: the picture comes as a direct message', async () => {
    const chat = await openChat();
    const { goOn } = await drawing(chat);
    chat.discord.deleteChannel(chat.channel);
    goOn();
    const direct = await pictureIn(chat, chat.discord.directMessages(chat.ada));
    expect(direct.content).toContain('a skull');
  });

  it('the permission to write, when the token is over: the picture comes as a direct message', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const { goOn } = await drawing(chat);
    discord.setBotPermissions(channel, { deny: PermissionFlagsBits.SendMessages });
    discord.clock.advance(16 * 60_000);
    goOn();
    await pictureIn(chat, discord.directMessages(ada));
  });

  it('the permission to open threads: the steps are shown in the answer, and then the picture', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const goOn = holdEngine(1);
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    discord.setBotPermissions(channel, { deny: PermissionFlagsBits.CreatePublicThreads });
    const shown = await asked.message(
      ({ content, attachments }) => /^Drawing: step/.test(content) && attachments.length > 0,
    );
    expect(shown.attachments[0]?.description).toMatch(/step/);
    goOn();
    const picture = await asked.message(isPicture);
    expect(discord.threadOn(picture)).toBeNull();
  });
});

describe('what Discord refuses', () => {
  it('a picture that is too large is sent once more, smaller', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const same = { ...quickly, seed: 180, upscale: true };
    const first = await (await discord.slash(ada, channel, 'sample', same)).message(isPicture);
    discord.limits.enforcedFileBytes = first.attachments[0]!.size - 1;
    const message = await (await discord.slash(ada, channel, 'sample', same)).message(isPicture);
    expect(message.attachments[0]?.filename).toMatch(/\.webp$/);
    expect(message.attachments[0]?.description).toContain('a skull');
  });

  it('a picture that is too large in any encoding is told in words', async () => {
    const chat = await openChat({}, { fileBytes: 100 });
    const { discord, channel, ada } = chat;
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    const message = await asked.message(({ content }) => content.includes('too large'));
    expect(message.content).toMatch(/upscale:False/);
  });

  it('too many requests: the picture comes when Discord allows it, and nothing is sent before', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    discord.failNext({ method: 'PATCH', route: answerRoute, status: 429, retryAfterMs: 1_500 });
    await asked.message(isPicture);
    const refused = discord.requests.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    const next = discord.requests.find(({ atMs, path }) => answerRoute.test(path) && atMs > refused[0]!.atMs);
    expect(next!.atMs - refused[0]!.atMs).toBeGreaterThanOrEqual(1_400);
  });

  it('everything for a while, with 5xx and cut lines: the picture comes after it', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    await asked.acknowledged();
    discord.failNext({ route: answerRoute, status: 502, times: 6 });
    discord.failNext({ route: answerRoute, cut: 'before', times: 2 });
    await asked.message(isPicture);
    expect(discord.faultsLeft()).toBe(0);
  });

  it('to say that it took a late picture: it stands there once', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const { goOn } = await drawing(chat);
    discord.failNext({
      method: 'POST',
      route: new RegExp(`^/channels/${channel.id}/messages$`),
      cut: 'after',
      times: 2,
    });
    discord.clock.advance(16 * 60_000);
    goOn();
    await discord.until(() => discord.faultsLeft() === 0, 'both cut answers');
    await chat.bot().logged('"state":"delivered"');
    expect(pictures(discord.messages(channel, ada))).toHaveLength(1);
  });
});

describe('what comes twice, or not at all', () => {
  it('an interaction that is delivered twice is answered once', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    discord.deliverNext({ copies: 3 });
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    await asked.message(isPicture);
    await (await discord.slash(ada, channel, 'status')).message();
    expect(
      chat
        .bot()
        .log()
        .match(/job accepted/g),
    ).toHaveLength(1);
    expect(pictures(discord.messages(channel, ada))).toHaveLength(1);
  });

  it('a connection that breaks: what was asked meanwhile is answered, once', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const { asked, goOn } = await drawing(chat);
    discord.gateway.drop();
    goOn();
    await discord.until(() => discord.gateway.counts.resumed > 0, 'a resumed session');
    const next = await discord.slash(ada, channel, 'sample', quickly);
    await next.message(isPicture);
    await asked.message(isPicture);
    expect(pictures(discord.messages(channel, ada))).toHaveLength(2);
  });

  it('a session that Discord ends: the bot begins a new one', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    discord.gateway.invalidate({ isResumable: false });
    await discord.until(() => discord.gateway.counts.identified === 2, 'a second session');
    const asked = await discord
      .until(() => discord.gateway.connected() > 0, 'a connection')
      .then(() => discord.slash(ada, channel, 'sample', quickly));
    await asked.message(isPicture);
  });

  it('buttons of a version that is no more say so', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    const message = await asked.message(isPicture);
    const id = buttonId(message, 'reroll');
    const stored = channel.messages.get(message.id)!.message;
    const renamed = JSON.parse(JSON.stringify(stored.components).replaceAll(id, 'sb0 reroll'));
    Object.assign(stored, { components: renamed });
    const pressed = discord.press(ada, message, 'sb0 reroll');
    expect((await pressed.message()).content).toContain('do not know that button');
  });
});
