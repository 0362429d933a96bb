import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  type Interaction,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { discordForTest, loggedIn } from './client.ts';
import type { DiscordDouble } from './double.ts';

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

const sample = {
  name: 'sample',
  description: 'Draw something.',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'prompt',
      description: 'What to draw.',
      required: true,
      maxLength: 100,
      autocomplete: true,
    },
    {
      type: ApplicationCommandOptionType.Integer,
      name: 'steps',
      description: 'How many steps.',
      minValue: 1,
      maxValue: 100,
    },
    { type: ApplicationCommandOptionType.Attachment, name: 'picture', description: 'Where to start.' },
  ],
} as const;

/** A server with a channel and a person, and a client that answers every slash command. */
async function stage(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>) {
  const discord = await discordForTest();
  const guild = discord.guild();
  const channel = discord.channel(guild);
  const ada = discord.person('ada', { in: [guild] });
  const client = await loggedIn(discord);
  await client.application.commands.set([sample]);
  const failures: unknown[] = [];
  on(client, (interaction) => interaction.isChatInputCommand() && answer(interaction), failures, discord);
  return { discord, guild, channel, ada, client, failures };
}

/** What goes wrong while a client answers is kept for the test to look at. */
function on(client: Client, answer: (it: Interaction) => unknown, failures: unknown[], discord: DiscordDouble): void {
  client.on('interactionCreate', async (interaction) => {
    try {
      await answer(interaction);
    } catch (error) {
      failures.push(error);
      discord.world.changed();
    }
  });
}

const codes = (failures: readonly unknown[]) => failures.map((it) => (it instanceof DiscordAPIError ? it.code : it));

describe('the gateway', () => {
  test('logs discord.js in and shows it its servers', async () => {
    const discord = await discordForTest();
    const guild = discord.guild({ name: 'Atelier', locale: 'de' });
    const channel = discord.channel(guild, 'bilder');
    const client = await loggedIn(discord);
    expect(client.user.id).toBe(discord.env().DISCORD_APPLICATION_ID);
    expect(client.guilds.cache.get(guild.id)?.name).toBe('Atelier');
    expect(client.channels.cache.get(channel.id)?.isTextBased()).toBe(true);
    discord.expectClean();
  });

  test('refuses a wrong token', async () => {
    const discord = await discordForTest();
    const { DISCORD_API_URL } = discord.env();
    const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
    await expect(client.login('not.the.token')).rejects.toThrow('An invalid token was provided.');
    await client.destroy();
  });

  test('replays after a cut socket what the client missed', async () => {
    const { discord, channel, ada } = await stage((interaction) => interaction.reply('drawn'));
    discord.clock.stop();
    discord.gateway.drop();
    await discord.until(() => discord.gateway.connected() === 0);
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'a fox' });
    expect((await exchange.message()).content).toBe('drawn');
    expect(discord.gateway.counts).toMatchObject({ identified: 1, resumed: 1 });
    discord.expectClean();
  });

  test('starts a new session when it is told that the old one is gone', async () => {
    const { discord, channel, ada } = await stage((interaction) => interaction.reply('drawn'));
    discord.clock.stop();
    discord.gateway.refuseNextResume();
    discord.gateway.askReconnect();
    await discord.until(() => discord.gateway.counts.identified === 2);
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'a fox' });
    expect((await exchange.message()).content).toBe('drawn');
    discord.expectClean();
  });
});

describe('a session that is declared invalid', () => {
  test.each([
    { name: 'is resumed where it may be', isResumable: true, counts: { identified: 1, resumed: 1 } },
    { name: 'is begun anew where it is lost', isResumable: false, counts: { identified: 2, resumed: 0 } },
  ])('$name', async ({ isResumable, counts }) => {
    const discord = await discordForTest();
    const client = await loggedIn(discord);
    const isBack = new Promise((resolve) => {
      client.once('shardResume', resolve);
      client.once('shardReady', resolve);
    });
    discord.gateway.invalidate({ isResumable });
    await isBack;
    expect(discord.gateway.counts).toMatchObject(counts);
    discord.expectClean();
  });
});

