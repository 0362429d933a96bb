import { expect, it } from 'vitest';
import { isTop, openChat, wordsIn } from './chat.ts';

const commands = 100;

it('acknowledges a hundred commands at once within a second, and gives each its place', async () => {
  const { slack } = await openChat({
    env: { JOBS_PER_MINUTE: '1000', JOBS_PER_MINUTE_PER_CHANNEL: '1000', ENGINE_MAX_BATCH: '1' },
  });
  const people = Array.from({ length: 25 }, (_, i) => slack.person(`person-${i}`));
  const channels = Array.from({ length: 5 }, (_, i) => slack.channel(`studio-${i}`, { people }));
  const asked = Array.from({ length: commands }, (_, i) =>
    slack.slash(
      people[i % people.length]!,
      channels[i % channels.length]!,
      '/sample',
      `a skull ${i} steps:200 upscale:no`,
    ),
  );
  const delays = (await Promise.all(asked.map((each) => each.acknowledged()))).map(({ afterMs }) => afterMs);
  expect(delays.sort((a, b) => a - b)[Math.floor(commands * 0.99) - 1]).toBeLessThan(1_000);
  expect(delays.at(-1)).toBeLessThan(3_000);
  const answered = () =>
    channels.flatMap((channel) =>
      slack.messages(channel).filter((each) => isTop(each) && each.user === slack.world.bot.id),
    );
  await slack.until(() => answered().length === commands, 'a place for each');
  expect(answered().map(wordsIn).join()).not.toContain('went wrong');
}, 120_000);
