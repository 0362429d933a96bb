import { describe, expect, it, onTestFinished } from 'vitest';
import { createInbox, type Inbox } from '../../../src/bot/jobs/inbox.ts';
import { createJournal } from '../../../src/bot/jobs/journal.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { id, request } from '../requests.ts';
import { quiet, temporaryDir } from '../temporary.ts';

const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

function openInbox() {
  const dir = temporaryDir();
  let db = openDatabase(dir);
  onTestFinished(() => closeDatabase(db));
  const open = () => ({ inbox: createInbox(db), journal: createJournal(db, quiet), db });
  const reopen = () => {
    closeDatabase(db);
    db = openDatabase(dir);
    return open();
  };
  return { ...open(), reopen };
}

const said = (name: string, platform = 'test') => ({ id: name, platform, delivery: `d-${name}`, body: { line: name } });

const pendingIn = (inbox: Inbox) => inbox.pending('test').map(({ id: name, body }) => [name, body]);

describe('the inbox', () => {
  it('gives back what was received and not completed, in order, in another process too', () => {
    const { inbox, reopen } = openInbox();
    for (const name of ['first', 'second', 'third']) expect(inbox.receive(said(name), at(0))).toBe(true);
    inbox.receive(said('elsewhere', 'other'), at(0));
    inbox.complete('second');
    expect(pendingIn(reopen().inbox)).toEqual([
      ['first', '{"line":"first"}'],
      ['third', '{"line":"third"}'],
    ]);
  });

  it('takes a delivery once, also after it was completed and in another process', () => {
    const { inbox, reopen } = openInbox();
    inbox.receive(said('first'), at(0));
    inbox.complete('first');
    const again = { ...said('first'), id: 'another' };
    expect(inbox.receive(again, at(1))).toBe(false);
    const later = reopen().inbox;
    expect(later.receive(again, at(2))).toBe(false);
    expect(later.receive({ ...again, platform: 'other' }, at(2))).toBe(true);
  });

  it('keeps nothing of what was said once it is completed', () => {
    const { inbox, db } = openInbox();
    inbox.receive({ ...said('first'), body: { line: 'my secret', token: 'my token' } }, at(0));
    inbox.complete('first');
    const [row] = db.prepare('SELECT * FROM inbox').all();
    expect(JSON.stringify(row)).not.toMatch(/secret|token/);
  });

  it('completes a request with the job that answers it, or neither', () => {
    const { inbox, journal } = openInbox();
    inbox.receive(said('first'), at(0));
    journal.accept(id('taken'), request(), '{}', at(0));
    expect(() => journal.accept(id('taken'), request(), '{}', at(0), 'first')).toThrow();
    expect(pendingIn(inbox)).toHaveLength(1);
    journal.accept(id('made'), request(), '{}', at(0), 'first');
    expect(pendingIn(inbox)).toEqual([]);
    expect(journal.unfinished().map((job) => job.id)).toEqual(['taken', 'made']);
  });

  it('forgets what is over', () => {
    const { inbox } = openInbox();
    inbox.receive(said('old'), at(0));
    inbox.receive(said('new'), at(10));
    inbox.forget(at(5));
    expect(pendingIn(inbox).map(([name]) => name)).toEqual(['new']);
    expect(inbox.receive(said('old'), at(11))).toBe(true);
  });
});
