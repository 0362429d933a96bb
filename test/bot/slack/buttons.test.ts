import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import type { Exchange, Message } from '../../wire/slack/double.ts';
import { holdEngine } from '../shared-engine.ts';
import { roomsForFile } from './channels.ts';
import { buttonsOf, type Chat, hasFilm, imagesIn, isPicture, isTop, stepsIn, wordsIn } from './chat.ts';
import { draw, drawWhole, line, makeAdmin, press, recipeIn, viewerOf, whisperTo, wholeThread } from './pressing.ts';

const room = roomsForFile();
const [anagram, hybrid] = ['first:"a skull" second:"a dog"', 'far:"a skull" near:"a dog"'].map(
  (prompts) => `${prompts} steps:4 upscale:no`,
) as [string, string];

/** A picture that was asked for by a mention in a thread, by somebody. */
async function drawInThread(chat: Chat, root: Message, person = chat.ada, text: string = line): Promise<Message> {
  const asked = await chat.slack.mention(person, chat.channel, `sample ${text}`, { thread: root.ts });
  return asked.message(isPicture);
}

/** An answer that shows a picture by the way, with nothing to press. */
const look = (exchange: Exchange, words: RegExp): Promise<Message> =>
  exchange.message((message) => words.test(message.text) && buttonsOf(message).length === 0);

const textOf = (view: unknown): string => JSON.stringify(view);

describe('below a picture', () => {
  it('stand its caption, its settings, its description, and all buttons that mean something', async () => {
    const chat = room();
    const message = await draw(chat);
    expect(message.text).toBe('a skull · seed 180');
    expect(wordsIn(message)).toMatch(/seed 180 · steps 4 · sampler .* · model gaussian/);
    expect(imagesIn(message)[0]!.altText).toBe('A picture drawn from the prompt “a skull”.');
    expect(buttonsOf(message)).toEqual([
      ...['reroll', 'vary', 'upscale', 'turn', 'film', 'settings'],
      ...['change', 'sdedit', 'inpaint', 'delete'],
    ]);
  });

  it('Reroll, Vary and Upscale draw on, whoever presses', async () => {
    const chat = room();
    const person = chat.slack.person('bob');
    const message = await draw(chat);
    const rerolled = await press(chat, message, 'reroll', { person }).message(isPicture);
    expect(recipeIn(chat, rerolled).drawings[0]).toMatchObject({ term: { prompt: 'a skull' } });
    expect(recipeIn(chat, rerolled).drawings[0]!.seed).not.toBe(180);
    const varied = await press(chat, message, 'vary', { person }).message(isPicture);
    expect(varied.text).toMatch(/a skull · seed 180 · variation 1/);
    const upscaled = await press(chat, message, 'upscale', { person }).message(isPicture);
    expect(upscaled.text).toContain('a skull, enlarged');
    for (const each of [rerolled, varied, upscaled]) expect(isTop(each)).toBe(true);
  });

  it('Turn, Near–Far and Film show the same picture another way, in the thread below', async () => {
    const chat = room();
    const turned = await draw(chat, anagram, { command: '/anagram' });
    const shown = await look(press(chat, turned, 'turn'), /when flipped upside down/);
    expect([shown.thread_ts, imagesIn(shown).length]).toEqual([turned.ts, 1]);
    const mixed = await draw(chat, hybrid, { command: '/hybrid' });
    const sizes = await look(press(chat, mixed, 'near-far'), /From near and from far/);
    expect([sizes.thread_ts, imagesIn(sizes).length]).toEqual([mixed.ts, 1]);
    await wholeThread(chat, mixed.ts);
    const film = press(chat, mixed, 'film');
    expect((await look(film, /^From noise to picture/)).thread_ts).toBe(mixed.ts);
    await film.message((each) => hasFilm([each]));
  });

  it('Settings tells who presses alone, in the thread too', async () => {
    const chat = room();
    expect(await whisperTo(chat, press(chat, await draw(chat), 'settings'))).toContain('seed:180');
    const root = await chat.slack.post(chat.ada, chat.channel, 'Draw here.');
    const inThread = press(chat, await drawInThread(chat, root), 'settings');
    const told = await inThread.message((each) => viewerOf(chat, chat.channel, each) === chat.ada.id);
    expect(told.thread_ts).toBe(root.ts);
  });

  it('all of them stay in the thread that the picture stands in', async () => {
    const chat = room();
    const root = await chat.slack.post(chat.ada, chat.channel, 'Draw here.');
    const message = await drawInThread(chat, root);
    expect((await press(chat, message, 'reroll').message(isPicture)).thread_ts).toBe(root.ts);
    expect((await look(press(chat, message, 'film'), /^From noise/)).thread_ts).toBe(root.ts);
  });
});

