import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { beforeAll, describe, expect, it } from 'vitest';
import { buttonId as discordButton, readButton as readDiscordButton } from '../../../src/bot/discord/buttons.ts';
import { type ActionName, actionNames } from '../../../src/commands/ports/action.ts';
import type { Channel, DiscordDouble, Exchange, Guild } from '../../wire/discord/double.ts';
import type {
  Message,
  Channel as SlackChannel,
  SlackDouble,
  Exchange as SlackExchange,
  User,
} from '../../wire/slack/double.ts';
import { inAllChats } from '../all-chats.ts';
import { buttonsOf, isPicture, nativeOptions } from '../discord/chat.ts';
import { openBrowser } from '../local/browser.ts';
import type { TestBot } from '../running-bot.ts';
import { isPicture as isSlackPicture, wordsIn } from '../slack/chat.ts';
import { jobOf } from '../slack/pressing.ts';

// One bot in all of its channels at once: what ada asked for in private is hers, whatever way somebody else looks for it.

const secret = 'a secret lighthouse';
const line = `/sample ${secret} seed:4242 steps:3 upscale:no`;
const longLine = `/sample ${secret} seed:4242 steps:250 count:4 upscale:no`;
/** The prompt, or what else tells of it. */
const told = /lighthouse|4242/;

let discord: DiscordDouble;
let slack: SlackDouble;
let bot: TestBot;
inAllChats((chats) => {
  ({ discord, slack, bot } = chats);
});

const isStatus = (words: string): boolean => /^(You are|Your picture is|Drawing)/.test(words);

// Discord.

interface Server {
  readonly guild: Guild;
  readonly channel: Channel;
  readonly elsewhere: Channel;
  readonly ada: APIUser;
  readonly bob: APIUser;
}

function server(): Server {
  const guild = discord.guild();
  return {
    ...{ guild, channel: discord.channel(guild), elsewhere: discord.channel(guild) },
    ada: discord.person('ada', { in: [guild] }),
    bob: discord.person('bob', { in: [guild] }),
  };
}

const type = (person: APIUser, channel: Channel, typed: string): Promise<Exchange> => {
  const { name, options } = nativeOptions(typed);
  return discord.slash(person, channel, name, options);
};

const drawnIn = async (
  exchange: Promise<Exchange>,
): Promise<{ readonly message: APIMessage; readonly job: string }> => {
  const message = await (await exchange).message(isPicture);
  return { message, job: readDiscordButton(buttonsOf(message)[0]!.id)!.job };
};

/** All that somebody reads of an answer. */
const readIn = async (exchange: Exchange): Promise<string> => {
  const { content, attachments } = await exchange.message(
    (message) => (message.content !== '' || message.attachments.length > 0) && !isStatus(message.content),
  );
  return [content, ...attachments.map(({ description }) => description)].join('\n');
};

const choicesIn = async (person: APIUser, channel: Channel, command: 'remix' | 'cancel'): Promise<string> =>
  JSON.stringify(await discord.autocomplete(person, channel, command, { job: '' }, 'job').choices());

