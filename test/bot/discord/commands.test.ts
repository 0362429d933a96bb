import { describe, expect, it } from 'vitest';
import { changesOf, onlyWithin, wideMask, widePhoto } from '../wide-photo.ts';
import { botForFile, isEphemeral, picture, words } from './running-bot.ts';

const setup = botForFile();

describe('a slash command', () => {
  it('takes options of every kind: text, whole number, number, choice, switch and picture', async () => {
    const { room, draw, file } = setup();
    const { ada, channel } = room();
    const first = await draw(ada, channel, '/sample a skull seed:180 steps:3 upscale:no');
    const line = '/sdedit a dog start:10 guidance:2.5 sampler:ddpm steps:4 seed:7 upscale:no film:yes negative:"a cat"';
    const { content, attachments } = await draw(ada, channel, line, [file(first)]);
    for (const detail of ['a dog', 'seed 7', 'start 10', 'steps 4', 'guidance 2.5', 'sampler ddpm', 'negative a cat'])
      expect(content).toContain(detail);
    expect(attachments.map(({ filename }) => filename)).toContain('sdedit-7-film.webp');
  });

  it('draws into a photo that keeps its size, and every pixel outside the mask', async () => {
    const { room, draw, discord } = setup();
    const { ada, channel } = room();
    const line = '/inpaint a penguin seed:5 steps:3 upscale:no';
    const { attachments } = await draw(ada, channel, line, [await widePhoto(), await wideMask()]);
    expect(await changesOf(discord.bytes(attachments[0]!))).toSatisfy(onlyWithin);
  });

  it('completes prompts, models and jobs of this channel', async () => {
    const { room, draw, discord } = setup();
    const { ada, channel } = room();
    const message = await draw(ada, channel, '/sample a skull seed:41 steps:3 upscale:no');
    const completed = async (name: string, option: string, typed: string) =>
      (await discord.autocomplete(ada, channel, name, { [option]: typed }, option).choices()).map(({ value }) => value);
    const prompts = await completed('sample', 'prompt', 'a s');
    expect(prompts).not.toHaveLength(0);
    expect(prompts.filter((each) => !/\ba s/.test(String(each)))).toEqual([]);
    expect(await completed('sample', 'model', 'gau')).toEqual(['gaussian']);
    const jobs = await discord.autocomplete(ada, channel, 'remix', { job: '' }, 'job').choices();
    expect(jobs).toEqual([{ name: expect.stringContaining('/sample a skull · seed 41'), value: expect.any(String) }]);
    expect(JSON.stringify(message.components)).toContain(String(jobs[0]!.value));
    expect(await completed('sample', 'prompt', 'zzzz')).toEqual([]);
  });

  it('answers a mistake at once, and to who made it alone', async () => {
    const { room, say } = setup();
    const { ada, channel } = room();
    const exchange = await say(ada, channel, '/anagram first:"a skull" second:"a dog" start:3');
    expect((await exchange.acknowledged()).kind).toBe('message');
    const message = await exchange.message();
    expect(isEphemeral(message)).toBe(true);
    expect(message.content).toBe(
      '"start" has no effect without "start-image".\nAttach the picture as start-image, or leave start out.',
    );
  });

  it('takes options that were typed into a prompt', async () => {
    const { room, say } = setup();
    const { ada, channel } = room();
    const exchange = await say(ada, channel, '/sample prompt:"a skull --seed 7 —steps 3 upscale:no"');
    expect((await picture(exchange)).content).toMatch(/^\*\*a skull · seed 7\*\*\n-# seed 7 · steps 3 /);
    const twice = await say(ada, channel, '/sample prompt:"a skull --seed 7" seed:8');
    expect(await words(twice)).toBe('"seed" is given twice.\nKeep one of them.');
    const seedless = await say(ada, channel, '/sample prompt:"a skull" seed:-1 steps:3 upscale:no');
    expect((await picture(seedless)).content).toMatch(/^\*\*a skull · seed \d+\*\*/);
  });

  it.each(['/help', '/status', '/queue'])('that only tells, such as %s, tells the asker alone', async (line) => {
    const { room, say } = setup();
    const { ada, channel } = room();
    const message = await (await say(ada, channel, line)).message();
    expect(isEphemeral(message)).toBe(true);
    expect(message.content).not.toBe('');
  });
});

const line = '/sample a skull seed:5 steps:6 upscale:no';

describe('a picture', () => {
  it('has its thread in a text channel, and in the thread no other', async () => {
    const { room, say, discord } = setup();
    const { ada, channel } = room();
    const first = await picture(await say(ada, channel, line));
    const thread = await discord.until(() => discord.threadOn(first), 'a thread');
    await discord.until(() => thread.isArchived, 'the end of the thread');
    const exchange = await say(ada, thread, line);
    const second = await picture(exchange);
    expect(discord.threadOn(second)).toBeNull();
    expect(second.content).toContain('a skull');
  });

  it('comes in direct messages with the bot', async () => {
    const { draw, discord } = setup();
    const bob = discord.person('bob');
    const message = await draw(bob, discord.directMessages(bob), line);
    expect(message.content).toContain('a skull');
    expect(discord.threadOn(message)).toBeNull();
  });

  it('comes in a conversation and in a server where the bot is not, and its steps with it', async () => {
    const { say, discord } = setup();
    const guild = discord.guild({ isInstalled: false });
    const bob = discord.person('bob', { in: [guild] });
    for (const place of [discord.privateChannel(bob, discord.person('eve')), discord.channel(guild)]) {
      const steps = '/sample a skull seed:5 steps:60 count:2 upscale:no';
      const exchange = await say(bob, place, steps);
      const drawing = await exchange.message(({ attachments, content }) => attachments.length > 0 || /·/.test(content));
      expect(drawing.attachments[0]!.filename).toMatch(/^steps-/);
      expect((await picture(exchange)).content).toContain('a skull');
    }
  });
});

it('says what is missing where a file is no picture', async () => {
  const { room, say } = setup();
  const { ada, channel } = room();
  const text = { name: 'notes.png', bytes: Buffer.from('not a picture at all') };
  expect(await words(await say(ada, channel, '/sdedit a dog', [text]))).toMatch(/notes\.png/);
});