describe('Change one thing', () => {
  it('is filled in with the prompt, and changes what is changed: all else stays, the seed too', async () => {
    const chat = room();
    const message = await draw(chat, `${line} guidance:3 sampler:ddpm`);
    const pressed = press(chat, message, 'change');
    const form = await pressed.view();
    expect(textOf(form.blocks)).toContain('"initial_value":"a skull"');
    await chat.slack.submitView(chat.ada, form, { prompt: 'a dog' });
    const answer = await pressed.message(isPicture);
    const before = recipeIn(chat, message);
    expect(recipeIn(chat, answer)).toEqual({
      ...before,
      drawings: [{ ...before.drawings[0], term: { kind: 'prompt', prompt: 'a dog' } }],
    });
  });

  it('is answered where the picture stands: in its thread', async () => {
    const chat = room();
    const root = await chat.slack.post(chat.ada, chat.channel, 'Draw here.');
    const pressed = press(chat, await drawInThread(chat, root), 'change');
    await chat.slack.submitView(chat.ada, await pressed.view(), { more: 'seed:7' });
    const answer = await pressed.message(isPicture);
    expect([answer.thread_ts, answer.text]).toEqual([root.ts, 'a skull · seed 7']);
  });

  it('says a mistake below the field that it is in', async () => {
    const chat = room();
    const pressed = press(chat, await draw(chat), 'change');
    const wrong = await chat.slack.submitView(chat.ada, await pressed.view(), { more: 'start:soon' });
    expect((await wrong.acknowledged()).payload).toMatchObject({ errors: { more: expect.stringContaining('start') } });
  });
});

describe('Delete', () => {
  it('takes everything away that is about the picture: message, steps, film, looks, files', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const message = await drawWhole(chat);
    await look(press(chat, message, 'film'), /^From noise/);
    await slack.until(
      () => slack.messages(channel, { thread: message.ts }).filter((each) => hasFilm([each])).length === 2,
      'the film once more',
    );
    const before = filesIn(slack.messages(channel));
    expect(before.length).toBeGreaterThan(3);
    const note = await slack.post(chat.ada, channel, 'nice', { thread: message.ts });
    press(chat, message, 'delete');
    await slack.until(() => before.every((id) => !slack.world.files.has(id)), 'the files to go');
    expect(slack.messages(channel).map(({ ts }) => ts)).toEqual([note.ts]);
  });

  it('leaves what somebody else asked for in the thread, with its own steps', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const bob = slack.person('bob');
    const message = await drawWhole(chat);
    const theirs = await drawInThread(chat, message, bob, `${line} film:no`);
    const thread = () => slack.messages(channel, { thread: message.ts });
    await slack.until(() => thread().filter((each) => hasFilm([each])).length === 2, 'both films');
    const stays = ownIn(chat).filter(({ ts }) => ts >= theirs.ts);
    press(chat, message, 'delete');
    await slack.until(() => !slack.messages(channel).some(({ ts }) => ts === message.ts), 'the picture to go');
    expect(ownIn(chat)).toEqual(stays);
  });

  it('in a thread takes its own steps and film, and nothing of its neighbours', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const root = await slack.post(chat.ada, channel, 'Draw here.');
    const thread = () => slack.messages(channel, { thread: root.ts });
    const films = () => thread().filter((each) => hasFilm([each])).length;
    await drawInThread(chat, root);
    await slack.until(() => films() === 1, 'the first film');
    const stays = ownIn(chat);
    const second = await drawInThread(chat, root);
    await slack.until(() => films() === 2, 'the second film');
    press(chat, second, 'delete');
    await slack.until(() => ownIn(chat).length <= stays.length, 'the second picture to go');
    expect(ownIn(chat)).toEqual(stays);
  });

  it('is not for others, but for admins', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const [eve, max] = [slack.person('eve'), slack.person('max')];
    const message = await draw(chat);
    expect(await whisperTo(chat, press(chat, message, 'delete', { person: eve }))).toContain(
      'Somebody else asked for that picture.\nThey can delete it, and so can admins of the workspace.',
    );
    makeAdmin(chat, max);
    press(chat, message, 'delete', { person: max });
    await slack.until(() => !slack.messages(channel).some(isPicture), 'the picture to go');
  });
});

