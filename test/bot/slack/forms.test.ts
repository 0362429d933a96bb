import { describe, expect, it } from 'vitest';
import { offersPrivate } from '../../../src/bot/chat/parsed-command.ts';
import { commands } from '../../../src/commands/index.ts';
import { readPicture, readRecipe } from '../../../src/engine/client.ts';
import type { Json, Message, View, ViewValues } from '../../wire/slack/double.ts';
import { type Chat, imagesIn, isPicture, openChat, wordsIn } from './chat.ts';
import { ownManifest } from './own-manifest.ts';
import { photo } from './pressing.ts';

const open = () => openChat({ options: { manifest: ownManifest() } });

const [red, green] = [await photo('red.png', 'red'), await photo('green.png', 'green')];

const kept = async (bytes: Uint8Array): Promise<string> => (await readPicture(bytes)).picture.png;

const pictureIn = ({ slack, channel, ada }: Chat, besides: readonly string[] = []): Promise<Message> =>
  slack.until(
    () =>
      slack.messages(channel, { viewer: ada }).find((each) => isPicture(each) && !besides.includes(each.ts)) ?? null,
    'a picture',
  );

const recipeIn = ({ slack }: Chat, message: Message) => readRecipe(slack.bytes(imagesIn(message)[0]!))!;

/** The element of every field, by the field's name. */
const elementsOf = ({ blocks }: View): Readonly<Record<string, Json>> =>
  Object.fromEntries(blocks.map(({ block_id: id, element }) => [String(id), element as Json]));

const errorsOf = async (chat: Chat, view: View, values: ViewValues): Promise<Json> => {
  const answer = await (await chat.slack.submitView(chat.ada, view, values)).acknowledged();
  return ((answer.payload as Json | undefined)?.errors ?? {}) as Json;
};

const drawing = commands.filter(offersPrivate);

/** All that draw but those that only change an earlier picture. */
const withForm = drawing.filter(({ options }) => !('job' in options));

const prompts = ['a skull', 'a dog', 'a cat'];

/** The least that a form can be filled in with: what it requires, and where to draw if it asks. */
function leastOf(view: View): ViewValues {
  const fields = Object.entries(elementsOf(view));
  const required = new Set(view.blocks.flatMap(({ block_id: id, optional }) => (optional === false ? [id] : [])));
  const texts = fields.filter(([name, { type }]) => required.has(name) && type === 'plain_text_input');
  const files = fields.filter(([name, { type }]) => required.has(name) && type === 'file_input');
  const places = fields.filter(([name]) => name === 'where');
  return Object.fromEntries([
    ...texts.map(([name], i) => [name, prompts[i % prompts.length]!] as const),
    ...files.map(([name]) => [name, [red]] as const),
    ...places.map(([name, { options }]) => [name, (options as readonly { value: string }[])[0]!.value] as const),
  ]);
}

/** Beside that, what makes a picture quick. */
const quick = (view: View): ViewValues =>
  Object.fromEntries(Object.entries({ steps: 2, switches: [] }).filter(([name]) => name in elementsOf(view)));

describe('a command that draws, typed alone, opens a form', () => {
  it('all but the one that changes an earlier picture', () => {
    expect(drawing.filter((each) => !withForm.includes(each)).map(({ name }) => name)).toEqual(['remix']);
  });

  it('that requires no more than is needed', async () => {
    const { slack, channel, ada } = await open();
    const needed: Readonly<Record<string, ViewValues>> = {
      sample: { prompt: 'a skull' },
      sdedit: { image: [red] },
      inpaint: { image: [red], where: 'top half' },
      anagram: { first: 'a skull', second: 'a dog' },
      hybrid: { far: 'a skull', near: 'a dog' },
      upscale: { image: [red] },
      noise: { image: [red] },
      denoise: { image: [red] },
    };
    for (const [name, values] of Object.entries(needed)) {
      const view = await slack.slash(ada, channel, `/${name}`).view();
      expect(leastOf(view), name).toEqual(values);
      slack.closeView(ada, view);
    }
  });

  it('and is drawn from the least that can be filled in', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const before: string[] = [];
    for (const { name } of withForm) {
      const view = await slack.slash(ada, channel, `/${name}`).view();
      await slack.submitView(ada, view, { ...leastOf(view), ...quick(view) });
      before.push((await pictureIn(chat, before)).ts);
    }
  });

  it('and /remix says so where there is nothing to change yet', async () => {
    const { slack, channel, ada } = await open();
    expect(wordsIn(await slack.slash(ada, channel, '/remix').message())).toContain('picture');
  });

  it('in which every option has a place', async () => {
    const { slack, channel, ada } = await open();
    for (const { name, options } of withForm) {
      const view = await slack.slash(ada, channel, `/${name}`).view();
      const words = JSON.stringify(view.blocks);
      for (const option of Object.keys(options)) expect(words, `${option} of /${name}`).toContain(option);
      expect(view.blocks.length, name).toBeLessThanOrEqual(16);
      slack.closeView(ada, view);
    }
  });
});

