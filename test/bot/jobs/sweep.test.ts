import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { healthReport } from '../../../src/bot/health.ts';
import { createDelivery } from '../../../src/bot/jobs/delivery.ts';
import { createJobService } from '../../../src/bot/jobs/job-service.ts';
import { createJournal } from '../../../src/bot/jobs/journal.ts';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import { createLimits } from '../../../src/bot/limits/index.ts';
import { createMetrics } from '../../../src/bot/metrics.ts';
import { createSettingsStore } from '../../../src/bot/policy/settings-store.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { createStorageHealth } from '../../../src/bot/storage/storage-health.ts';
import { parseConfig } from '../../../src/config.ts';
import { quietEngine } from '../../commands/context.ts';
import { id, request } from '../requests.ts';
import { quiet as log, temporaryDir } from '../temporary.ts';

const hour = 3_600_000;

it('a server keeps its results for as long as it says, but no longer than the host does', async () => {
  const dir = temporaryDir();
  const db = openDatabase(dir);
  const storage = createStorageHealth({ dataDir: dir, db, log });
  const settings = createSettingsStore(dir, log);
  onTestFinished(() => {
    settings.close();
    closeDatabase(db);
  });
  let at = 1_700_000_000_000;
  const now = () => new Date(at);
  const [journal, store, engine] = [createJournal(db, log), createResultStore(join(dir, 'results')), quietEngine()];
  const metrics = createMetrics(engine, () => healthReport({ engine, storage, platforms: [] }));
  const jobService = createJobService({
    ...{ journal, store, storage, engine, settings, log, now },
    limits: createLimits(parseConfig({}).limits),
    delivery: createDelivery({ journal, store, storage, metrics, log, now, wait: async () => {} }),
    resultLifetimeMs: 10 * hour,
    newId: () => id('none'),
  });
  for (const server of ['short', 'long', 'quiet']) {
    const asked = request();
    journal.accept(id(server), { ...asked, asker: { ...asked.asker, server } }, '{}', now());
    await store.begin(id(server));
    await store.keep({ jobId: id(server), files: [], caption: '', details: [], actions: [] }, []);
    journal.end(id(server), 'delivered', now());
  }
  settings.change('test', 'short', { resultLifetimeHours: 2 });
  settings.change('test', 'long', { resultLifetimeHours: 1000 });

  const keptAfter = async (ms: number) => {
    at += ms;
    await jobService.sweep();
    return [...(await store.list())].sort();
  };
  expect(await keptAfter(hour)).toEqual(['long', 'quiet', 'short']);
  expect(await keptAfter(2 * hour)).toEqual(['long', 'quiet']);
  expect(await keptAfter(8 * hour)).toEqual([]);
});