describe('an interaction', () => {
  test('is deferred, answered with a picture, and told about in a thread', async () => {
    const bytes = await picture();
    const { discord, channel, ada, failures } = await stage(async (interaction) => {
      const answer = await interaction.deferReply({ withResponse: true });
      expect(interaction.options.getAttachment('picture')?.contentType).toBe('image/png');
      const file = new AttachmentBuilder(bytes, { name: 'fox.png', description: 'A fox.' });
      const button = new ButtonBuilder().setCustomId('again').setLabel('Reroll').setStyle(ButtonStyle.Primary);
      const message = await interaction.editReply({
        content: interaction.options.getString('prompt', true),
        files: [file],
        components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
        allowedMentions: { parse: [] },
      });
      expect(message.id).toBe(answer.resource?.message?.id);
      const thread = await message.startThread({ name: 'Steps' });
      await thread.send({ content: 'step 1', files: [file] });
      await thread.setArchived(true);
    });
    const options = { prompt: '<@&1> and @everyone', picture: { name: 'start.png', bytes } };
    const exchange = await discord.slash(ada, channel, 'sample', options);
    const first = await exchange.acknowledged();
    expect(first.kind).toBe('deferred');
    expect(first.afterMs).toBeLessThan(3000);
    const message = await Promise.race([
      exchange.message(),
      discord.until(() => failures[0]).then(Promise.reject.bind(Promise)),
    ]);
    expect(message).toMatchObject({ mention_everyone: false, content: options.prompt });
    expect(message.attachments).toMatchObject([{ filename: 'fox.png', description: 'A fox.', width: 8, height: 6 }]);
    expect(Buffer.from(await (await fetch(message.attachments[0]!.url)).arrayBuffer())).toEqual(bytes);
    const thread = await discord.until(() => discord.threadOn(message));
    await discord.until(() => thread.isArchived);
    expect(thread.id).toBe(message.id);
    expect(discord.messages(thread).map(({ content }) => content)).toEqual(['step 1']);
    expect(failures).toEqual([]);
    discord.expectClean();
  });

  test('is only seen by who asked, if so answered', async () => {
    const { discord, channel, ada } = await stage((it) => it.reply({ content: 'psst', flags: MessageFlags.Ephemeral }));
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'a fox' });
    await exchange.message();
    expect(discord.messages(channel)).toEqual([]);
    expect(discord.messages(channel, ada)).toHaveLength(1);
    discord.expectClean();
  });

  test('is refused after three seconds, twice, and by a token of sixteen minutes', async () => {
    const { discord, channel, ada, failures } = await stage(async (interaction) => {
      if (interaction.options.getString('prompt') === 'late') discord.clock.advance(3001);
      await interaction.reply('drawn');
      discord.clock.advance(16 * 60_000);
      await interaction.editReply('more');
    });
    await discord.slash(ada, channel, 'sample', { prompt: 'late' });
    await discord.until(() => failures.length === 1);
    await discord.slash(ada, channel, 'sample', { prompt: 'in time' });
    await discord.until(() => failures.length === 2);
    discord.deliverNext({ copies: 2 });
    await discord.slash(ada, channel, 'sample', { prompt: 'twice' });
    await discord.until(() => failures.length === 4);
    expect(codes(failures).sort()).toEqual([10062, 40060, 50027, 50027]);
    discord.expectClean();
  });

  test('that nobody answers ends with a sentence', async () => {
    const { discord, channel, ada } = await stage(() => Promise.resolve());
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    discord.clock.advance(3001);
    await expect(exchange.message()).rejects.toThrow('did not respond');
  });

  test('is offered only as it was registered', async () => {
    const { discord, channel, ada } = await stage((interaction) => interaction.reply('drawn'));
    await expect(discord.slash(ada, channel, 'paint')).rejects.toThrow('no command paint');
    await expect(discord.slash(ada, channel, 'sample', { prompt: 'x', steps: 101 })).rejects.toThrow(
      'steps cannot be 101',
    );
    await expect(discord.slash(ada, channel, 'sample', {})).rejects.toThrow('prompt is required');
    await expect(discord.slash(ada, channel, 'sample', { prompt: 'x', hue: 1 })).rejects.toThrow('no option hue');
    const stranger = discord.person('eve');
    await expect(discord.slash(stranger, channel, 'sample', { prompt: 'x' })).rejects.toThrow('not in this server');
  });
});

describe('what Discord refuses', () => {
  test('too long a text is refused and noted as a mistake', async () => {
    const { discord, channel, ada, failures } = await stage((interaction) => interaction.reply('x'.repeat(2001)));
    await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    await discord.until(() => failures.length === 1);
    expect(codes(failures)).toEqual([50035]);
    expect(() => discord.expectClean()).toThrow('content');
  });

  test('a picture over the limit is 413, whatever was advertised', async () => {
    const { discord, channel, ada, failures } = await stage((it) => it.reply({ files: [Buffer.alloc(2000)] }));
    discord.limits.enforcedFileBytes = 1000;
    await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    await discord.until(() => failures.length === 1);
    expect(codes(failures)).toEqual([40005]);
    discord.expectClean();
  });

  test('a message without permission is 50013', async () => {
    const { discord, channel, client } = await stage((interaction) => interaction.reply('drawn'));
    discord.setBotPermissions(channel, { deny: PermissionFlagsBits.SendMessages });
    const target = await client.channels.fetch(channel.id);
    if (!target?.isSendable()) throw new Error('not a channel to send to');
    await expect(target.send('hello')).rejects.toMatchObject({ code: 50013 });
    discord.deleteChannel(channel);
    await expect(target.send('hello')).rejects.toMatchObject({ code: 10003 });
  });
});

describe('trouble on the wire', () => {
  test('a 429 is obeyed, a lost response leaves its effect, and both are counted', async () => {
    const { discord, channel, client } = await stage((interaction) => interaction.reply('drawn'));
    const target = await client.channels.fetch(channel.id);
    if (!target?.isSendable()) throw new Error('not a channel to send to');
    discord.failNext({ method: 'POST', route: /messages$/, status: 429, retryAfterMs: 200 });
    await target.send('after a while');
    const posts = discord.requests.filter(
      ({ method, route }) => method === 'POST' && route === '/channels/:channel/messages',
    );
    expect(posts.map(({ status }) => status)).toEqual([429, 200]);
    expect(posts[1]!.atMs - posts[0]!.atMs).toBeGreaterThanOrEqual(200);
    discord.failNext({ method: 'POST', route: /messages$/, cut: 'after' });
    await target.send({ content: 'once', nonce: '7', enforceNonce: true }).catch(() => null);
    expect(discord.messages(channel).map(({ content }) => content)).toEqual(['after a while', 'once']);
    expect(discord.faultsLeft()).toBe(0);
    discord.expectClean();
  });

  test('a client that keeps to the buckets meets no 429', async () => {
    const { discord, channel, client } = await stage((interaction) => interaction.reply('drawn'));
    const target = await client.channels.fetch(channel.id);
    if (!target?.isSendable()) throw new Error('not a channel to send to');
    await Promise.all(Array.from({ length: 7 }, (_, index) => target.send(`message ${index}`)));
    expect(discord.messages(channel)).toHaveLength(7);
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});
