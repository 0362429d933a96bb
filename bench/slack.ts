import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CrowdParts, createCrowd, fareOf, firstPrompt, fullest, oddWords } from '../test/bot/slack/crowd.ts';
import { hasFilm, isPicture, isTop } from '../test/bot/slack/seen.ts';
import { type Channel, type Mode, openSlack, type SlackDouble } from '../test/wire/slack/double.ts';
import { arrive, drawing, generous, percentile } from './crowd.ts';
import type { Print } from './print.ts';
import { type BotProcess, startBot } from './process.ts';

const commands = 100;
const arriveWithinMs = 20_000;
const people = 20;
const channels = 4;
/** How long the last picture may take, and how long the last thread. */
const patienceMs = 900_000;

/** A crowd of people at the bot, which is a process of its own; Slack is in this one. */
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

/** Everybody is admitted, but where the limits are as they ship. */
const runs: Readonly<Record<string, Run>> = {
  socket: { mode: 'socket', limits: generous },
  http: { mode: 'http', limits: generous },
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
  await bot.metrics(); // a reading begins a new period for the event loop's histogram
  const ownDelay = monitorEventLoopDelay({ resolution: 10 });
  ownDelay.enable();
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  const askings = await arrive(commands, arriveWithinMs, createCrowd(crowd));
  const metrics = await bot.metrics();
  ownDelay.disable();
  const parcels = slack.mail.parcels.slice(parcelsBefore);
  const waits = parcels.flatMap(({ acknowledgement }) => acknowledgement?.afterMs ?? []).toSorted((a, b) => a - b);
  print('deliveries acknowledged', `${waits.length} of ${parcels.length}`, 'goal: all');
  print('acknowledgement: p50', `${percentile(waits, 0.5)} ms`);
  print('acknowledgement: p99', `${percentile(waits, 0.99)} ms`, 'goal ≤ 1000 ms');
  print('acknowledgement: the slowest', `${waits.at(-1) ?? Number.NaN} ms`, 'goal ≤ 3000 ms');
  const delayMs = 1000 * (metrics.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN);
  print("event-loop delay p99 of the bot's process meanwhile", `${delayMs.toFixed(1)} ms`);
  print('event-loop delay p99 of the process that plays Slack', `${(ownDelay.percentile(99) / 1e6).toFixed(1)} ms`);

  await lowPriority(begun, () => fareOf(crowd, askings).open === 0);
  const fare = fareOf(crowd, askings);
  print('answered with a picture', String(fare.pictures));
  print('answered in words that were asked for', String(fare.words));
  print('refused with a waiting time', String(fare.refused));
  print('lost: neither answered nor refused with a waiting time', String(fare.open), 'goal: 0');
  print('seconds until the last was answered', seconds());
  await lowPriority(begun, () => isQuiet(slack, places));
  print('threads told to their end', share(toldIn(slack, places)), 'goal: 100 %');
  print('seconds until the last thread was told', seconds());
  const sent = slack.requests.slice(sentBefore);
  print('requests that the bot sent', String(sent.length));
  print('answered by 429', String(sent.filter(({ status }) => status === 429).length), 'goal: 0');
  print('most messages in a channel within a minute', String(fullest(sent, 60_000)), 'goal ≤ 60');
  for (const words of oddWords(crowd).slice(0, 3)) print('  an odd answer', words);
  for (const violation of slack.violations.slice(0, 3)) print('  what Slack would not have', violation);
}

/** Returns when it is so, or patience is over. */
async function lowPriority(begun: number, isSo: () => boolean): Promise<void> {
  while (!isSo() && performance.now() - begun < patienceMs) await sleep(250);
}

const picturesIn = (slack: SlackDouble, place: Channel) =>
  slack.messages(place).filter((each) => isTop(each) && isPicture(each));

/** How many of the threads below pictures are told to their end. */
function toldIn(slack: SlackDouble, places: readonly Channel[]): number {
  const threads = places.flatMap((place) =>
    picturesIn(slack, place).map(({ ts }) => slack.messages(place, { thread: ts })),
  );
  return threads.filter(hasFilm).length / threads.length;
}

const isQuiet = (slack: SlackDouble, places: readonly Channel[]): boolean => toldIn(slack, places) === 1;

const share = (of1: number): string => `${(100 * of1).toFixed(0)} %`;
