import type { APIMessage } from 'discord-api-types/v10';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../wire/discord/double.ts';
import { botForFile, isEphemeral, picture, words } from './running-bot.ts';

const setup = botForFile();
const line = '/sample a skull seed:180 steps:4 upscale:no';

const plainPicture = async (name = 'photo.png', colour = 'red') => ({
  name,
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .png()
    .toBuffer(),
});

/** A photo that somebody else posted. */
async function posted(channel: Channel): Promise<APIMessage> {
  const { discord } = setup();
  const { guildId } = channel;
  const eve = discord.person('eve', { in: [discord.world.guilds.get(guildId!)!] });
  return discord.post(eve, channel, 'my cat', [await plainPicture()]);
}

describe('in the menu of a message with a picture', () => {
  it('"SDEdit this" asks for the prompt, how much stays, and the seed', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'SDEdit this', await posted(channel)).modal();
    const values = { prompt: 'a castle', start: '10', seed: '12' };
    const { content } = await picture(await discord.submitModal(ada, modal, values));
    expect(content).toContain('a castle · from t 690 · seed 12');
  });

  it('takes every other option in the last line', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'SDEdit this', await posted(channel)).modal();
    const values = { prompt: 'a castle', steps: '5', more: 'sampler:ddpm count:2' };
    const { content } = await picture(await discord.submitModal(ada, modal, values));
    expect(content).toMatch(/a castle · from t 780 · seeds.*steps 2 × 5.*sampler ddpm/s);
  });

  it('a seed that is none is answered with a sentence, for the asker alone', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'SDEdit this', await posted(channel)).modal();
    const message = await (await discord.submitModal(ada, modal, { prompt: 'a castle', seed: 'soon' })).message();
    expect([isEphemeral(message), message.content]).toEqual([
      true,
      '"seed" should be a number, and "soon" is not.\nFor example: seed:7',
    ]);
  });

  it.each([
    ['a region that is offered', async () => ({ where: 'top half' })],
    ['own words', async () => ({ region: 'bottom 30%' })],
    ['a mask', async () => ({ mask: [await plainPicture('mask.png', 'white')] })],
  ])('"Inpaint this" takes %s', async (_, given) => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'Inpaint this', await posted(channel)).modal();
    const exchange = await discord.submitModal(ada, modal, { prompt: 'a hat', ...(await given()) });
    const { content, attachments } = await picture(exchange);
    expect(content).toContain('a hat');
    expect(attachments.some(({ filename }) => filename.endsWith('-mask.png'))).toBe(true);
  });

  it('"Inpaint this" refuses a region that it cannot read at once, for the asker alone', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'Inpaint this', await posted(channel)).modal();
    const exchange = await discord.submitModal(ada, modal, { prompt: 'a hat', region: 'the moon' });
    const message = await exchange.message();
    expect([isEphemeral(message), message.content]).toEqual([true, expect.stringContaining('the moon')]);
    // Nothing was deferred.
    expect(exchange.interaction.answer?.kind).toBe('message');
  });

  it('"Inpaint this" says what to do where nothing was chosen', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const modal = await discord.messageCommand(ada, 'Inpaint this', await posted(channel)).modal();
    expect(await words(await discord.submitModal(ada, modal, { prompt: 'a hat' }))).toMatch(
      /^I do not know where to draw: the picture has no transparent part\./,
    );
  });

  it('"Upscale this" enlarges, and "Turn this" turns', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const message = await posted(channel);
    const upscaled = await picture(discord.messageCommand(ada, 'Upscale this', message));
    expect(upscaled.content).toContain('an enlarged picture');
    expect(upscaled.attachments[0]!.width).toBe(256);
    const turned = await picture(discord.messageCommand(ada, 'Turn this', message));
    expect(turned.content).toContain('The picture when flipped upside down');
  });

  it('"Reuse settings" shows those of the job, and changes what is changed', async () => {
    const { room, draw, discord } = setup();
    const { ada, channel } = room();
    const message = await draw(ada, channel, line);
    const modal = await discord.messageCommand(ada, 'Reuse settings', message).modal();
    expect(JSON.stringify(modal.data)).toContain('"value":"a skull"');
    expect(JSON.stringify(modal.data)).toContain('"value":"180"');
    const changed = await picture(await discord.submitModal(ada, modal, { steps: '6' }));
    expect(changed.content).toMatch(/a skull · seed 180\*\*\n-# seed 180 · steps 6/);
    const same = await discord.messageCommand(ada, 'Reuse settings', message).modal();
    expect(await words(await discord.submitModal(ada, same))).toMatch(/^Nothing was changed/);
  });

  it('"Reuse settings" reads a PNG of ours that somebody else posted, and believes none of their buttons', async () => {
    const { room, draw, file, discord } = setup();
    const { guild, ada, channel } = room();
    const ours = await draw(ada, channel, line);
    const eve = discord.person('eve', { in: [guild] });
    const theirs = await discord.post(eve, channel, 'look what it drew', [file(ours)]);
    const stored = channel.messages.get(theirs.id)!;
    channel.messages.set(theirs.id, { ...stored, message: { ...stored.message, components: ours.components ?? [] } });
    const modal = await discord.messageCommand(ada, 'Reuse settings', theirs).modal();
    expect(JSON.stringify(modal.data)).not.toContain('"value":"a skull"');
    expect((await picture(await discord.submitModal(ada, modal, { prompt: 'a dog' }))).content).toContain(
      'a dog · seed 180',
    );
  });

  it('"Reuse settings" says before it opens a form that a picture carries none', async () => {
    const { room, discord } = setup();
    const { ada, channel } = room();
    const asked = discord.messageCommand(ada, 'Reuse settings', await posted(channel));
    expect((await asked.message()).content).toContain('carries no settings of mine');
  });

  it.each(['SDEdit this', 'Inpaint this', 'Upscale this', 'Turn this', 'Reuse settings'])(
    '"%s" says so where there is no picture',
    async (name) => {
      const { room, discord } = setup();
      const { ada, channel } = room();
      const message = await discord.messageCommand(ada, name, await discord.post(ada, channel, 'hello')).message();
      expect([isEphemeral(message), message.content]).toEqual([
        true,
        'That message has no picture.\nChoose a message with a picture in it; a link is not enough.',
      ]);
    },
  );
});