describe('the fields of a form', () => {
  it('are numbers with their bounds, menus, and what is so without a word', async () => {
    const { slack, channel, ada } = await open();
    const fields = elementsOf(await slack.slash(ada, channel, '/sample').view());
    expect(fields.seed).toMatchObject({ type: 'number_input', min_value: '-1', max_value: '4294967295' });
    expect(fields.guidance).toMatchObject({ type: 'number_input', is_decimal_allowed: true, max_value: '30' });
    expect(fields.count).toMatchObject({ type: 'number_input', is_decimal_allowed: false, initial_value: '1' });
    expect(fields.sampler).toMatchObject({ type: 'static_select' });
    expect(JSON.stringify(fields.switches?.initial_options)).toContain('upscale');
  });

  it('show what was typed; what has no field stands in the line', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const line = 'a castle --start 12, steps:4 seed:180 sampler:dpm upscale:no negative:"a dog" spacing:trailing';
    const view = await slack.slash(ada, channel, '/sdedit', line).view();
    const fields = elementsOf(view);
    expect(fields.prompt?.initial_value).toBe('a castle');
    expect(fields.start?.initial_option).toMatchObject({ value: '12' });
    expect(fields.sampler?.initial_option).toMatchObject({ value: 'dpm++2m' });
    expect(fields.more?.initial_value).toBe('negative:"a dog" spacing:trailing');
    await slack.submitView(ada, view, { image: [red] });
    const { finish, drawings } = recipeIn(chat, await pictureIn(chat));
    expect(finish.upscaleTo).toBeNull();
    expect(drawings[0]).toMatchObject({
      seed: 180,
      start: { timestep: 630 },
      walk: { steps: 4, sampler: 'dpm++2m', spacing: 'trailing' },
      guidance: { negative: 'a dog' },
    });
  });

  it('that were left alone stand in nobody’s way', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const view = await slack.slash(ada, channel, '/sdedit', 'a castle sweep:yes steps:4 upscale:no').view();
    expect(await errorsOf(chat, view, { image: [red] })).toEqual({});
  });

  it('take several pictures in their order, or as the line says', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const view = await slack.slash(ada, channel, '/anagram').view();
    await slack.submitView(ada, view, {
      ...{ first: 'a skull', second: 'a dog', pictures: [red, green], steps: 4, switches: [] },
      more: 'image:1 region:"top half"',
    });
    const [first] = recipeIn(chat, await pictureIn(chat)).drawings;
    expect(first?.start).toMatchObject({ image: { png: await kept(green.bytes) } });
    expect(first?.keep).toMatchObject({ kind: 'mask', image: { png: await kept(red.bytes) } });
  });

  it('ask for the picture that something typed is about', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const view = await slack.slash(ada, channel, '/hybrid', 'a skull | a dog start:10 steps:4 upscale:no').view();
    await expect(slack.submitView(ada, view)).rejects.toThrow('pictures is required');
    await slack.submitView(ada, view, { pictures: [red] });
    expect(recipeIn(chat, await pictureIn(chat)).drawings[0]?.start).toMatchObject({ kind: 'image', timestep: 690 });
  });
});

describe('a mistake is said below the field that it is about', () => {
  it.each([
    ['where, in own words', '/inpaint', { image: [red], region: 'behind the tree' }, 'region', 'behind the tree'],
    ['a number of the line', '/sdedit', { image: [red], more: 'steps:9000' }, 'more', '250'],
    ['a name that nobody knows', '/sample', { prompt: 'a', more: 'negativ:dogs' }, 'more', 'Did you mean negative'],
    ['words that belong nowhere', '/noise', { image: [red], more: 'quickly' }, 'more', 'quickly'],
    ['an option given twice', '/sample', { prompt: 'a', seed: 4, more: 'seed:5' }, 'more', 'given twice'],
    ['an option in a prompt, too', '/sample', { prompt: 'a --seed 5', seed: 4 }, 'seed', 'given twice'],
    ['a picture that is not there', '/anagram', { first: 'a', second: 'b', more: 'image:1' }, 'more', 'image'],
  ] as const)('%s', async (_, command, values, field, words) => {
    const chat = await open();
    const view = await chat.slack.slash(chat.ada, chat.channel, command).view();
    expect(await errorsOf(chat, view, values as ViewValues)).toEqual({ [field]: expect.stringContaining(words) });
  });
});

describe('the form that changes one thing', () => {
  const drawn = async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    slack.slash(ada, channel, '/sample', 'a skull seed:180 steps:4 guidance:3 upscale:no spacing:trailing');
    const message = await pictureIn(chat);
    return { chat, message, view: await slack.press(ada, { channel, message }, 'sb1:change').view() };
  };

  it('shows the settings of the picture, and changes only what was changed', async () => {
    const { chat, message, view } = await drawn();
    const fields = elementsOf(view);
    const shown = ['prompt', 'seed', 'steps', 'guidance', 'count'].map((name) => fields[name]?.initial_value);
    expect(shown).toEqual(['a skull', '180', '4', '3', '1']);
    expect(fields.more?.initial_value).toBe('spacing:trailing');
    // What this picture has not, is not asked.
    for (const name of ['second', 'third', 'start', 'view', 'kind', 'image']) expect(fields).not.toHaveProperty(name);
    await chat.slack.submitView(chat.ada, view, { guidance: 5 });
    const before = recipeIn(chat, message);
    const after = recipeIn(chat, await pictureIn(chat, [message.ts]));
    const [drawing] = before.drawings;
    expect(after).toEqual({ ...before, drawings: [{ ...drawing, guidance: { ...drawing!.guidance, scale: 5 } }] });
  });

  it('says so when nothing was changed', async () => {
    const { chat, view } = await drawn();
    expect(await errorsOf(chat, view, {})).toEqual({ more: expect.stringContaining('Nothing was changed') });
  });
});
