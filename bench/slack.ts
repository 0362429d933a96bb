import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CrowdParts, createCrowd, fareOf, firstPrompt, fullest, oddWords } from '../test/bot/slack/crowd.ts';
import { hasFilm, isPicture, isTop } from '../test/bot/slack/seen.ts';
import { type Channel, type Mode, openSlack, type SlackDouble } from '../test/wire/slack/double.ts';
import { drawing, percentile, sendSpread, unlimited } from './crowd.ts';
import { eventLoopDelay, watchEventLoop } from './event-loop.ts';
import type { Print } from './print.ts';
import { type BotProcess, startBot } from './process.ts';

const commands = 100;
const arriveWithinMs = 20_000;
const people = 20;
const channels = 4;
/** Time limit for the last picture, and for the last thread. */
const patienceMs = 900_000;

/** Measures a crowd of users. The bot is a process of its own; this process plays Slack. */
export async function benchSlack(print: Print, names: readonly string[] = Object.keys(runs)): Promise<void> {
  for (const name of names) {
    const { mode, limits } = runs[name]!;
    print('', '');
    print(`Slack (${name}): ${commands} commands in ${arriveWithinMs / 1000} s`, '');
    await benchCrowd(print, mode, limits);
  }
}

interface Run {
  readonly mode: Mode;
  readonly limits: Readonly<Record<string, string>>;
}

/** Runs by name. In `limits` the default limits apply; in the others everybody is admitted. */
const runs: Readonly<Record<string, Run>> = {
  socket: { mode: 'socket', limits: unlimited },
  http: { mode: 'http', limits: unlimited },
  limits: { mode: 'socket', limits: {} },
};

async function benchCrowd(print: Print, mode: Mode, limits: Readonly<Record<string, string>>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  const slack = await openSlack({ patienceMs });
  const crowd = Array.from({ length: people }, (_, i) => slack.person(`person-${i}`));
  const early = slack.person('early');
  const places = Array.from({ length: channels }, (_, i) =>
    slack.channel(`studio-${i}`, { people: [...crowd, early] }),
  );
  const bot = await startBot({
    ...{ ...slack.env(mode), ...limits, DATA_DIR: dataDir },
    ENGINE_THREADS: String(cpus().length),
  });
  try {
    const pictures = [];
    for (const place of places) {
      slack.slash(early, place, '/sample', firstPrompt);
      pictures.push(await slack.until(() => picturesIn(slack, place)[0] ?? null, 'a first picture'));
    }
    await slack.until(() => isQuiet(slack, places), 'the end of the first threads');
    const parts = { slack, people: crowd, channels: places, pictures, drawing: await drawing() };
    await watch(print, parts, bot);
  } finally {
    await bot.end();
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function watch(print: Print, crowd: CrowdParts, bot: BotProcess): Promise<void> {
  const { slack, channels: places } = crowd;
  const [parcelsBefore, sentBefore] = [slack.mail.parcels.length, slack.requests.length];
  await bot.metrics(); // resets the histogram of the event loop's delay
  const ownDelay = watchEventLoop();
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0);
  const requests = await sendSpread(commands, arriveWithinMs, createCrowd(crowd));
  const metrics = await bot.metrics();
  const parcels = slack.mail.parcels.slice(parcelsBefore);
  const waits = parcels.flatMap(({ acknowledgement }) => acknowledgement?.afterMs ?? []).toSorted((a, b) => a - b);
  print('deliveries acknowledged', `${waits.length} of ${parcels.length}`, 'goal: all');
  print('acknowledgement: p50', `${percentile(waits, 0.5)} ms`);
  print('acknowledgement: p99', `${percentile(waits, 0.99)} ms`, 'goal ≤ 1000 ms');
  print('acknowledgement: the slowest', `${waits.at(-1) ?? Number.NaN} ms`, 'goal ≤ 3000 ms');
  print("event-loop delay p99 of the bot's process meanwhile", eventLoopDelay(metrics), 'goal ≤ 20 ms');
  print('event-loop delay p99 of the process that plays Slack', ownDelay());

  await waitUntil(startedAt, () => fareOf(crowd, requests).open === 0);
  const outcome = fareOf(crowd, requests);
  print('answered with a picture', String(outcome.pictures));
  print('answered with an expected message', String(outcome.words));
  print('refused with a waiting time', String(outcome.refused));
  print('lost: neither answered nor refused with a waiting time', String(outcome.open), 'goal: 0');
  print('seconds until the last was answered', seconds());
  await waitUntil(startedAt, () => isQuiet(slack, places));
  print('threads that are complete', share(finishedThreadShare(slack, places)), 'goal: 100 %');
  print('seconds until the last thread was complete', seconds());
  const sent = slack.requests.slice(sentBefore);
  print('requests that the bot sent', String(sent.length));
  print('answered by 429', String(sent.filter(({ status }) => status === 429).length), 'goal: 0');
  print('most messages in a channel within a minute', String(fullest(sent, 60_000)), 'goal ≤ 60');
  for (const words of oddWords(crowd).slice(0, 3)) print('  an unexpected answer', words);
  for (const violation of slack.violations.slice(0, 3)) print('  a violation of Slack’s rules', violation);
}

/** Waits until a condition holds, or the time limit is over. */
async function waitUntil(startedAt: number, isDone: () => boolean): Promise<void> {
  while (!isDone() && performance.now() - startedAt < patienceMs) await sleep(250);
}

const picturesIn = (slack: SlackDouble, place: Channel) =>
  slack.messages(place).filter((each) => isTop(each) && isPicture(each));

/** Share of the threads below pictures that are complete, 0 … 1. */
function finishedThreadShare(slack: SlackDouble, places: readonly Channel[]): number {
  const threads = places.flatMap((place) =>
    picturesIn(slack, place).map(({ ts }) => slack.messages(place, { thread: ts })),
  );
  return threads.filter(hasFilm).length / threads.length;
}

const isQuiet = (slack: SlackDouble, places: readonly Channel[]): boolean => finishedThreadShare(slack, places) === 1;

const share = (value: number): string => `${(100 * value).toFixed(0)} %`;
