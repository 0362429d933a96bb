import { describe, expect, test } from 'vitest';
import { discordForTest } from './client.ts';
import type { DiscordDouble } from './double.ts';

/** One request by the bot's token. */
async function call(discord: DiscordDouble, method: string, path: string, body?: object | FormData) {
  const { DISCORD_API_URL, DISCORD_TOKEN } = discord.env();
  const isForm = body instanceof FormData;
  const response = await fetch(`${DISCORD_API_URL}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${DISCORD_TOKEN}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function place(options?: Parameters<DiscordDouble['guild']>[0]) {
  const discord = await discordForTest();
  const guild = discord.guild(options);
  return { discord, guild, channel: discord.channel(guild) };
}

const row = (...components: object[]) => ({ type: 1, components });
const button = (custom_id: string, label = 'Go') => ({ type: 2, style: 1, custom_id, label });
const text = (length: number) => 'x'.repeat(length);

const messages: readonly { name: string; body: object; code: number }[] = [
  { name: '2001 characters', body: { content: text(2001) }, code: 50035 },
  { name: 'nothing at all', body: {}, code: 50006 },
  { name: '11 embeds', body: { embeds: Array(11).fill({ title: 'x' }) }, code: 50035 },
  {
    name: '6001 characters of embeds',
    body: { embeds: [{ description: text(4000) }, { description: text(2001) }] },
    code: 50035,
  },
  {
    name: '6 buttons in a row',
    body: { components: [row(...'abcdef'.split('').map((it) => button(it)))] },
    code: 50035,
  },
  { name: '6 rows', body: { components: 'abcdef'.split('').map((it) => row(button(it))) }, code: 50035 },
  { name: 'a custom id of 101 characters', body: { components: [row(button(text(101)))] }, code: 50035 },
  { name: 'a custom id twice', body: { components: [row(button('a'), button('a'))] }, code: 50035 },
  { name: 'a label of 81 characters', body: { components: [row(button('a', text(81)))] }, code: 50035 },
  { name: 'a button outside a row', body: { components: [button('a')] }, code: 50035 },
  { name: 'an attachment without its file', body: { content: 'x', attachments: [{ id: '0' }] }, code: 50035 },
  { name: 'an ephemeral flag without an interaction', body: { content: 'x', flags: 64 }, code: 50035 },
  {
    name: 'content beside Components V2',
    body: { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'y' }] },
    code: 50035,
  },
  { name: 'a nonce of 26 characters', body: { content: 'x', nonce: text(26) }, code: 50035 },
];

describe('messages that Discord does not take', () => {
  test.each(messages)('$name', async ({ body, code }) => {
    const { discord, channel } = await place();
    const answer = await call(discord, 'POST', `/channels/${channel.id}/messages`, body);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(discord.violations).toHaveLength(1);
    expect(discord.messages(channel)).toEqual([]);
  });

  test('a message with everything that fits', async () => {
    const { discord, channel } = await place();
    const form = new FormData();
    const attachments = Array.from({ length: 10 }, (_, id) => ({ id: String(id), description: text(1024) }));
    const components = [row(...'abcde'.split('').map((it) => button(it.repeat(100), text(80))))];
    form.set('payload_json', JSON.stringify({ content: text(2000), attachments, components, nonce: text(25) }));
    for (const { id } of attachments) form.set(`files[${id}]`, new Blob(['hello']), `file ${id}.txt`);
    const answer = await call(discord, 'POST', `/channels/${channel.id}/messages`, form);
    expect(answer.status).toBe(200);
    expect(answer.body.attachments[9]).toMatchObject({ filename: 'file_9.txt', size: 5, description: text(1024) });
    expect(Buffer.from(discord.bytes(answer.body.attachments[9])).toString()).toBe('hello');
    discord.expectClean();
  });

  test('a gallery in a container, and an embed with its picture', async () => {
    const { discord, channel } = await place();
    const send = (body: object) => {
      const form = new FormData();
      form.set('payload_json', JSON.stringify({ ...body, attachments: [{ id: '0' }] }));
      form.set('files[0]', new Blob(['png']), 'fox.png');
      return call(discord, 'POST', `/channels/${channel.id}/messages`, form);
    };
    const media = { url: 'attachment://fox.png' };
    const gallery = { type: 12, items: [{ media, description: 'A fox.' }] };
    const inner = [gallery, { type: 14 }, { type: 10, content: 'A fox.' }, { type: 13, file: media }, row(button('a'))];
    const modern = await send({ flags: 1 << 15, components: [{ type: 17, components: inner }] });
    expect(modern.status).toBe(200);
    expect(modern.body.components[0].components[0].items[0].media.url).toBe(modern.body.attachments[0].url);
    const embeds = [{ title: 'Fox', image: media, fields: [{ name: 'seed', value: '7' }] }];
    const legacy = await send({ embeds });
    expect(legacy.body.embeds[0].image.url).toBe(legacy.body.attachments[0].url);
    discord.expectClean();
  });

  test('an eleventh file', async () => {
    const { discord, channel } = await place();
    const form = new FormData();
    form.set('payload_json', '{}');
    for (let index = 0; index < 11; index += 1) form.set(`files[${index}]`, new Blob(['x']), 'x.txt');
    expect((await call(discord, 'POST', `/channels/${channel.id}/messages`, form)).body.code).toBe(50035);
  });

  test('a request of more than 25 MiB', async () => {
    const { discord, channel } = await place();
    const form = new FormData();
    form.set('payload_json', '{}');
    for (const index of [0, 1]) form.set(`files[${index}]`, new Blob([Buffer.alloc(13 * 1024 * 1024)]), 'x.bin');
    const answer = await call(discord, 'POST', `/channels/${channel.id}/messages`, form);
    expect(answer).toMatchObject({ status: 413, body: { code: 40005 } });
  });
});

const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });
const command = (more: object = {}) => ({ name: 'draw', description: 'x', ...more });

const commands: readonly { name: string; body: object[] }[] = [
  { name: '101 commands', body: Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` })) },
  { name: 'a name twice', body: [command(), command()] },
  { name: 'a name with a capital', body: [command({ name: 'Draw' })] },
  { name: 'a name with a space', body: [command({ name: 'draw it' })] },
  { name: 'no description', body: [command({ description: '' })] },
  { name: 'a description of 101 characters', body: [command({ description: text(101) })] },
  { name: 'a language that Discord does not have', body: [command({ description_localizations: { es: 'x' } })] },
  { name: '26 options', body: [command({ options: Array.from({ length: 26 }, (_, index) => option(`o${index}`)) })] },
  {
    name: '26 choices',
    body: [
      command({
        options: [option('o', { choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })) })],
      }),
    ],
  },
  {
    name: 'a required option behind an optional one',
    body: [command({ options: [option('a'), option('b', { required: true })] })],
  },
  {
    name: 'choices and autocomplete',
    body: [command({ options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] })],
  },
  {
    name: 'more than 8000 characters, when the longest language counts',
    body: [
      command({
        options: Array.from({ length: 3 }, (_, index) =>
          option(`o${index}`, {
            choices: Array.from({ length: 25 }, (_, i) => ({
              name: `${i}`,
              value: `${i}`,
              name_localizations: { de: text(100) },
            })),
            description_localizations: { de: text(100) },
          }),
        ).concat(Array.from({ length: 3 }, (_, index) => option(`p${index}`, { description: text(100) }))),
      }),
    ],
  },
];

