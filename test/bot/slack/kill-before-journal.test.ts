import { describe, expect, it, onTestFinished } from 'vitest';
import { type Exchange, type Message, type Mode, openSlack } from '../../wire/slack/double.ts';
import { spawnFastBot } from '../spawned-bot.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { hasFilm, isPicture, isTop, wordsIn } from './chat.ts';
import { ownManifest } from './own-manifest.ts';
import { photo } from './pressing.ts';

const quickly = 'steps:4 upscale:no';

/** Longer than it takes until the bot is dead, and nothing is done. */
const neverDone = { delayMs: 60_000, status: 500 } as const;

/** A workspace with a bot in it that can be killed, and a picture of ada's. */
async function openStudio(mode: Mode) {
  const slack = await openSlack({ speedup, patienceMs: 100_000, manifest: ownManifest(mode) });
  onTestFinished(slack.close);
  const ada = slack.person('ada');
  const channel = slack.channel('studio', { people: [ada] });
  const dataDir = temporaryDir();
  const start = () => spawnFastBot(dataDir, { ...slack.env(mode), JOBS_PER_MINUTE: '100' }, speedup);
  const bot = await start();
  const first = await slack.slash(ada, channel, '/sample', `the first ${quickly}`).message(isPicture);
  await slack.until(() => hasFilm(slack.messages(channel, { thread: first.ts })), 'the end of its thread');
  return { slack, ada, channel, bot, first, start };
}

const naming = (prompt: string) => (message: Message) => isPicture(message) && message.text.includes(prompt);

describe.each(['socket', 'http'] as const)('a bot that is killed after it acknowledged, over %s', (mode) => {
  it('answers each request once when it is started again, though Slack delivers all of them again', async () => {
    const { slack, ada, channel, bot, first, start } = await openStudio(mode);
    const posted = await slack.post(ada, channel, 'my cat', { files: [await photo()] });
    const form = await slack.shortcut(ada, 'sdedit_this', { channel, message: posted }).view();
    bot.haltEngine();
    slack.failNext({ method: 'download', times: 3, ...neverDone });
    slack.failNext({ method: 'conversations.replies', ...neverDone });
    const asked: readonly Exchange[] = [
      slack.slash(ada, channel, '/sample', `a skull ${quickly}`),
      slack.slash(ada, channel, '/sample', `a secret ${quickly} private:yes`),
      slack.press(ada, { channel, message: first }, 'sb1:vary'),
      slack.shortcut(ada, 'turn_this', { channel, message: posted }),
      await slack.mention(ada, channel, `sdedit a castle ${quickly}`, { files: [await photo()] }),
      await slack.mention(ada, channel, `sdedit a tower ${quickly}`, { thread: posted.ts }),
      await slack.submitView(ada, form, { prompt: 'a house', more: quickly }),
      await slack.direct(ada, `a flag ${quickly}`),
    ];
    for (const each of asked) await each.acknowledged();
    await expect.poll(slack.faultsLeft, { timeout: 30_000 }).toBe(0);
    await bot.kill();
    await start();
    for (const { parcel } of asked) slack.mail.send(parcel.kind, parcel.payload);
    const direct = slack.directMessages(ada);
    const everywhere = () => [...slack.messages(channel), ...slack.messages(direct)];
    const count = (what: (message: Message) => boolean) => everywhere().filter(what).length;
    const drawn = ['a skull', 'a secret', 'a castle', 'a tower', 'a house', 'a flag', 'the first'].map(naming);
    const isTurned = ({ text }: Message) => text.startsWith('The picture when flipped');
    const expected = [1, 1, 1, 1, 1, 1, 2];
    const isThere = () => drawn.every((each, i) => count(each) >= expected[i]!) && count(isTurned) > 0;
    await slack.until(isThere, 'all that was asked for');
    // Whatever would come twice has come before what was asked for last.
    await slack.slash(ada, channel, '/sample', `the last ${quickly}`).message(naming('the last'));
    expect([...drawn, isTurned].map(count)).toEqual([...expected, 1]);
    expect(slack.messages(channel).some(naming('a secret'))).toBe(false);
    slack.expectClean();
  }, 180_000);
});

describe('a bot that is killed before a form is opened', () => {
  it('tells who asked to ask again', async () => {
    const { slack, ada, channel, bot, start } = await openStudio('socket');
    slack.failNext({ method: 'views.open', ...neverDone });
    const asked = slack.slash(ada, channel, '/sdedit', 'a castle');
    await asked.acknowledged();
    await expect.poll(slack.faultsLeft, { timeout: 30_000 }).toBe(0);
    await bot.kill();
    slack.clock.advance(4_000); // a form can be opened for three seconds
    await start();
    expect(wordsIn(await asked.message())).toMatch(/did not let me open a form.*try it again/s);
    expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
    slack.forgive(); // that it was too late is what this test is about
  }, 120_000);
});
