import {
  ActionRowBuilder,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  ComponentType,
  type Interaction,
  InteractionContextType,
  MessageFlags,
  StringSelectMenuBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { discordForTest, loggedIn } from './client.ts';

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integrationTypes: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

const commands = [
  {
    name: 'sample',
    description: 'Draw something.',
    ...everywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'prompt',
        description: 'What.',
        required: true,
        autocomplete: true,
      },
      { type: ApplicationCommandOptionType.User, name: 'for', description: 'For whom.' },
    ],
  },
  {
    name: 'settings',
    description: 'Set up.',
    defaultMemberPermissions: '32',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'quota',
        description: 'How much.',
        options: [
          { type: ApplicationCommandOptionType.Integer, name: 'jobs', description: 'Jobs a day.', required: true },
        ],
      },
    ],
  },
  { name: 'Inpaint this', type: ApplicationCommandType.Message, ...everywhere },
] as const;

const form = {
  custom_id: 'inpaint',
  title: 'Inpaint this',
  components: [
    {
      type: ComponentType.Label,
      label: 'What to paint',
      component: { type: ComponentType.TextInput, custom_id: 'prompt', style: TextInputStyle.Short, max_length: 20 },
    },
    {
      type: ComponentType.Label,
      label: 'Mask',
      component: { type: ComponentType.FileUpload, custom_id: 'mask', min_values: 1, max_values: 1 },
    },
    {
      type: ComponentType.Label,
      label: 'Where',
      component: {
        type: ComponentType.RadioGroup,
        custom_id: 'where',
        options: [
          { label: 'Inside', value: 'inside', default: true },
          { label: 'Outside', value: 'outside' },
        ],
      },
    },
    { type: ComponentType.Label, label: 'Private', component: { type: ComponentType.Checkbox, custom_id: 'private' } },
  ],
} satisfies APIModalInteractionResponseCallbackData;

async function stage(answer: (interaction: Interaction, client: Client<true>) => unknown) {
  const discord = await discordForTest();
  const guild = discord.guild();
  const channel = discord.channel(guild);
  const ada = discord.person('ada', { in: [guild] });
  const client = await loggedIn(discord);
  await client.application.commands.set(commands);
  const failures: unknown[] = [];
  client.on('interactionCreate', async (interaction) => {
    try {
      await answer(interaction, client);
    } catch (error) {
      failures.push(error);
      discord.world.changed();
    }
  });
  return { discord, guild, channel, ada, client, failures };
}