describe('Cancel', () => {
  const begin = async (chat: Chat) => {
    holdEngine(1);
    const exchange = chat.slack.slash(chat.ada, chat.channel, '/sample', line);
    return exchange.message((message) => buttonsOf(message).includes('cancel'));
  };

  it('is for who asked, and says so in the answer itself', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const message = await begin(chat);
    const refused = press(chat, message, 'cancel', { person: slack.person('eve') });
    expect(await whisperTo(chat, refused)).toContain('Somebody else asked for that picture.\nOnly they can cancel it.');
    const done = press(chat, message, 'cancel');
    await slack.until(() => message.text === 'Cancelled.', 'the end of the answer');
    await done.message((each) => viewerOf(chat, channel, each) !== null);
    expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
    expect(buttonsOf(message)).toEqual([]);
  });

  it('typed as a command tells who asked alone', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const message = await begin(chat);
    const queue = await whisperTo(chat, slack.slash(ada, channel, '/queue'));
    expect(queue).toContain('(yours, ');
    const eve = slack.person('eve');
    expect(await whisperTo(chat, slack.slash(eve, channel, '/queue'))).toContain('/sample by somebody else');
    expect(await whisperTo(chat, slack.slash(eve, channel, '/cancel'))).toContain('There is nothing to cancel.');
    const done = slack.slash(ada, channel, '/cancel');
    await slack.until(() => message.text === 'Cancelled.', 'the end of the answer');
    await done.message((each) => viewerOf(chat, channel, each) === ada.id && each.text === 'Cancelled.');
    expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
  });
});

describe('/remix typed bare', () => {
  it('asks about the latest picture there', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    await draw(chat);
    const asked = slack.slash(ada, channel, '/remix');
    const form = await asked.view();
    expect(textOf(form.blocks)).toContain('"initial_value":"a skull"');
    await slack.submitView(ada, form, { prompt: 'a dog' });
    expect((await asked.message(isPicture)).text).toBe('a dog · seed 180');
  });

  it('says so where there is none, also where there is only what somebody keeps to themselves', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    expect(await whisperTo(chat, slack.slash(ada, channel, '/remix'))).toContain('I know no picture here');
    slack.slash(ada, channel, '/sample', `${line} private:yes`);
    await slack.until(() => slack.messages(slack.directMessages(ada)).some(isPicture), 'a private picture');
    const eve = slack.person('eve');
    expect(await whisperTo(chat, slack.slash(eve, channel, '/remix'))).toContain('I know no picture here');
  });
});

