import { describe, expect, it, onTestFinished } from 'vitest';
import { openSlack } from '../../wire/slack/double.ts';
import { diskOf, hasSmallDisks, withSmallDisk } from '../small-disk.ts';
import { spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { isPicture, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

describe.runIf(hasSmallDisks)('a request that cannot be written down, since the disk is full', () => {
  it.each(['socket', 'http'] as const)(
    'is acknowledged and told so, over %s, and works when there is room',
    async (mode) => {
      const slack = await openSlack({ patienceMs: 60_000 });
      onTestFinished(slack.close);
      const ada = slack.person('ada');
      const channel = slack.channel('studio', { people: [ada] });
      const dataDir = temporaryDir();
      const bot = await spawnBot(dataDir, slack.env(mode), withSmallDisk(dataDir));
      const disk = diskOf(bot.pid, dataDir);
      disk.fill();
      const typed = slack.slash(ada, channel, '/sample', quickly);
      const mentioned = await slack.mention(ada, channel, `sample ${quickly}`);
      for (const each of [typed, mentioned]) {
        await each.acknowledged();
        expect(wordsIn(await each.message())).toContain('disk is full');
      }
      disk.empty();
      await slack.slash(ada, channel, '/sample', quickly).message(isPicture);
      slack.expectClean();
    },
    120_000,
  );
});
