import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { healthReport } from '../../../src/bot/health.ts';
import { createDelivery } from '../../../src/bot/jobs/delivery.ts';
import { createJobService } from '../../../src/bot/jobs/job-service.ts';
import { createJournal } from '../../../src/bot/jobs/journal.ts';
import type { ReplyResolver } from '../../../src/bot/jobs/reply-resolver.ts';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import { createLimits } from '../../../src/bot/limits/index.ts';
import { createMetrics } from '../../../src/bot/metrics.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { createStorageHealth } from '../../../src/bot/storage/storage-health.ts';
import type { ReplyContent } from '../../../src/commands/ports/reply.ts';
import { parseConfig } from '../../../src/config.ts';
import { quietEngine } from '../../commands/context.ts';
import { id, request } from '../requests.ts';
import { quiet as log, temporaryDir } from '../temporary.ts';

it('a picture that could not be shown is brought again until it can, and then no more', async () => {
  const dir = temporaryDir();
  const db = openDatabase(dir);
  onTestFinished(() => closeDatabase(db));
  const now = () => new Date(1_700_000_000_000);
  const storage = createStorageHealth({ dataDir: dir, db, log });
  const [journal, store, engine] = [createJournal(db, log), createResultStore(join(dir, 'results')), quietEngine()];
  const metrics = createMetrics(engine, () => healthReport({ engine, storage, platforms: [] }));
  const jobService = createJobService({
    ...{ journal, store, storage, engine, log, now },
    limits: createLimits(parseConfig({}).limits),
    delivery: createDelivery({ journal, store, storage, metrics, log, now, wait: async () => {} }),
    resultLifetimeMs: 3_600_000,
    newId: () => id('none'),
  });
  journal.accept(id('a'), request(), '{"place":1}', now());
  await store.begin(id('a'));
  await store.keep({ jobId: id('a'), files: [], caption: 'a skull', details: [], actions: [] }, []);

  let isAway = true;
  const shown: ReplyContent[] = [];
  const platform: ReplyResolver = {
    name: 'test',
    replyAt: () => ({
      async show(content) {
        if (isAway) throw new Error('the platform is away');
        shown.push(content);
      },
    }),
  };
  for (let i = 0; i < 5; i++) await jobService.redeliverPending([platform]);
  expect(shown).toEqual([]);
  expect(journal.find(id('a'))?.state).toBe('accepted');
  isAway = false;
  await Promise.all([jobService.redeliverPending([platform]), jobService.redeliverPending([platform])]);
  expect(shown).toMatchObject([{ kind: 'result', result: { caption: 'a skull' } }]);
  expect(journal.find(id('a'))?.state).toBe('delivered');
  await jobService.redeliverPending([platform]);
  expect(shown).toHaveLength(1);
});
