import sharp from 'sharp';
import { expect, it } from 'vitest';
import { firstWord } from '../../wire/first-words.ts';
import { isPicture, isTop, openChat, wordsIn } from './chat.ts';
import { type Asking, type CrowdParts, createCrowd, fareOf, firstPrompt, fullest } from './crowd.ts';

const commands = 40;
const options = 'steps:4 upscale:no';

it('answers forty people who come at once, one message a second in each channel, and loses nothing', async () => {
  const { slack } = await openChat({
    env: { JOBS_PER_MINUTE: '1000', JOBS_PER_MINUTE_PER_CHANNEL: '1000', ENGINE_MAX_BATCH: '1' },
    options: { patienceMs: 100_000, speedup: 1 },
  });
  const people = Array.from({ length: 10 }, (_, i) => slack.person(`person-${i}`));
  const channels = Array.from({ length: 4 }, (_, i) => slack.channel(`studio-${i}`, { people }));
  const pictures = await Promise.all(
    channels.map((channel) => {
      slack.slash(people[0]!, channel, '/sample', `${firstPrompt} ${options}`);
      return slack.until(
        () => slack.messages(channel).find((each) => isTop(each) && isPicture(each)) ?? null,
        'a first picture',
      );
    }),
  );
  const crowd: CrowdParts = { slack, people, channels, pictures, options, drawing: await drawing() };
  const ask = createCrowd(crowd);
  const before = slack.mail.parcels.length;
  const askings: Asking[] = await Promise.all(Array.from({ length: commands }, (_, i) => ask(i)));

  await slack.until(() => fareOf(crowd, askings).open === 0, 'an answer to everybody');
  expect(fareOf(crowd, askings)).toEqual({ pictures: 36, words: 4, refused: 0, open: 0 });
  const acknowledged = slack.mail.parcels.slice(before).map(({ acknowledgement }) => acknowledgement?.afterMs);
  expect(acknowledged.filter((afterMs) => afterMs === undefined || afterMs > 3_000)).toEqual([]);
  expect(slack.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(fullest(slack.requests, 10_000)).toBeLessThanOrEqual(13);
}, 120_000);

async function drawing() {
  const square = { width: 64, height: 64, channels: 3, background: '#7aa0c8' } as const;
  return { name: 'drawing.png', bytes: await sharp({ create: square }).png().toBuffer() };
}

it('tells people at once that they were heard, where messages have to wait for their turn', async () => {
  const { slack, channel, ada } = await openChat({
    env: { JOBS_AT_ONCE_PER_PERSON: '20', ENGINE_MAX_BATCH: '1' },
    options: { speedup: 1 },
  });
  for (let i = 0; i < 10; i++) slack.slash(ada, channel, '/sample', `a skull ${i} ${options}`);
  const whispered = () => {
    const open = new Set(slack.messages(channel).map(({ ts }) => ts));
    const shown = slack.messages(channel, { viewer: ada }).filter(({ ts }) => !open.has(ts));
    return shown.filter((each) => !firstWord.test(wordsIn(each))); // of an engine that is slow to start
  };
  await slack.until(() => whispered().length >= 4, 'a word to who waits');
  expect(slack.messages(channel).filter(isTop).length).toBeLessThan(8);
  expect(wordsIn(whispered()[0]!)).toContain('comes here in a moment');
});