it('/inpaint without mask or region asks where, and keeps what was typed', async () => {
  const { room, discord } = setup();
  const { ada, channel } = room();
  const image = await plainPicture();
  const options = { image, prompt: 'a hat', seed: 77, steps: 5, upscale: false, private: true };
  const modal = await (await discord.slash(ada, channel, 'inpaint', options)).modal();
  expect(JSON.stringify(modal.data)).toContain('"value":"a hat"');
  const message = await picture(await discord.submitModal(ada, modal, { where: 'left half' }));
  expect(isEphemeral(message)).toBe(true);
  expect(message.content).toMatch(/a hat · seed 77\*\*\n-# seed 77 · steps 5/);
});

it('a form can be sent after a restart, and from a button too', async () => {
  const { room, draw, press, discord, restart } = setup();
  const { ada, channel } = room();
  const modal = await discord.messageCommand(ada, 'SDEdit this', await posted(channel)).modal();
  const change = await press(ada, await draw(ada, channel, line), 'change').modal();
  await restart();
  expect((await picture(await discord.submitModal(ada, modal, { prompt: 'a castle' }))).content).toContain('a castle');
  expect((await picture(await discord.submitModal(ada, change, { prompt: 'a dog' }))).content).toContain('a dog');
});

it('a form whose time is over is asked for again', async () => {
  const { room, discord } = setup();
  const { ada, channel } = room();
  const modal = await discord.messageCommand(ada, 'SDEdit this', await posted(channel)).modal();
  const old = { ...modal, data: { ...modal.data, custom_id: 'sb1 form gone' } };
  expect(await words(await discord.submitModal(ada, old, { prompt: 'a castle' }))).toBe(
    'That form was open for too long.\nPlease open it again.',
  );
});
