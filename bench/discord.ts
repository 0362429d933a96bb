import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { type Asking, createCrowd, type Outcome, outcomeOf } from '../test/bot/discord/crowd.ts';
import { isPicture } from '../test/bot/discord/seen.ts';
import { type Channel, type DiscordDouble, openDiscord } from '../test/wire/discord/double.ts';
import { drawing, percentile, sendSpread, unlimited } from './crowd.ts';
import { eventLoopDelay, watchEventLoop } from './event-loop.ts';
import type { Print } from './print.ts';
import { type BotProcess, startBot } from './process.ts';

const commands = 200;
const arriveWithinMs = 20_000;
const people = 20;
const channels = 4;
/** Time limit for the last picture. */
const patienceMs = 600_000;

/** Measures a crowd of users. The bot is a process of its own; this process plays Discord. */
export async function benchDiscord(print: Print): Promise<void> {
  print('', '');
  print(`Discord: ${commands} commands in ${arriveWithinMs / 1000} s, everybody admitted`, '');
  await benchCrowd(print, unlimited);
  print('', '');
  print(`Discord: ${commands} commands in ${arriveWithinMs / 1000} s, limits as they ship`, '');
  await benchCrowd(print, {});
}

async function benchCrowd(print: Print, limits: Readonly<Record<string, string>>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  const discord = await openDiscord({ patienceMs });
  const guild = discord.guild();
  const places = Array.from({ length: channels }, (_, i) => discord.channel(guild, `studio-${i}`));
  const crowd = Array.from({ length: people }, (_, i) => discord.person(`person-${i}`, { in: [guild] }));
  const early = discord.person('early', { in: [guild] });
  const bot = await startBot({
    ...{ ...discord.env(), ...limits, DATA_DIR: dataDir },
    ENGINE_THREADS: String(cpus().length),
  });
  try {
    await discord.until(() => discord.world.commands.size > 0, 'the registration of the commands');
    const pictures: APIMessage[] = [];
    for (const place of places) {
      const drawn = await discord.slash(early, place, 'sample', { prompt: 'a skull' });
      pictures.push(await drawn.message(isPicture));
    }
    await discord.until(() => discord.world.interactions.size > 0 && isQuiet(discord), 'the end of the first pictures');
    const ask = createCrowd({ discord, people: crowd, channels: places, pictures, drawing: await drawing() });
    await watch(print, { discord, bot, places, ask });
  } finally {
    await bot.end();
    await discord.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Stage {
  readonly discord: DiscordDouble;
  readonly bot: BotProcess;
  readonly places: readonly Channel[];
  readonly ask: (index: number) => Promise<Asking>;
}

async function watch(print: Print, { discord, bot, ask }: Stage): Promise<void> {
  const sentBefore = discord.requests.length;
  await bot.metrics(); // resets the histogram of the event loop's delay
  const ownDelay = watchEventLoop();
  const startedAt = performance.now();
  const requests = await sendSpread(commands, arriveWithinMs, ask);
  const metrics = await bot.metrics();
  const acknowledged = requests.flatMap(({ exchange }) => exchange.interaction.answer ?? []);
  const waits = acknowledged.map(({ afterMs }) => afterMs).toSorted((a, b) => a - b);
  print('acknowledged', `${acknowledged.length} of ${commands}`, 'goal: all');
  print('first answer: p50', `${percentile(waits, 0.5)} ms`);
  print('first answer: p99', `${percentile(waits, 0.99)} ms`, 'goal ≤ 1000 ms');
  print('first answer: the slowest', `${waits.at(-1) ?? Number.NaN} ms`);
  print("event-loop delay p99 of the bot's process meanwhile", eventLoopDelay(metrics), 'goal ≤ 20 ms');
  print('event-loop delay p99 of the process that plays Discord', ownDelay());

  await waitUntilSettled(discord, requests, startedAt);
  const outcomes = requests.map((asking) => outcomeOf(asking, true));
  const count = (...wanted: readonly Outcome[]) => String(outcomes.filter((each) => wanted.includes(each)).length);
  print('answered with a picture', count('picture'));
  print('answered with an expected message', count('words'));
  print('refused with a waiting time', count('refused'));
  print('lost: neither answered nor refused with a waiting time', count('open', 'odd', 'unanswered'), 'goal: 0');
  print('seconds until the last was answered', ((performance.now() - startedAt) / 1000).toFixed(0));
  const sent = discord.requests.slice(sentBefore);
  print('requests that the bot sent', String(sent.length));
  print('answered by 429', String(sent.filter(({ status }) => status === 429).length), 'goal: 0');
  print('fullest bucket', share(Math.max(...sent.map(({ use }) => use?.own ?? 0))), 'goal ≤ 100 %');
  print(
    'fullest second of all requests together',
    share(Math.max(...sent.map(({ use }) => use?.global ?? 0))),
    'goal ≤ 100 %',
  );
  for (const { exchange } of requests.filter((_, i) => outcomes[i] === 'odd').slice(0, 3))
    print('  an unexpected answer', exchange.original()?.content ?? '');
  for (const violation of discord.violations.slice(0, 3)) print('  a violation of Discord’s rules', violation);
}

/** Waits until every command is answered and every thread is closed, or the time limit is over. */
async function waitUntilSettled(discord: DiscordDouble, requests: readonly Asking[], startedAt: number): Promise<void> {
  const isOver = () => requests.every((asking) => outcomeOf(asking, true) !== 'open') && isQuiet(discord);
  while (!isOver() && performance.now() - startedAt < patienceMs) await sleep(250);
}

/** Whether all threads are closed. */
const isQuiet = ({ world }: DiscordDouble): boolean =>
  [...world.channels.values()].every(({ parentId, isArchived }) => parentId === null || isArchived);

const share = (value: number): string => `${(100 * value).toFixed(0)} %`;
