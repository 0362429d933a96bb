import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openDeliveryLog } from '../../../src/bot/jobs/delivery-log.ts';
import { createRedeliver } from '../../../src/bot/jobs/redelivery.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { temporaryDir } from '../temporary.ts';

/** Two pictures are owed to ada, one to grace. */
function books() {
  const db = openDatabase(temporaryDir());
  onTestFinished(() => closeDatabase(db));
  const answers = openDeliveryLog(db, 'slack');
  for (const [job, person] of [
    ['first', 'ada'],
    ['second', 'ada'],
    ['third', 'grace'],
  ] as const) {
    answers.addPending(job, person, new Date(0));
  }
  return { answers, pay: () => createRedeliver(answers, pino({ level: 'silent' })) };
}

it('gives each once, and to nobody else', async () => {
  const { pay } = books();
  const given: string[] = [];
  const take = async (job: string) => void given.push(job);
  const redeliver = pay();
  await redeliver('ada', take);
  await redeliver('ada', take);
  expect(given.toSorted()).toEqual(['first', 'second']);
});

it('owes what could not be given', async () => {
  const { answers, pay } = books();
  await pay()('ada', async (job) => {
    if (job === 'first') throw new Error('Slack is away');
  });
  expect(answers.listPending('ada')).toEqual(['first']);
});

it('owes what was being given when the bot ended', () => {
  const { answers, pay } = books();
  void pay()('ada', () => new Promise(() => {}));
  expect(answers.listPending('ada').toSorted()).toEqual(['first', 'second']);
});

it('gives nothing twice to who asks twice at once', async () => {
  const { pay } = books();
  const given: string[] = [];
  const redeliver = pay();
  const take = async (job: string) => {
    given.push(job);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await Promise.all([redeliver('ada', take), redeliver('ada', take)]);
  expect(given.toSorted()).toEqual(['first', 'second']);
});