describe('commands that Discord does not take', () => {
  test.each(commands)('$name', async ({ body }) => {
    const discord = await discordForTest();
    const answer = await call(discord, 'PUT', `/applications/${discord.env().DISCORD_APPLICATION_ID}/commands`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(discord.world.commands.size).toBe(0);
  });

  test('a command keeps its id when it is registered again', async () => {
    const discord = await discordForTest();
    const path = `/applications/${discord.env().DISCORD_APPLICATION_ID}/commands`;
    const first = await call(discord, 'PUT', path, [
      command({ default_member_permissions: '32', contexts: [0, 1, 2], integration_types: [0, 1] }),
    ]);
    const second = await call(discord, 'PUT', path, [command({ description: 'y' })]);
    expect(second.body[0].id).toBe(first.body[0].id);
    expect(second.body[0].version).not.toBe(first.body[0].version);
    discord.expectClean();
  });
});

describe('what the state of the world forbids', () => {
  test('threads come from messages of a text channel, once, and not from within', async () => {
    const { discord, channel } = await place();
    const { body: message } = await call(discord, 'POST', `/channels/${channel.id}/messages`, { content: 'x' });
    const threads = `/channels/${channel.id}/messages/${message.id}/threads`;
    expect((await call(discord, 'POST', threads, { name: text(101) })).body.code).toBe(50035);
    discord.forgive();
    expect((await call(discord, 'POST', threads, { name: 'Steps' })).status).toBe(201);
    expect((await call(discord, 'POST', threads, { name: 'Steps' })).body.code).toBe(160004);
    const { body: inner } = await call(discord, 'POST', `/channels/${message.id}/messages`, { content: 'step' });
    expect(
      (await call(discord, 'POST', `/channels/${message.id}/messages/${inner.id}/threads`, { name: 'x' })).body.code,
    ).toBe(50024);
    discord.expectClean();
  });

  test('an archived thread opens when somebody writes, and not when it is locked and the bot is no moderator', async () => {
    const { discord, guild, channel } = await place();
    const { body: message } = await call(discord, 'POST', `/channels/${channel.id}/messages`, { content: 'x' });
    await call(discord, 'POST', `/channels/${channel.id}/messages/${message.id}/threads`, { name: 'Steps' });
    const thread = discord.threadOn(message)!;
    await call(discord, 'PATCH', `/channels/${thread.id}`, { archived: true });
    expect(thread.isArchived).toBe(true);
    expect((await call(discord, 'POST', `/channels/${thread.id}/messages`, { content: 'x' })).status).toBe(200);
    expect(thread.isArchived).toBe(false);
    await call(discord, 'PATCH', `/channels/${thread.id}`, { archived: true, locked: true });
    const role = [...guild.roles.values()].at(-1)!;
    discord.setRolePermissions(guild, role, 0n);
    expect((await call(discord, 'POST', `/channels/${thread.id}/messages`, { content: 'x' })).body.code).toBe(50083);
    expect((await call(discord, 'PATCH', `/channels/${thread.id}`, { locked: false })).body.code).toBe(50013);
  });

  test('a nonce that is enforced writes once', async () => {
    const { discord, channel } = await place();
    const body = { content: 'x', nonce: '17', enforce_nonce: true };
    const first = await call(discord, 'POST', `/channels/${channel.id}/messages`, body);
    const second = await call(discord, 'POST', `/channels/${channel.id}/messages`, body);
    expect(second.body.id).toBe(first.body.id);
    expect(discord.messages(channel)).toHaveLength(1);
  });

  test('direct messages reach who takes them', async () => {
    const { discord } = await place();
    const [ada, eve] = [discord.person('ada'), discord.person('eve')];
    discord.refuseDirectMessages(eve);
    const open = async (id: string) =>
      (await call(discord, 'POST', '/users/@me/channels', { recipient_id: id })).body.id;
    expect((await call(discord, 'POST', `/channels/${await open(ada.id)}/messages`, { content: 'hello' })).status).toBe(
      200,
    );
    expect(
      (await call(discord, 'POST', `/channels/${await open(eve.id)}/messages`, { content: 'hello' })).body.code,
    ).toBe(50007);
    expect(discord.messages(discord.directMessages(ada)).map(({ content }) => content)).toEqual(['hello']);
    discord.expectClean();
  });

  test('emojis and stickers need the permission, a fitting name and a free place', async () => {
    const { discord, guild } = await place();
    const image = `data:image/png;base64,${Buffer.from('png').toString('base64')}`;
    expect((await call(discord, 'POST', `/guilds/${guild.id}/emojis`, { name: 'fox', image })).status).toBe(201);
    expect((await call(discord, 'POST', `/guilds/${guild.id}/emojis`, { name: 'f x', image })).body.code).toBe(50035);
    discord.forgive();
    const form = new FormData();
    for (const [name, value] of Object.entries({ name: 'fox', tags: '🦊', description: 'A fox.' }))
      form.set(name, value);
    form.set('file', new Blob(['png']), 'fox.png');
    expect((await call(discord, 'POST', `/guilds/${guild.id}/stickers`, form)).status).toBe(201);
    const role = [...guild.roles.values()].at(-1)!;
    discord.setRolePermissions(guild, role, 0n);
    expect((await call(discord, 'POST', `/guilds/${guild.id}/emojis`, { name: 'fox', image })).body.code).toBe(50013);
    expect(guild.emojis).toHaveLength(1);
    expect(guild.stickers).toHaveLength(1);
    discord.expectClean();
  });

  test('the sixth message within five seconds is told when to come back', async () => {
    const { discord, channel } = await place();
    const { DISCORD_API_URL, DISCORD_TOKEN } = discord.env();
    const send = () =>
      fetch(`${DISCORD_API_URL}/v10/channels/${channel.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${DISCORD_TOKEN}`, 'content-type': 'application/json' },
        body: '{"content":"x"}',
      });
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    const over = answers.find(({ status }) => status === 429)!;
    expect(over.headers.get('x-ratelimit-scope')).toBe('user');
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(discord.messages(channel)).toHaveLength(5);
  });
});