describe('a person', () => {
  test('is offered what to type, in their own language', async () => {
    const { discord, channel, ada } = await stage((interaction) => {
      if (!interaction.isAutocomplete()) return;
      return interaction.respond([
        { name: `${interaction.options.getFocused()} in ${interaction.locale}`, value: 'x' },
      ]);
    });
    const exchange = discord.autocomplete(ada, channel, 'sample', { prompt: 'a f' }, 'prompt', { locale: 'ja' });
    expect(await exchange.choices()).toEqual([{ name: 'a f in ja', value: 'x' }]);
    discord.expectClean();
  });

  test('names another member', async () => {
    const { discord, guild, channel, ada } = await stage((interaction) => {
      if (!interaction.isChatInputCommand()) return;
      return interaction.reply({
        content: `for <@${interaction.options.getUser('for')?.id}>`,
        allowedMentions: { parse: [] },
      });
    });
    const bea = discord.person('bea', { in: [guild] });
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'x', for: bea.id });
    expect(await exchange.message()).toMatchObject({ content: `for <@${bea.id}>`, mentions: [] });
    discord.expectClean();
  });

  test('is offered a subcommand only with the permission', async () => {
    const { discord, guild, channel, ada } = await stage((interaction) => {
      if (!interaction.isChatInputCommand()) return;
      return interaction.reply(`${interaction.options.getSubcommand()} ${interaction.options.getInteger('jobs')}`);
    });
    await expect(discord.slash(ada, channel, 'settings quota', { jobs: 3 })).rejects.toThrow('is not offered settings');
    const manager = discord.person('max', {
      in: [guild],
      roles: [discord.role(guild, { name: 'Manager', permissions: 32n })],
    });
    const exchange = await discord.slash(manager, channel, 'settings quota', { jobs: 3 });
    expect((await exchange.message()).content).toBe('quota 3');
    discord.expectClean();
  });

  test('picks a message, fills in a modal with a file, and is answered', async () => {
    const { discord, channel, ada } = await stage((interaction) => {
      if (interaction.isMessageContextMenuCommand()) return interaction.showModal(form);
      if (!interaction.isModalSubmit()) return;
      const { fields } = interaction;
      const said = [fields.getTextInputValue('prompt'), fields.getRadioGroup('where'), fields.getCheckbox('private')];
      return interaction.reply(`${said.join(' ')} ${fields.getUploadedFiles('mask', true).first()?.name}`);
    });
    const message = await discord.post(ada, channel, 'look', [{ name: 'cat.png', bytes: Buffer.from('png') }]);
    const modal = await discord.messageCommand(ada, 'Inpaint this', message).modal();
    const mask = [{ name: 'mask.png', bytes: Buffer.from('png') }];
    await expect(discord.submitModal(ada, modal, { prompt: 'x'.repeat(21), mask })).rejects.toThrow('21 characters');
    await expect(discord.submitModal(ada, modal, { prompt: 'a hat' })).rejects.toThrow('mask cannot have 0 values');
    const exchange = await discord.submitModal(ada, modal, { prompt: 'a hat', mask, private: true });
    expect((await exchange.message()).content).toBe('a hat inside true mask.png');
    discord.expectClean();
  });

  test('presses a button that changes its message, and picks from a menu that adds one', async () => {
    const { discord, channel, ada, failures } = await stage(async (interaction) => {
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply({
          content: 'pressed',
          files: [new AttachmentBuilder(Buffer.from('b'), { name: 'b.txt' })],
        });
      } else if (interaction.isStringSelectMenu()) {
        await interaction.reply({ content: interaction.values.join(), flags: MessageFlags.Ephemeral });
        await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
        await interaction.deleteReply();
      } else if (interaction.isChatInputCommand()) {
        const menu = new StringSelectMenuBuilder().setCustomId('menu').addOptions({ label: 'A', value: 'a' });
        const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Secondary);
        await interaction.reply({
          content: 'press',
          files: [new AttachmentBuilder(Buffer.from('a'), { name: 'a.txt' })],
          components: [
            new ActionRowBuilder<ButtonBuilder>().addComponents(button),
            new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
          ],
        });
      }
    });
    const message = await (await discord.slash(ada, channel, 'sample', { prompt: 'x' })).message();
    expect(() => discord.press(ada, message, 'stop')).toThrow('no component stop');
    const pressed = await discord.press(ada, message, 'go').message(({ content }) => content === 'pressed');
    expect(pressed.id).toBe(message.id);
    // Discord keeps what the edit lists, and discord.js lists the new files only.
    expect(pressed.attachments.map(({ filename }) => filename)).toEqual(['b.txt']);
    const picked = discord.selectMenu(ada, message, 'menu', ['a']);
    await discord.until(() => failures[0] ?? (picked.interaction.originalId !== null && picked.original() === null));
    expect(failures).toEqual([]);
    expect(picked.followUps().map(({ content }) => content)).toEqual(['and more']);
    expect(discord.messages(channel)).toHaveLength(1);
    discord.expectClean();
  });

  test('uses the app in direct messages, and as their own where the bot is not', async () => {
    const { discord, ada } = await stage((interaction, client) => {
      if (!interaction.isChatInputCommand()) return;
      const knows = interaction.channelId !== null && client.channels.cache.has(interaction.channelId);
      const { guildId, userId } = interaction.authorizingIntegrationOwners;
      const owners = `${guildId !== null ? 'guild' : ''}${userId !== null ? 'user' : ''}`;
      return interaction.reply(`${interaction.context} ${owners} ${knows}`);
    });
    const elsewhere = discord.guild({ isInstalled: false });
    const visitor = discord.person('vic', { in: [elsewhere] });
    const ask = async (...given: Parameters<typeof discord.slash>) =>
      (await (await discord.slash(...given)).message()).content;
    expect(await ask(ada, discord.directMessages(ada), 'sample', { prompt: 'x' })).toMatch(/^1 guild/);
    expect(await ask(ada, discord.privateChannel(ada), 'sample', { prompt: 'x' })).toMatch(/^2 user/);
    const there = discord.channel(elsewhere);
    await expect(discord.slash(visitor, there, 'settings quota', { jobs: 1 })).rejects.toThrow('not offered through');
    expect(await ask(visitor, there, 'sample', { prompt: 'x' })).toBe('0 user false');
    discord.expectClean();
  });
});

