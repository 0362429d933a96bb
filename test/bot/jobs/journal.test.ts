import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJournal, type Journal } from '../../../src/bot/jobs/journal.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { StartupError } from '../../../src/startup-error.ts';
import { asker, id, request } from '../requests.ts';
import { quiet, temporaryDir } from '../temporary.ts';

const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

function openJournal(dir = temporaryDir()): { journal: Journal; reopen: () => Journal } {
  let db = openDatabase(dir);
  onTestFinished(() => closeDatabase(db));
  const reopen = () => {
    closeDatabase(db);
    db = openDatabase(dir);
    return createJournal(db, quiet);
  };
  return { journal: createJournal(db, quiet), reopen };
}

const idsOf = (jobs: readonly { id: string }[]) => jobs.map((job) => job.id);

describe('the journal', () => {
  it('gives back a job as it was accepted, in another process too', () => {
    const { journal, reopen } = openJournal();
    const full = {
      ...request(),
      parent: id('older'),
      remark: 'Nearer to it: a dog.',
      film: true,
      maskedBy: { isMask: false, region: 'left', invert: true },
    };
    const accepted = journal.accept(id('a'), full, '{"message":"m1"}', at(0));
    expect(accepted).toMatchObject({ ...full, state: 'accepted', address: '{"message":"m1"}', acceptedAt: at(0) });
    expect(journal.find(id('a'))).toEqual(accepted);
    expect(reopen().find(id('a'))).toEqual(accepted);
  });

  it('gives back the picture that a job pastes into, but not in lists, which would be megabytes', () => {
    const { journal, reopen } = openJournal();
    const { recipe, ...rest } = request();
    const paste = { image: { png: 'aGVsbG8=' }, mask: { png: 'aGVsbG8=' }, left: -1, top: 0, side: 9 };
    const pasting = { ...rest, recipe: { ...recipe, finish: { ...recipe.finish, paste } } };
    journal.accept(id('a'), pasting, '{}', at(0));
    const reopened = reopen();
    expect(reopened.find(id('a'))?.recipe).toEqual(pasting.recipe);
    expect(reopened.unfinished()[0]?.recipe).toEqual(pasting.recipe);
    expect(reopened.recent(pasting.asker, 5, () => true)[0]?.recipe).toEqual(recipe);
  });

  it('takes a remark that came late, and survives with it', () => {
    const { journal, reopen } = openJournal();
    journal.accept(id('a'), request(), '{}', at(0));
    journal.remark(id('a'), 'Nearer to it: a dog.');
    expect(reopen().find(id('a'))).toMatchObject({ remark: 'Nearer to it: a dog.' });
  });

  it('keeps what is unfinished, oldest first, until it ends', () => {
    const { journal, reopen } = openJournal();
    for (const name of ['a', 'b', 'c', 'd']) journal.accept(id(name), request(), '{}', at(0));
    journal.markRunning(id('a'));
    journal.markRunning(id('b'));
    journal.end(id('b'), 'delivered', at(1));
    journal.end(id('c'), 'cancelled', at(1));
    const reopened = reopen();
    expect(reopened.unfinished().map((job) => [job.id, job.state])).toEqual([
      ['a', 'running'],
      ['d', 'accepted'],
    ]);
  });

  it('ends a job once: what comes later changes nothing', () => {
    const { journal } = openJournal();
    journal.accept(id('a'), request(), '{}', at(0));
    journal.end(id('a'), 'delivered', at(1));
    journal.end(id('a'), 'failed', at(2));
    journal.markRunning(id('a'));
    journal.requestCancel(id('a'));
    expect(journal.find(id('a'))).toMatchObject({ state: 'delivered', isCancelRequested: false });
  });

  it('counts the processes that began a job and did not end in order', () => {
    const { journal, reopen } = openJournal();
    for (const name of ['a', 'b']) journal.accept(id(name), request(), '{}', at(0));
    journal.markRunning(id('a'));
    const second = reopen();
    second.markRunning(id('a'));
    expect(['a', 'b', 'none'].map((name) => second.fatalAttempts(id(name)))).toEqual([2, 0, 0]);
    second.forgiveAttempts();
    expect(reopen().fatalAttempts(id('a'))).toBe(0);
  });

  it('remembers that an end was asked for', () => {
    const { journal, reopen } = openJournal();
    journal.accept(id('a'), request(), '{}', at(0));
    journal.requestCancel(id('a'));
    expect(reopen().unfinished()).toMatchObject([{ id: 'a', isCancelRequested: true }]);
  });

  it("lists a channel's jobs, newest first", () => {
    const { journal } = openJournal();
    for (const name of ['a', 'b', 'c']) journal.accept(id(name), request('ada', 'studio'), '{}', at(0));
    journal.accept(id('x'), request('ada', 'elsewhere'), '{}', at(0));
    const all = () => true;
    expect(idsOf(journal.recent(asker('bob', 'studio'), 2, all))).toEqual(['c', 'b']);
    expect(idsOf(journal.recent(asker('bob', 'elsewhere'), 9, all))).toEqual(['x']);
  });

  it('goes on to look, however many are not wanted', () => {
    const { journal } = openJournal();
    journal.accept(id('a'), request('ada', 'studio'), '{}', at(0));
    for (let n = 0; n < 50; n++) journal.accept(id(`bob${n}`), request('bob', 'studio'), '{}', at(0));
    expect(idsOf(journal.recent(asker('ada', 'studio'), 3, ({ person }) => person === 'ada'))).toEqual(['a']);
  });

  it('remembers what was asked for in private, until it is published where it is shown', () => {
    const { journal, reopen } = openJournal();
    const secret = request('ada', 'studio');
    journal.accept(id('a'), { ...secret, asker: { ...secret.asker, isPrivate: true } }, '{}', at(0));
    expect(journal.find(id('a'))?.asker).toEqual({ ...secret.asker, isPrivate: true });
    journal.publish(id('a'), 'elsewhere');
    journal.publish(id('a'), 'and again');
    expect(reopen().find(id('a'))?.asker).toEqual({ ...secret.asker, channel: 'elsewhere' });
  });

  it('forgets what ended long ago, and never what is unfinished', () => {
    const { journal } = openJournal();
    for (const name of ['a', 'b', 'c']) journal.accept(id(name), request(), '{}', at(0));
    journal.end(id('a'), 'delivered', at(1));
    journal.end(id('b'), 'failed', at(10));
    expect(journal.forget(at(5))).toEqual(['a']);
    expect([journal.find(id('a')), journal.find(id('b'))?.id, journal.find(id('c'))?.id]).toEqual([
      undefined,
      'b',
      'c',
    ]);
  });
});

