import { describe, expect, it, onTestFinished } from 'vitest';
import { type Fault, type Json, type Message, openSlack, type SlackDouble } from '../../wire/slack/double.ts';
import { spawnFastBot } from '../spawned-bot.ts';
import { speedup } from '../speedup.ts';
import { temporaryDir } from '../temporary.ts';
import { hasFilm, isPicture, isTop, stepsIn } from './chat.ts';

const jobs = 10;
const steps = 100;

/** How often the result of each prompt stands in the channel. */
function timesShown(messages: readonly Message[]): readonly number[] {
  const pictures = messages.filter(isPicture);
  return Array.from({ length: jobs }, (_, i) => pictures.filter(({ text }) => text.includes(`a skull ${i} ·`)).length);
}

describe('a bot that is killed with ten accepted jobs', () => {
  it('answers each of them once when it is started again, with all steps in their threads', async () => {
    const slack = await openSlack({ speedup, patienceMs: 200_000 });
    onTestFinished(slack.close);
    const people = Array.from({ length: 5 }, (_, i) => slack.person(`person-${i}`));
    const channels = Array.from({ length: 5 }, (_, i) => slack.channel(`studio-${i}`, { people }));
    const messages = () => channels.flatMap((channel) => slack.messages(channel));
    const dataDir = temporaryDir();
    const start = () => spawnFastBot(dataDir, { ...slack.env('socket'), ENGINE_MAX_BATCH: '1' }, speedup);
    const bot = await start();
    for (let i = 0; i < jobs; i++) {
      slack.slash(
        people[i % people.length]!,
        channels[i % channels.length]!,
        '/sample',
        `a skull ${i} steps:${steps} upscale:no`,
      );
    }
    const shown = () => timesShown(messages()).filter((times) => times > 0).length;
    const own = () => messages().filter(isTop);
    // A waiting job says its place only after it was journaled.
    await slack.until(() => own().length === jobs && shown() >= 1, 'ten accepted jobs, one of them shown');
    await bot.kill();
    expect(shown()).toBeLessThan(jobs);
    await start();
    await slack.until(() => timesShown(messages()).every((times) => times > 0), 'ten pictures');
    const threads = channels.flatMap((channel) =>
      slack
        .messages(channel)
        .filter(isTop)
        .map(
          ({ ts }) =>
            () =>
              slack.messages(channel, { thread: ts }),
        ),
    );
    await slack.until(() => threads.every((thread) => hasFilm(thread())), 'the ends of the threads');
    expect(timesShown(messages())).toEqual(Array.from({ length: jobs }, () => 1));
    expect(own()).toHaveLength(jobs);
    const all = Array.from({ length: steps }, (_, i) => i + 1);
    for (const thread of threads) expect(stepsIn(thread())).toEqual(all);
    slack.expectClean();
  }, 400_000);
});

/** Longer than it takes until the bot is dead. */
const whileItDies = 8_000;

const isResult = ({ blocks }: Json): boolean => JSON.stringify(blocks ?? '').includes('sb1:reroll');
const isShared = ({ channel_id: channel }: Json): boolean => channel !== undefined;

const moments: Readonly<Record<string, Fault>> = {
  'while a picture is uploaded': { method: 'upload', delayMs: whileItDies },
  'when the answer stands, before it knows': { method: 'chat.postMessage', answerAfterMs: whileItDies },
  'when streamed steps stand, before it knows': { method: 'chat.startStream', answerAfterMs: whileItDies },
  'when the picture stands, before it knows': {
    method: 'chat.update',
    matching: isResult,
    answerAfterMs: whileItDies,
  },
  'when the film stands, before it knows': {
    method: 'files.completeUploadExternal',
    matching: isShared,
    answerAfterMs: whileItDies,
  },
};

/** Eight steps, then four that enlarge. */
const line = 'a skull steps:8';
const stepCount = 12;

type Place = 'channel' | 'thread' | 'direct messages';

/** Asks there. @returns What stands in the place where the answer belongs. */
async function ask(slack: SlackDouble, place: Place): Promise<() => readonly Message[]> {
  const ada = slack.person('ada');
  const channel = slack.channel('studio', { people: [ada] });
  const own = (messages: readonly Message[]) => messages.filter(({ user }) => user === slack.world.bot.id);
  if (place === 'thread') {
    const root = await slack.post(ada, channel, 'who can draw a skull?');
    await slack.mention(ada, channel, `sample ${line}`, { thread: root.ts });
    return () => own(slack.messages(channel, { thread: root.ts }));
  }
  const isPrivate = place === 'direct messages';
  slack.slash(ada, channel, '/sample', isPrivate ? `${line} private:yes` : line);
  return () => own(slack.messages(isPrivate ? slack.directMessages(ada) : channel));
}

describe('a bot that is killed', () => {
  it.each<[Place, keyof typeof moments]>([
    ['channel', 'while a picture is uploaded'],
    ['channel', 'when the answer stands, before it knows'],
    ['channel', 'when streamed steps stand, before it knows'],
    ['channel', 'when the picture stands, before it knows'],
    ['channel', 'when the film stands, before it knows'],
    ['thread', 'when the answer stands, before it knows'],
    ['thread', 'when the film stands, before it knows'],
    ['direct messages', 'when the answer stands, before it knows'],
    ['direct messages', 'when the picture stands, before it knows'],
  ])(
    'in the midst of an answer (%s), %s: all of it is there once',
    async (place, moment) => {
      const slack = await openSlack({ speedup, patienceMs: 60_000 });
      onTestFinished(slack.close);
      const dataDir = temporaryDir();
      const start = () => spawnFastBot(dataDir, { ...slack.env('socket'), JOBS_PER_MINUTE: '100' }, speedup);
      const bot = await start();
      slack.failNext(moments[moment]!);
      const there = await ask(slack, place);
      await slack.until(() => slack.faultsLeft() === 0, moment);
      // What took effect can be seen by now, or was only begun.
      await slack.until(() => there().length > 0, 'something of the answer');
      await bot.kill();
      const next = await start();
      await expect.poll(next.log, { timeout: 60_000 }).toContain('job ended');
      const films = () => there().filter((each) => hasFilm([each]));
      const shares = () => slack.requests.filter(({ method, args }) => /complete/.test(method) && isShared(args));
      await slack.until(() => there().some(isPicture) && films().length === shares().length, 'all that was sent');
      const told = stepsIn(there());
      expect({ pictures: there().filter(isPicture).length, films: films().length, told }).toEqual({
        ...{ pictures: 1, films: 1 },
        told: Array.from({ length: stepCount }, (_, i) => i + 1),
      });
      slack.expectClean();
    },
    150_000,
  );
});
