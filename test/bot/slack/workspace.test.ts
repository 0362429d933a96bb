import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../../src/bot/slack/setup/manifest.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import type { Json, User } from '../../wire/slack/double.ts';
import { type Chat, hasFilm, isPicture, isTop, openChat, stepsIn, wordsIn } from './chat.ts';

const quickly = 'a skull steps:8 upscale:no';

const textOf = (blocks: readonly Json[]): string => JSON.stringify(blocks);

const makeAdmin = ({ slack }: Chat, person: User): void => {
  slack.world.users.set(person.id, { ...person, isAdmin: true });
};

describe('an app that was made from our manifest', () => {
  const manifest = { ...slackManifest({ prefix: 'stride-', httpUrl: null }) } as Json;
  const open = () => openChat({ env: { SLACK_COMMAND_PREFIX: 'stride-' }, options: { manifest } });

  it('has the rights for everything: steps, picture and film', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    slack.slash(ada, channel, '/stride-sample', quickly);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    const thread = () => slack.messages(channel, { thread: message.ts });
    await slack.until(() => hasFilm(thread()), 'the film');
    expect(stepsIn(thread())).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('names its commands as the workspace has them', async () => {
    const { slack, channel, ada } = await open();
    const help = await slack.slash(ada, channel, '/stride-help').message();
    expect(wordsIn(help)).toContain('/stride-sample a skull');
    expect(wordsIn(help)).not.toMatch(/ \/sample/);
  });
});

describe('a workspace without streamed messages', () => {
  it('is told the steps in plain ones', async () => {
    const { slack, channel, ada } = await openChat({ options: { offersStreaming: false } });
    slack.slash(ada, channel, '/sample', quickly);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    const thread = () => slack.messages(channel, { thread: message.ts });
    await slack.until(() => hasFilm(thread()), 'the film');
    expect(stepsIn(thread())).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(thread().some(({ streaming_state: state }) => state !== undefined)).toBe(false);
  });
});

describe('a workspace with streamed messages', () => {
  it('is told the steps as tasks, with their sheets, and the message is ended', async () => {
    const { slack, channel, ada } = await openChat();
    slack.slash(ada, channel, '/sample', quickly);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    const thread = () => slack.messages(channel, { thread: message.ts });
    await slack.until(() => hasFilm(thread()), 'the film');
    const [streamed, ...others] = thread().filter(({ streaming_state: state }) => state !== undefined);
    expect(others).toEqual([]);
    expect(streamed?.streaming_state).toBe('completed');
    expect(stepsIn([streamed!])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(streamed?.blocks?.map(({ type }) => type)).toContain('image');
  });
});

describe('the home of the app', () => {
  it('shows help and the latest pictures, with links to them', async () => {
    const { slack, channel, ada } = await openChat();
    slack.slash(ada, channel, '/sample', quickly);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    await slack.until(() => hasFilm(slack.messages(channel, { thread: message.ts })), 'the end');
    slack.openHome(ada);
    const home = await slack.until(() => slack.home(ada), 'the home');
    expect(textOf(home.blocks)).toContain('/sample a skull');
    expect(textOf(home.blocks)).toContain(`p${message.ts.replace('.', '')}`);
    expect(textOf(home.blocks)).not.toContain('Change settings');
  });

  it('lets admins change the settings, which hold at once', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const grace = slack.person('grace');
    const other = slack.channel('other', { people: [grace] });
    makeAdmin(chat, ada);
    slack.openHome(ada);
    const home = await slack.until(() => slack.home(ada), 'the home');
    const view = await slack.act(ada, home, 'sb1 settings').view();
    const saved = await slack.submitView(ada, view, { channels: [channel.id], words: 'Skull, dragon', person: 3 });
    await saved.acknowledged();
    const elsewhere = await slack.slash(grace, other, '/sample', 'a cat steps:4 upscale:no').message();
    expect(wordsIn(elsewhere)).toMatch(/channel/);
    const refused = await slack.slash(grace, channel, '/sample', quickly).message();
    expect(isPicture(refused)).toBe(false);
    expect(slack.messages(channel).filter(isTop)).toEqual([]);
  });
});

describe('what only who asked may do', () => {
  it('deletes a picture with its thread; others are told that they may not', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const grace = slack.person('grace');
    slack.slash(ada, channel, '/sample', quickly);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    await slack.until(() => hasFilm(slack.messages(channel, { thread: message.ts })), 'the end');
    await slack.post(grace, channel, 'hello');
    const refused = await slack.press(grace, { channel, message }, 'sb1:delete').message();
    expect(wordsIn(refused)).toContain('Somebody else');
    slack.press(ada, { channel, message }, 'sb1:delete');
    await slack.until(() => !slack.messages(channel).some(isPicture), 'the picture to go');
  });
});

describe('buttons whose job is no longer kept', () => {
  it('work from the files of the message', async () => {
    const chat = await openChat();
    const { slack, channel, ada, dataDir } = chat;
    slack.slash(ada, channel, '/sample', `${quickly} seed:180`);
    const message = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'a picture');
    await slack.until(() => chat.bot().log().includes('"state":"delivered"'), 'the end of the job');
    await chat.bot().stop();
    forgetJobs(dataDir);
    await chat.restart();
    const again = await slack.press(ada, { channel, message }, 'sb1:reroll').message(isPicture);
    expect(again.text).toContain('a skull');
  });
});

function forgetJobs(dataDir: string): void {
  const db = openDatabase(dataDir);
  db.exec('DELETE FROM jobs');
  closeDatabase(db);
}
