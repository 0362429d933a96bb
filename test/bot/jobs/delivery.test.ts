import { describe, expect, it, onTestFinished } from 'vitest';
import { createDelivery, type Ending } from '../../../src/bot/jobs/delivery.ts';
import { createJournal } from '../../../src/bot/jobs/journal.ts';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { createStorageHealth } from '../../../src/bot/storage/storage-health.ts';
import {
  type Reply,
  type ReplyContent,
  ReplyGone,
  ReplyPostponed,
  type Result,
} from '../../../src/commands/ports/reply.ts';
import { id, request } from '../requests.ts';
import { quiet, temporaryDir } from '../temporary.ts';

const result: Result = { jobId: id('a'), files: [], caption: 'a skull', details: [], actions: [] };
const now = () => new Date(1_700_000_000_000);

/** Tells how job `a` ended to a reply that fails with each of `failures` in turn before it shows anything. */
async function tell(ending: Ending, failures: readonly Error[]) {
  const dir = temporaryDir();
  const db = openDatabase(dir);
  onTestFinished(() => closeDatabase(db));
  const journal = createJournal(db, quiet);
  const waits: number[] = [];
  const failed: string[] = [];
  const delivery = createDelivery({
    journal,
    store: createResultStore(dir),
    metrics: {
      contentType: '',
      waited() {},
      ended() {},
      failed: (kind) => failed.push(kind),
      text: async () => '',
    },
    storage: createStorageHealth({ dataDir: dir, db, log: quiet }),
    log: quiet,
    now,
    wait: async (ms) => void waits.push(ms),
  });
  const left = [...failures];
  const shown: ReplyContent[] = [];
  const reply: Reply = {
    async show(content) {
      const failure = left.shift();
      if (failure !== undefined) throw failure;
      shown.push(content);
    },
  };
  await delivery.deliver(journal.accept(id('a'), request(), '{}', now()), ending, reply);
  return { shown, waits, failed, state: journal.find(id('a'))?.state, unfinished: journal.unfinished().length };
}

const offline = new Error('the network is away');

describe('an ending that cannot be shown at first', () => {
  it('is tried again, and shown once', async () => {
    const { shown, waits, state, failed } = await tell({ kind: 'result', result }, [offline, offline]);
    expect(shown).toEqual([{ kind: 'result', result }]);
    expect(waits).toEqual([500, 2_000]);
    expect(state).toBe('delivered');
    expect(failed).toEqual([]);
  });

  it('counts a failure once, however often its notice is tried', async () => {
    const { shown, state, failed } = await tell({ kind: 'failed', code: 'broken-model' }, [offline]);
    expect(shown).toMatchObject([{ kind: 'notice', message: 'The model could not be loaded.' }]);
    expect([state, failed]).toEqual(['failed', ['broken-model']]);
  });

  it('stays unfinished for the next start when it never can', async () => {
    const { shown, waits, unfinished, failed } = await tell({ kind: 'result', result }, Array(4).fill(offline));
    expect(shown).toEqual([]);
    expect(waits).toEqual([500, 2_000, 5_000]);
    expect(unfinished).toBe(1);
    expect(failed).toEqual(['not-shown']);
  });

  it('is left to the next start when the bot is being stopped', async () => {
    const { waits, unfinished, failed } = await tell({ kind: 'result', result }, [new ReplyPostponed('stopping')]);
    expect(waits).toEqual([]);
    expect(unfinished).toBe(1);
    expect(failed).toEqual([]);
  });

  it('is not tried again where there is no place left to answer', async () => {
    const { waits, state } = await tell({ kind: 'result', result }, [new ReplyGone('the channel was deleted')]);
    expect(waits).toEqual([]);
    expect(state).toBe('failed');
  });
});