describe('a button or a form of another time', () => {
  const change = (message: Message, actionId: string, value: string) => {
    message.blocks = [
      {
        type: 'actions',
        block_id: 'old',
        elements: [{ type: 'button', action_id: actionId, value, text: { type: 'plain_text', text: 'Old' } }],
      },
    ];
  };

  it.each([
    ['sb1:explode', 'k7m2 U1 - -'],
    ['sb1:reroll', 'k7m2'],
    ['sb1:reroll', 'k7m2 U1 - - and more'],
  ])('%s “%s” is answered with a sentence', async (actionId, value) => {
    const chat = room();
    const message = await draw(chat);
    change(message, actionId, value);
    const pressed = chat.slack.press(chat.ada, { channel: chat.channel, message }, actionId);
    expect(await whisperTo(chat, pressed)).toContain('I do not know that button any more.');
  });

  it('a button of a picture that nobody knows any more says so', async () => {
    const chat = room();
    const message = await draw(chat);
    change(message, 'sb1:reroll', `never1234 ${chat.ada.id} - -`);
    expect(await whisperTo(chat, press(chat, message, 'reroll'))).toContain('no longer kept here');
  });

  it.each(['{"command":"sample"}', 'nothing', '{}'])('a form about %s asks to open it again', async (metadata) => {
    const chat = room();
    const { slack, ada } = chat;
    const form = await press(chat, await draw(chat), 'change').view();
    slack.world.views.set(form.id, { ...form, private_metadata: metadata });
    const sent = await slack.submitView(ada, form, { prompt: 'a dog' });
    expect((await sent.acknowledged()).payload).toMatchObject({
      response_action: 'errors',
      errors: { more: 'That form is from before. Please open it again.' },
    });
  });

  it('a form without the field that mistakes are said at says it at one that it has', async () => {
    const chat = room();
    const { slack, ada } = chat;
    const form = await press(chat, await draw(chat), 'change').view();
    const blocks = form.blocks.filter(({ block_id: id }) => id === 'prompt');
    slack.world.views.set(form.id, { ...form, blocks, private_metadata: 'nothing' });
    const sent = await slack.submitView(ada, form, { prompt: 'a dog' });
    expect((await sent.acknowledged()).payload).toMatchObject({ errors: { prompt: expect.stringContaining('again') } });
  });
});

describe('after a restart, and when the host has forgotten the pictures', () => {
  it('buttons and forms work all the same', async () => {
    const chat = room();
    const { slack, channel, ada, dataDir } = chat;
    const single = await drawWhole(chat);
    const mixed = await drawWhole(chat, `${hybrid} count:2`, '/hybrid');
    const form = await press(chat, single, 'change').view();
    await chat.restart();
    await slack.submitView(ada, form, { prompt: 'a dog' });
    await slack.until(
      () => slack.messages(channel).some((each) => isPicture(each) && each.text === 'a dog · seed 180'),
      'the changed picture',
    );
    await chat.bot().stop();
    const db = openDatabase(dataDir);
    db.exec('DELETE FROM jobs');
    closeDatabase(db);
    const results = join(dataDir, 'results');
    for (const job of readdirSync(results)) rmSync(join(results, job), { recursive: true });
    await chat.restart();
    expect((await press(chat, single, 'reroll').message(isPicture)).text).toContain('a skull');
    expect((await press(chat, single, 'vary').message(isPicture)).text).toMatch(/a skull · seed \d+ · variation 1/);
    await look(press(chat, mixed, 'near-far'), /From near and from far/);
    expect(await whisperTo(chat, press(chat, single, 'settings'))).toContain('seed:180');
    expect(await whisperTo(chat, press(chat, single, 'film'))).toContain('no longer kept');
    const pressed = press(chat, single, 'change');
    await slack.submitView(ada, await pressed.view(), { prompt: 'a cat' });
    expect((await pressed.message(isPicture)).text).toContain('a cat · seed 180');
  });
});

/** What the bot has written there. */
const ownIn = ({ slack, channel }: Chat): readonly Message[] =>
  slack.messages(channel).filter(({ user }) => user === slack.world.bot.id);

/** Ids of every file that messages show. */
const filesIn = (messages: readonly Message[]): readonly string[] =>
  messages.flatMap((message) => [
    ...imagesIn(message).map(({ id }) => id),
    ...(message.files ?? []).map(({ id }) => id),
  ]);

it('a film that is shown by a button tells no step twice', async () => {
  const chat = room();
  const message = await drawWhole(chat);
  const before = stepsIn(chat.slack.messages(chat.channel, { thread: message.ts }));
  await look(press(chat, message, 'film'), /^From noise/);
  expect(stepsIn(chat.slack.messages(chat.channel, { thread: message.ts }))).toEqual(before);
});
