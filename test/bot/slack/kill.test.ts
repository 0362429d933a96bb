import { describe, expect, it, onTestFinished } from 'vitest';
import { type Message, openSlack } from '../../wire/slack/double.ts';
import { spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { hasFilm, isPicture, isTop, stepsIn } from './chat.ts';

const jobs = 10;
const steps = 250;

/** How often the result of each prompt stands in the channel. */
function timesShown(messages: readonly Message[]): readonly number[] {
  const pictures = messages.filter(isPicture);
  return Array.from({ length: jobs }, (_, i) => pictures.filter(({ text }) => text.includes(`a skull ${i} ·`)).length);
}

describe('a bot that is killed with ten accepted jobs', () => {
  it('answers each of them once when it is started again, with all steps in their threads', async () => {
    const slack = await openSlack({ patienceMs: 100_000 });
    onTestFinished(slack.close);
    const people = Array.from({ length: 5 }, (_, i) => slack.person(`person-${i}`));
    const channels = Array.from({ length: 5 }, (_, i) => slack.channel(`studio-${i}`, { people }));
    const messages = () => channels.flatMap((channel) => slack.messages(channel));
    const dataDir = temporaryDir();
    const start = () => spawnBot(dataDir, { ...slack.env('socket'), ENGINE_MAX_BATCH: '1' });
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
  }, 200_000);
});
