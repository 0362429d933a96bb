import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultSettings, type ServerSettings, type SettingsStore } from '../../../src/bot/policy/settings.ts';
import { createSettingsStore } from '../../../src/bot/policy/settings-store.ts';
import { createQuotas } from '../../../src/bot/quotas/index.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { openSharedDatabase } from '../../../src/bot/storage/host-database.ts';
import { StartupError } from '../../../src/startup-error.ts';
import { quiet, temporaryDir } from '../temporary.ts';

function open(dir = temporaryDir()): SettingsStore {
  const store = createSettingsStore(dir, quiet);
  onTestFinished(store.close);
  return store;
}

const all: ServerSettings = {
  channels: ['c1', 'c2'],
  roles: ['r1'],
  perPersonPerDay: 20,
  perServerPerDay: 200,
  progress: 'edit',
  blockedWords: ['gore'],
  model: 'emoji',
  resultLifetimeHours: 24,
};

describe('settings of servers', () => {
  it('are the defaults until somebody changes them', () => {
    const store = open();
    expect(store.of('discord', 'guild')).toEqual(defaultSettings);
    expect(store.all()).toEqual([]);
  });

  it('survive a restart, every one of them', () => {
    const dir = temporaryDir();
    const before = createSettingsStore(dir, quiet);
    expect(before.change('discord', 'guild', all)).toEqual(all);
    before.close();
    const store = open(dir);
    expect(store.of('discord', 'guild')).toEqual(all);
    expect(store.all()).toEqual([{ platform: 'discord', server: 'guild', settings: all }]);
  });

  it('change one at a time, and can be taken back', () => {
    const store = open();
    store.change('discord', 'guild', all);
    const changed = store.change('discord', 'guild', { progress: 'off', perPersonPerDay: null, channels: [] });
    expect(changed).toEqual({ ...all, progress: 'off', perPersonPerDay: null, channels: [] });
    expect(store.of('discord', 'guild')).toEqual(changed);
  });

  it('are those of one server on one platform', () => {
    const store = open();
    store.change('discord', 'guild', all);
    expect(store.of('slack', 'guild')).toEqual(defaultSettings);
    expect(store.of('discord', 'another')).toEqual(defaultSettings);
  });

  it('keep blocked words in lower case, each once', () => {
    const { blockedWords } = open().change('discord', 'guild', { blockedWords: [' Gore', 'gore', 'Dead Body'] });
    expect(blockedWords).toEqual(['gore', 'dead body']);
  });

  it('refuse what is no setting, and keep what was', () => {
    const store = open();
    store.change('discord', 'guild', all);
    for (const change of [{ perPersonPerDay: 0 }, { perServerPerDay: 1.5 }, { resultLifetimeHours: -1 }]) {
      expect(() => store.change('discord', 'guild', change)).toThrow();
    }
    expect(store.of('discord', 'guild')).toEqual(all);
  });

  it.each([
    ['of a newer version', { ...all, colour: 'red' }, all],
    ['with a field that cannot be read', { ...all, progress: 'loud' }, { ...all, progress: 'thread' }],
    ['of an older version', { channels: ['c1'] }, { ...defaultSettings, channels: ['c1'] }],
  ])('are read as far as they can be: %s', (_which, written, expected) => {
    const dir = temporaryDir();
    const store = open(dir);
    store.change('discord', 'guild', {});
    const db = openSharedDatabase(dir);
    db.prepare('UPDATE settings SET value = ?').run(JSON.stringify(written));
    db.close();
    expect(store.of('discord', 'guild')).toEqual(expected);
  });

  it('are seen at once by others, beside the journal that one process holds', () => {
    const dir = temporaryDir();
    const db = openDatabase(dir);
    onTestFinished(() => closeDatabase(db));
    const [one, other] = [open(dir), open(dir)];
    one.change('discord', 'guild', { progress: 'off' });
    other.change('discord', 'guild', { model: 'emoji' });
    expect(one.of('discord', 'guild')).toMatchObject({ progress: 'off', model: 'emoji' });
  });

  it('lose nothing to processes that open and write at the same time', async () => {
    const dir = temporaryDir();
    const program = ['../../../bin/run.js', '../settings-writer.ts'].map((file) =>
      fileURLToPath(new URL(file, import.meta.url)),
    );
    const writers = ['channels', 'roles', 'blockedWords'].map((field) =>
      spawn(process.execPath, [...program, dir, field, '30'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    );
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0]);
    const { channels, roles, blockedWords } = open(dir).of('discord', 'guild');
    expect([channels.length, roles.length, blockedWords.length]).toEqual([30, 30, 30]);
    const quotas = createQuotas({ dataDir: dir, now: () => new Date() });
    onTestFinished(quotas.close);
    const payer = { platform: 'discord', server: 'guild', person: 'one more' };
    await expect(quotas.spend(payer, 1, { perPersonPerDay: null, perServerPerDay: 90 })).rejects.toThrow(/90 pictures/);
  });

  it('say so when the folder cannot be written', () => {
    const file = join(temporaryDir(), 'a-file');
    writeFileSync(file, '');
    expect(() => createSettingsStore(file, quiet)).toThrow(StartupError);
  });
});
