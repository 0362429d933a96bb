import { describe, expect, it } from 'vitest';
import { botForFile, picture, words } from './running-bot.ts';

const setup = botForFile();

/** Text as Discord shows it: a backslash takes away what the next sign means. */
const shown = (content: string): string => content.replace(/\\([^0-9A-Za-z\s])/g, '$1').replaceAll('\u200b', '');

/** What is left of a message that Discord would read as markup. */
const unescaped = (content: string): string => content.replace(/\\[^0-9A-Za-z\s]/g, '');

describe('words in a prompt', () => {
  it.each([
    'hello @everyone and @here',
    'hello <@80351110224678912> and <@&80351110224678912> in <#80351110224678912>',
    'see https://example.org/a_b and [here](https://example.org)',
    '||hidden|| `code` ~~gone~~',
    String.raw`\*\*not bold\*\* \_\_nor this\_\_`,
  ])('"%s" call nobody and are shown as they were typed', async (prompt) => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const before = discord.requests.length;
    const exchange = await discord.slash(ada, channel, 'sample', { prompt, steps: 3, upscale: false, seed: 1 });
    const message = await picture(exchange);
    expect(shown(message.content)).toContain(prompt);
    const [caption] = unescaped(message.content)
      .replace(/^\*\*|\*\*$/gm, '')
      .split('\n');
    expect(caption).not.toMatch(/@everyone|@here|<[@#]|https?:\/\/|\[|\|\||`|~~|\*|__/);
    const sent = discord.requests
      .slice(before)
      .flatMap(({ body }) => (mentionsOf(body) === undefined ? [] : [mentionsOf(body)]));
    expect(sent.length).toBeGreaterThan(0);
    for (const allowed of sent) expect(allowed).toEqual({ parse: [] });
  });

  it('call nobody where they are refused, nor do names of files', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const file = { name: '@everyone.png', bytes: Buffer.from('nothing') };
    const exchange = await discord.slash(ada, channel, 'sdedit', { image: file, prompt: 'a dog' });
    expect(await words(exchange)).not.toMatch(/@everyone/);
    const refused = await discord.slash(ada, channel, 'sample', { prompt: 'a dog', model: '<@80351110224678912>' });
    expect(unescaped(await words(refused))).not.toMatch(/<@/);
  });
});

const mentionsOf = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('content' in body && 'allowed_mentions' in body) return body.allowed_mentions;
  return undefined;
};

describe('an attachment', () => {
  it('on a host that is not Discord\u2019s is not fetched', async () => {
    const { room, discord, bot } = setup();
    const { ada, channel } = room();
    const posted = await discord.post(ada, channel, 'look', [{ name: 'a.png', bytes: Buffer.from('x') }]);
    const stored = channel.messages.get(posted.id)!;
    const [attachment] = stored.message.attachments;
    const url = 'https://192.168.0.1/a.png';
    channel.messages.set(posted.id, {
      ...stored,
      message: { ...stored.message, attachments: [{ ...attachment!, url, proxy_url: url }] },
    });
    const said = await words(discord.messageCommand(ada, 'Turn this', posted));
    expect(said).toMatch(/Something went wrong on our side\.\nReference: /);
    expect(bot.log()).toContain('192.168.0.1, which is not one of DISCORD_CDN_HOSTS');
  });

  it('that is too large is refused in words', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const image = { name: 'big.png', bytes: new Uint8Array(21 * 2 ** 20) };
    expect(await words(await discord.slash(ada, channel, 'sdedit', { image, prompt: 'a dog' }))).toBe(
      'big.png is too large: 20 MB is the most.\nSend a smaller copy: 256 pixels a side are plenty.',
    );
  });
});

it('neither the token nor a prompt is in the log', async () => {
  const { room, draw, discord, bot } = setup();
  const { ada, channel } = room();
  await draw(ada, channel, '/sample zeugma xylophone steps:3 upscale:no');
  discord.failNext({ method: 'PATCH', route: /webhooks/, status: 500 });
  await draw(ada, channel, '/sample zeugma xylophone steps:3 upscale:no');
  expect(bot.log()).not.toContain(discord.world.token);
  for (const token of discord.world.interactions.keys()) expect(bot.log()).not.toContain(token);
  expect(bot.log()).not.toContain('xylophone');
});