describe('what a test can make happen', () => {
  test('an interaction arrives late, and its answer is refused', async () => {
    const { discord, channel, ada, failures } = await stage((interaction) => {
      discord.clock.advance(2990);
      return interaction.isChatInputCommand() && interaction.reply('late');
    });
    discord.deliverNext({ afterMs: 50 });
    await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    await discord.until(() => failures[0]);
    expect(failures[0]).toMatchObject({ code: 10062 });
  });

  test('discord.js tries again after a reset and a 503, and not after a cut', async () => {
    const { discord, channel, ada, failures } = await stage((it) => it.isChatInputCommand() && it.reply('drawn'));
    discord.failNext({ route: /callback$/, cut: 'before' });
    await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    await discord.until(() => failures[0]);
    discord.failNext({ route: /callback$/, cut: 'before', isReset: true });
    discord.failNext({ route: /callback$/, status: 503 });
    const exchange = await discord.slash(ada, channel, 'sample', { prompt: 'x' });
    expect((await exchange.message()).content).toBe('drawn');
    const statuses = () => discord.requests.flatMap(({ path, status }) => (path.endsWith('/callback') ? status : []));
    await discord.until(() => statuses().includes(204));
    expect(statuses()).toEqual([0, 0, 503, 204]);
  });

  test('the bot token finds no ephemeral message, and no message where the bot is not', async () => {
    const { discord, channel, ada, client } = await stage(
      (it) => it.isChatInputCommand() && it.reply({ content: 'psst', flags: MessageFlags.Ephemeral }),
    );
    const fetchById = (place: string, id: string) => client.rest.get(`/channels/${place}/messages/${id}`);
    const secret = await (await discord.slash(ada, channel, 'sample', { prompt: 'x' })).message();
    await expect(fetchById(channel.id, secret.id)).rejects.toMatchObject({ code: 10008 });
    const elsewhere = discord.channel(discord.guild({ isInstalled: false }));
    const foreign = await discord.post(ada, elsewhere, 'hello');
    await expect(fetchById(elsewhere.id, foreign.id)).rejects.toMatchObject({ code: 50001 });
    discord.deleteMessage(foreign);
    expect(discord.messages(elsewhere)).toEqual([]);
    discord.expectClean();
  });

  test('where the bot is not, five follow-ups are all', async () => {
    const { discord, failures } = await stage(async (it) => {
      if (!it.isChatInputCommand()) return;
      await it.reply('first');
      for (let index = 0; index < 6; index += 1) await it.followUp(`more ${index}`);
    });
    const elsewhere = discord.guild({ isInstalled: false });
    const visitor = discord.person('vic', { in: [elsewhere] });
    const exchange = await discord.slash(visitor, discord.channel(elsewhere), 'sample', { prompt: 'x' });
    await discord.until(() => failures[0]);
    expect(failures[0]).toMatchObject({ code: 40094 });
    expect(exchange.followUps()).toHaveLength(5);
    discord.expectClean();
  });

  test('servers are spread over shards, and each shard hears of its own', async () => {
    const discord = await discordForTest();
    const guilds = Array.from({ length: 6 }, () => discord.guild());
    const first = await loggedIn(discord, { shards: [0], shardCount: 2 });
    const second = await loggedIn(discord, { shards: [1], shardCount: 2 });
    const [some, others] = [first, second].map((client) => [...client.guilds.cache.keys()]) as [string[], string[]];
    expect([...some, ...others].sort()).toEqual(guilds.map(({ id }) => id).sort());
    discord.expectClean();
  });

  test('heartbeats are acknowledged, and a client whose are not comes back', async () => {
    const discord = await discordForTest({ heartbeatMs: 100 });
    await loggedIn(discord);
    await discord.until(() => discord.gateway.counts.heartbeats >= 3);
    expect(discord.gateway.counts.resumed).toBe(0);
    discord.gateway.stopAcknowledging();
    await discord.until(() => discord.gateway.counts.resumed >= 1);
    discord.expectClean();
  });

  test('a link of the CDN is only good whole, and not for ever', async () => {
    const { discord, channel, ada } = await stage(() => null);
    const { attachments } = await discord.post(ada, channel, 'look', [{ name: 'cat.png', bytes: Buffer.from('png') }]);
    const { url } = attachments[0]!;
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.split('?')[0]!)).status).toBe(404);
    discord.clock.advance(25 * 3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });
});
