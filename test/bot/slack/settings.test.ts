import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src/bot/slack/forms/settings-form.ts';
import type { Json, View } from '../../wire/slack/double.ts';
import { temporaryDir } from '../temporary.ts';
import { roomsForFile } from './channels.ts';
import { isPicture, openChat, wordsIn } from './chat.ts';
import { deliveredLine, draw, line, makeAdmin, recipeIn, saveSettings, settingsForm } from './pressing.ts';

const room = roomsForFile();

const elementOf = ({ blocks }: View, name: string): Json =>
  blocks.find(({ block_id: id }) => id === name)?.element as Json;

const errorsIn = (payload: unknown): unknown => (payload as { errors?: unknown }).errors;

/** Somebody whose settings they are. */
function admin() {
  const chat = room();
  makeAdmin(chat, chat.ada);
  return chat;
}

const nothing = { channels: [], words: null, person: null, server: null, lifetime: null, progress: 'thread' } as const;

describe('the form of the settings', () => {
  it('shows what is set now, after a restart too, and empty fields lift it', async () => {
    const chat = admin();
    const { slack, channel, ada } = chat;
    const values = { person: 20, server: 300, progress: 'edit', words: 'Skull, two  words', lifetime: 48 };
    expect(await saveSettings(chat, ada, { ...values, channels: [channel.id] })).toEqual({});
    const check = async () => {
      const form = await settingsForm(slack, ada);
      expect(elementOf(form, 'channels').initial_conversations).toEqual([channel.id]);
      expect(elementOf(form, 'person').initial_value).toBe('20');
      expect(elementOf(form, 'server').initial_value).toBe('300');
      expect(elementOf(form, 'progress').initial_option).toMatchObject({ value: 'edit' });
      expect(elementOf(form, 'words').initial_value).toBe('skull, two words');
      expect(elementOf(form, 'lifetime').initial_value).toBe('48');
    };
    await check();
    await chat.restart();
    await check();
    expect(await saveSettings(chat, ada, nothing)).toEqual({});
    const form = await settingsForm(slack, ada);
    for (const name of ['channels', 'person', 'server', 'words', 'lifetime']) {
      expect(Object.keys(elementOf(form, name)).filter((key) => key.startsWith('initial_'))).toEqual([]);
    }
  });

  it('says a mistake at its field, and saves nothing of the rest', async () => {
    const chat = admin();
    const { slack, ada } = chat;
    await saveSettings(chat, ada, { ...nothing, person: 5 });
    const long = 'm'.repeat(51);
    expect(errorsIn(await saveSettings(chat, ada, { words: `fine, ${long}`, person: 7 }))).toEqual({
      words: expect.stringMatching(/is too long for a word\. 50 letters are the most/),
    });
    expect(errorsIn(await saveSettings(chat, ada, { words: 'good, ?!', person: 7 }))).toEqual({
      words: expect.stringContaining('neither a letter nor a digit'),
    });
    const many = Array.from({ length: 101 }, (_, i) => `w${i}`).join();
    expect(errorsIn(await saveSettings(chat, ada, { words: many }))).toEqual({
      words: expect.stringContaining('100 words are the most'),
    });
    expect(elementOf(await settingsForm(slack, ada), 'person').initial_value).toBe('5');
    await saveSettings(chat, ada, nothing);
  });

  it('keeps every word, however many fit', async () => {
    const chat = admin();
    const words = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(3, '0')}${'m'.repeat(26)}`);
    expect(words.join().length).toBeLessThanOrEqual(3_000);
    expect(words.join(', ').length).toBeGreaterThan(3_000);
    await saveSettings(chat, chat.ada, { ...nothing, words: words.join() });
    expect(await saveSettings(chat, chat.ada, {})).toEqual({});
    const form = await settingsForm(chat.slack, chat.ada);
    expect(elementOf(form, 'words').initial_value).toBe(words.join());
    await saveSettings(chat, chat.ada, nothing);
  });

  it('is not saved by who is no admin, even with a form that an admin opened', async () => {
    const chat = admin();
    const { slack, ada } = chat;
    const form = await settingsForm(slack, ada);
    slack.world.users.set(ada.id, { ...ada, isAdmin: false });
    const sent = await slack.submitView(ada, form, { person: 1 });
    expect(errorsIn((await sent.acknowledged()).payload)).toEqual({
      channels: 'Only admins of the workspace change my settings. Ask one of them.',
    });
    makeAdmin(chat, ada);
    expect(elementOf(await settingsForm(slack, ada), 'person').initial_value).toBeUndefined();
  });

  it('is not opened for who is no admin, even from a home that showed the button', async () => {
    const chat = admin();
    const { slack, ada } = chat;
    slack.openHome(ada);
    const home = await slack.until(() => slack.home(ada), 'the home');
    slack.world.users.set(ada.id, { ...ada, isAdmin: false });
    await slack.act(ada, home, 'sb1 settings').acknowledged();
    slack.openHome(ada);
    await slack.until(() => !JSON.stringify(slack.home(ada)).includes('sb1 settings'), 'a home without the button');
    expect(slack.modal(ada)).toBeNull();
  });
});

describe('a number that Slack would let through', () => {
  const filled = (value: string) => parseSettings({ person: { value: { value } } });

  it.each(['0', '-1', '2.5', '1e9', '100001', 'many'])('%s lifts no quota', (value) => {
    expect(filled(value)).toEqual({ errors: { person: 'A whole number from 1 to 100000, or nothing.' } });
  });

  it.each([
    ['7', 7],
    [' 07 ', 7],
    ['', null],
  ])('“%s” is %s', (value, count) => {
    expect(filled(value)).toMatchObject({ change: { perPersonPerDay: count } });
  });
});

describe('the model where nobody names one', () => {
  it('is chosen among those that there are, and draws', async () => {
    const models = temporaryDir();
    const fixture = fileURLToPath(new URL('../../fixtures/models/gaussian', import.meta.url));
    for (const name of ['gaussian', 'other']) {
      cpSync(fixture, join(models, name), { recursive: true });
      const manifest = join(models, name, 'model.json');
      writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"name": "gaussian"', `"name": "${name}"`));
    }
    const chat = await openChat({ env: { MODELS_DIR: models } });
    makeAdmin(chat, chat.ada);
    const before = recipeIn(chat, await draw(chat)).model;
    const wanted = before === 'gaussian' ? 'other' : 'gaussian';
    await saveSettings(chat, chat.ada, { model: wanted });
    expect(recipeIn(chat, await draw(chat)).model).toBe(wanted);
    expect(recipeIn(chat, await draw(chat, `${line} model:${before}`)).model).toBe(before);
    const form = await settingsForm(chat.slack, chat.ada);
    expect(elementOf(form, 'model').initial_option).toMatchObject({ value: wanted });
  });
});

describe('how the steps are shown', () => {
  it.each([
    ['edit', 2],
    ['off', 0],
  ] as const)('%s', async (progress, below) => {
    const chat = admin();
    const { slack, channel, ada } = chat;
    await saveSettings(chat, ada, { ...nothing, progress });
    const message = await slack.slash(ada, channel, '/sample', line).message(isPicture);
    const thread = () => slack.messages(channel, { thread: message.ts }).filter(({ ts }) => ts !== message.ts);
    await slack.until(() => thread().length >= below, 'what is told');
    await chat.bot().logged(deliveredLine(message));
    expect(thread().map(wordsIn)).toEqual(
      progress === 'off' ? [] : ['Steps 1–4 of 4\nSteps 1–4 of 4', 'From noise to picture'],
    );
    await saveSettings(chat, ada, nothing);
  });
});