describe('what servers keep for a time of their own', () => {
  const on = (platform: string, server: string) => ({ asker: { ...asker('ada'), platform, server } });

  it('is forgotten by it, on its platform alone', () => {
    const { journal } = openJournal();
    const jobs = { short: on('test', 'short'), long: on('test', 'long'), other: on('slack', 'short'), none: {} };
    for (const [name, where] of Object.entries(jobs)) {
      journal.accept(id(name), { ...request(), ...where }, '{}', at(0));
      journal.end(id(name), 'delivered', at(10));
    }
    journal.accept(id('unfinished'), { ...request(), ...on('test', 'short') }, '{}', at(0));
    const times = [
      { platform: 'test', server: 'short', before: at(11) },
      { platform: 'test', server: 'long', before: at(5) },
    ];
    expect(journal.forget(at(9), times)).toEqual(['short']);
    expect([...journal.forget(at(11), times)].sort()).toEqual(['none', 'other']);
    expect(journal.find(id('long'))).toBeDefined();
    expect(idsOf(journal.unfinished())).toEqual(['unfinished']);
  });
});

describe('the data folder', () => {
  it('belongs to one process at a time', () => {
    const dir = temporaryDir();
    const db = openDatabase(dir);
    expect(() => openDatabase(dir)).toThrow(StartupError);
    expect(() => openDatabase(dir)).toThrow(/Another Stridebot is using .*DATA_DIR/);
    closeDatabase(db);
    closeDatabase(openDatabase(dir));
  });

  it('says so when it cannot be written', () => {
    const file = join(temporaryDir(), 'a-file');
    writeFileSync(file, '');
    expect(() => openDatabase(file)).toThrow(/a-file.* cannot be opened or made.*DATA_DIR/);
    expect(() => openDatabase(join(file, 'data'))).toThrow(StartupError);
  });
});
