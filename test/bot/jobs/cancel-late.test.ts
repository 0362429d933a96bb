import { expect, it, onTestFinished } from 'vitest';
import { readButton } from '../../../src/bot/discord/buttons.ts';
import { createDelivery, type LiveJob } from '../../../src/bot/jobs/delivery.ts';
import { createJournal } from '../../../src/bot/jobs/journal.ts';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { createStorageHealth } from '../../../src/bot/storage/storage-health.ts';
import type { JobEvent } from '../../../src/engine/client.ts';
import { buttonsOf, isPicture, openChat } from '../discord/chat.ts';
import { words } from '../discord/running-bot.ts';
import { id, request } from '../requests.ts';
import { quiet, temporaryDir } from '../temporary.ts';

it('a picture that is shown has nothing to cancel and waits for nobody, however long its thread is told', async () => {
  const chat = await openChat();
  const { discord, channel, ada } = chat;
  // The end of the thread takes its time.
  discord.failNext({ method: 'PATCH', route: /^\/channels\/\d+$/, delayMs: 20_000 });
  const options = { prompt: 'a skull', seed: 180, steps: 4, upscale: false };
  const message = await (await discord.slash(ada, channel, 'sample', options)).message(isPicture);
  const say = async (name: string, values = {}) => words(await discord.slash(ada, channel, name, values));
  const { job } = readButton(buttonsOf(message)[0]!.id)!;
  expect(await say('queue')).toMatch(/^\*\*Nothing is waiting/);
  expect(await say('status')).toContain('0 being drawn, 0 waiting');
  expect(await say('cancel')).toMatch(/^There is nothing to cancel/);
  expect(await say('cancel', { job: 'all' })).toMatch(/^There is nothing to cancel/);
  expect(await say('cancel', { job })).toMatch(/^I know no picture .* that is waiting/);
  expect(discord.threadOn(message)?.isArchived).not.toBe(true);
  await chat.restart();
  expect(discord.messages(channel).map(({ content }) => content)).toEqual([message.content]);
});

/** The engine had drawn a job when its asker ended it, and had not been heard yet. */
it('a picture that its asker was told is cancelled is not shown, even if the engine had drawn it already', async () => {
  const dir = temporaryDir();
  const db = openDatabase(dir);
  onTestFinished(() => closeDatabase(db));
  const journal = createJournal(db, quiet);
  const store = createResultStore(dir);
  const metrics = { contentType: '', waited() {}, ended() {}, failed() {}, text: async () => '' };
  const storage = createStorageHealth({ dataDir: dir, db, log: quiet });
  const wait = async () => {};
  const delivery = createDelivery({ journal, store, metrics, storage, log: quiet, now: () => new Date(0), wait });
  async function* events(): AsyncGenerator<JobEvent> {
    yield { kind: 'done', pictures: [], timing: { wallMs: 1, modelMs: 1, provider: 'cpu' } } as unknown as JobEvent;
  }
  const live: LiveJob = {
    job: journal.accept(id('a'), request(), '{}', new Date(0)),
    running: { id: id('a'), events: events(), cancel() {} },
    ...{ queuePosition: 0, hasBegun: true, isCancelled: true, hasEnded: false, remainingMs: null },
    remark: Promise.resolve(undefined),
  };
  expect(await delivery.follow(live, { show: async () => {} })).toEqual({ kind: 'cancelled' });
  expect(await store.load(id('a'))).toBeUndefined();
});