describe('in Discord, what was asked for in private', () => {
  const asked = async () => {
    const room = server();
    const { job } = await drawnIn(type(room.ada, room.channel, `${line} private:yes`));
    return { ...room, job };
  };

  it('is offered to nobody else to change, and to its asker', async () => {
    const { channel, ada, bob } = await asked();
    expect(await choicesIn(bob, channel, 'remix')).toBe('[]');
    expect(await choicesIn(ada, channel, 'remix')).toMatch(told);
  });

  it('is offered to nobody else to be cancelled, and to its asker', async () => {
    const { channel, ada, bob } = server();
    const drawing = await type(ada, channel, `${longLine} private:yes`);
    await drawing.message(({ content }) => isStatus(content));
    expect(await choicesIn(bob, channel, 'cancel')).toBe('[]');
    expect(await choicesIn(ada, channel, 'cancel')).toMatch(told);
    expect(await readIn(await type(bob, channel, '/queue'))).not.toMatch(told);
    expect(await readIn(await type(ada, channel, '/queue'))).toMatch(told);
    await type(ada, channel, '/cancel job:all');
  });

  it('is not "the latest here" where everybody reads along', async () => {
    const { channel, ada, bob } = await asked();
    expect(await readIn(await type(bob, channel, '/remix seed:5'))).toMatch(/I know no picture here/);
    expect(await readIn(await type(ada, channel, '/remix seed:5'))).toMatch(/I know no picture here/);
    expect(await readIn(await type(ada, channel, '/remix seed:5 private:yes'))).toMatch(told);
  });

  it.each(['channel', 'elsewhere'] as const)('is as if it never was by its name, in %s', async (where) => {
    const { job, bob, ...room } = await asked();
    const known = await readIn(await type(bob, room[where], `/remix job:${job} seed:5`));
    const unknown = await readIn(await type(bob, room[where], '/remix job:neverwas99 seed:5'));
    expect(known).toBe(unknown.replace('neverwas99', job));
    const end = await readIn(await type(bob, room[where], `/cancel job:${job}`));
    expect(end).toBe((await readIn(await type(bob, room[where], '/cancel job:neverwas99'))).replace('neverwas99', job));
    expect(await readIn(await type(room.ada, room[where], `/remix job:${job} seed:5`))).toMatch(told);
  });

  it('and still runs is as if it never was for who would cancel it', async () => {
    const { channel, ada, bob } = server();
    const drawing = await type(ada, channel, `${longLine} private:yes`);
    const message = await drawing.message(({ content, components }) => isStatus(content) && components?.length !== 0);
    const { job } = readDiscordButton(buttonsOf(message)[0]!.id)!;
    expect(await readIn(await type(bob, channel, `/cancel job:${job}`))).toMatch(
      /I know no picture .* that is waiting/,
    );
    expect(await readIn(await type(ada, channel, `/cancel job:${job}`))).toBe('Cancelled.');
  });

  it.each([...actionNames, 'change', 'share', 'emoji', 'sticker'] as const)(
    'gives nothing away to a button %s with its name',
    async (button) => {
      const { channel, bob, job } = await asked();
      const { message } = await drawnIn(type(bob, channel, '/sample a dog seed:7 steps:3 upscale:no'));
      const customId = discordButton({ button, job: job as never, person: bob.id });
      Object.assign(message, {
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: customId }] }],
      });
      const pressed = discord.press(bob, message, customId);
      if (button === 'change') expect(JSON.stringify((await pressed.modal()).data)).not.toMatch(told);
      else expect(await readIn(pressed)).not.toMatch(told);
    },
  );

  it('is for everybody there once it was shared, and for nobody elsewhere', async () => {
    const { channel, elsewhere, ada, bob } = server();
    const { message, job } = await drawnIn(type(ada, channel, `${line} private:yes`));
    const shared = await discord
      .press(ada, message, buttonsOf(message).find(({ name }) => name === 'share')!.id)
      .message(isPicture);
    expect(shared.content).toMatch(told);
    expect(await choicesIn(bob, channel, 'remix')).toMatch(told);
    expect(await readIn(await type(bob, channel, '/remix seed:5'))).toMatch(/lighthouse/);
    expect(await choicesIn(bob, elsewhere, 'remix')).toBe('[]');
    expect(await readIn(await type(bob, elsewhere, `/remix job:${job} seed:5`))).not.toMatch(told);
  });

  it('stays private from the menu of its own message', async () => {
    const { channel, ada, bob } = server();
    const { message } = await drawnIn(type(ada, channel, `${line} private:yes`));
    await discord.messageCommand(ada, 'Upscale this', message).message(isPicture);
    await readIn(discord.messageCommand(ada, 'Turn this', message));
    const form = await discord.messageCommand(ada, 'SDEdit this', message).modal();
    await (await discord.submitModal(ada, form, { prompt: secret, start: '7', seed: '5' })).message(isPicture);
    const inpaint = await discord.messageCommand(ada, 'Inpaint this', message).modal();
    await (await discord.submitModal(ada, inpaint, { prompt: secret, where: 'top half' })).message(isPicture);
    expect(discord.messages(channel, bob)).toEqual([]);
  });
});

it('in Discord, what was asked for in direct messages is nobody else’s to find', async () => {
  const { channel, ada, bob } = server();
  const { job } = await drawnIn(type(ada, discord.directMessages(ada), line));
  expect(await readIn(await type(bob, channel, `/remix job:${job} seed:5`))).not.toMatch(told);
  expect(await readIn(await type(ada, channel, `/remix job:${job} seed:5`))).toMatch(/lighthouse/);
});

// Slack.

interface Workspace {
  readonly channel: SlackChannel;
  readonly ada: User;
  readonly bob: User;
}

function workspace(): Workspace {
  const [ada, bob] = [slack.person('ada'), slack.person('bob')];
  return { ada, bob, channel: slack.channel('studio', { people: [ada, bob] }) };
}

const typeSlack = (person: User, channel: SlackChannel, typed: string): SlackExchange => {
  const [, command = '', text = ''] = /^(\S+)\s*(.*)$/.exec(typed)!;
  return slack.slash(person, channel, command, text);
};

const readSlack = async (exchange: SlackExchange): Promise<string> =>
  wordsIn(await exchange.message((message) => !/You are|Your picture is|Drawing|It comes/.test(wordsIn(message))));

describe('in Slack, what was asked for in private', () => {
  const asked = async () => {
    const room = workspace();
    typeSlack(room.ada, room.channel, `${line} private:yes`);
    const direct = slack.directMessages(room.ada);
    const message = await slack.until(() => slack.messages(direct).find(isSlackPicture) ?? null, 'a private picture');
    return { ...room, direct, message, job: jobOf(message) };
  };

  it('is not "the latest here" where everybody reads along', async () => {
    const { channel, ada, bob } = await asked();
    for (const person of [ada, bob]) {
      expect(await readSlack(typeSlack(person, channel, '/remix'))).toMatch(/I know no picture here/);
      expect(await readSlack(typeSlack(person, channel, '/remix seed:5'))).toMatch(/I know no picture here/);
    }
    expect(JSON.stringify(await typeSlack(ada, channel, '/remix private:yes').view())).toMatch(told);
    const said = await slack.mention(bob, channel, 'remix seed:5');
    expect(await readSlack(said)).not.toMatch(told);
  });

  it('is as if it never was by its name', async () => {
    const { channel, bob, ada, direct, job } = await asked();
    for (const typed of ['/remix job:ID seed:5', '/cancel job:ID']) {
      const known = await readSlack(typeSlack(bob, channel, typed.replace('ID', job)));
      const unknown = await readSlack(typeSlack(bob, channel, typed.replace('ID', 'neverwas99')));
      expect(known).toBe(unknown.replaceAll('neverwas99', job));
    }
    typeSlack(ada, channel, `/remix job:${job} seed:5 private:yes`);
    await slack.until(
      () => slack.messages(direct).find(({ text }) => text === `${secret} · seed 5`),
      'the changed one',
    );
  });

  it.each([...actionNames, 'change'] as const)('gives nothing away to a button %s with its name', async (button) => {
    const { channel, bob, job } = await asked();
    const message: Message = await typeSlack(bob, channel, '/sample a dog seed:7 steps:3 upscale:no').message(
      isSlackPicture,
    );
    const element = {
      type: 'button',
      action_id: `sb1:${button}`,
      value: `${job} ${bob.id} - -`,
      text: { type: 'plain_text', text: 'x' },
    };
    message.blocks = [{ type: 'actions', block_id: 'forged', elements: [element] }];
    const pressed = slack.press(bob, { channel, message }, `sb1:${button}`);
    expect(await readSlack(pressed)).not.toMatch(told);
  });

  it('is for everybody there once it was shared', async () => {
    const { channel, ada, bob, direct, message } = await asked();
    slack.press(ada, { channel: direct, message }, 'sb1:share');
    await slack.until(() => slack.messages(channel).find(isSlackPicture), 'the shared picture');
    expect(JSON.stringify(await typeSlack(bob, channel, '/remix').view())).toMatch(told);
  });
});

// The page.

describe('in the browser, what was asked for elsewhere', () => {
  let job: string;
  beforeAll(async () => {
    const { ada, channel } = server();
    job = (await drawnIn(type(ada, channel, `${line} private:yes`))).job;
  });

  it.each(['/remix job:ID seed:5', '/cancel ID'])('is as if it never was: %s', async (typed) => {
    const browser = await openBrowser(bot.url);
    const answer = async (id: string) =>
      browser.answered(await browser.send(typed.replace('ID', id), [], 'ada'), 'notice');
    const known = JSON.stringify(await answer(job));
    expect(known).toBe(JSON.stringify(await answer('neverwas99')).replaceAll('neverwas99', job));
  });

  it.each(actionNames)('gives nothing away to the button %s', async (action: ActionName) => {
    const browser = await openBrowser(bot.url);
    const answer = (id: string) =>
      browser.press(id, action).then(
        (message) => browser.answered(message!, 'notice'),
        (refusal: unknown) => String(refusal),
      );
    expect(await answer(job)).toEqual(await answer('neverwas99'));
  });

  it.each(['sample-4242.png', 'steps/1.png'])('has no address: %s', async (file) => {
    expect((await fetch(`${bot.url}/files/${job}/${file}`)).status).toBe(404);
  });

  it('is not completed, and what was asked for here is', async () => {
    const completed = async (typed: string): Promise<string> =>
      (await fetch(`${bot.url}/api/complete?${new URLSearchParams({ line: typed, person: 'ada' })}`)).text();
    const browser = await openBrowser(bot.url);
    await browser.answered(await browser.send('/sample a dog seed:7 steps:3 upscale:no'), 'result');
    expect(await completed('/remix job:')).toMatch(/a dog · seed 7/);
    expect(await completed('/remix job:')).not.toMatch(told);
    expect(await completed('/cancel job:')).not.toMatch(told);
  });
});
