import { z } from 'zod';
import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { SavedStyle, Style, StyleStore } from '../../commands/ports/style-store.ts';
import { samplerNames } from '../../engine/client.ts';
import { durably, inTransaction } from '../storage/database.ts';
import { openSharedDatabase } from '../storage/host-database.ts';

/** Styles saved by people, for all platforms. */
export interface SavedStyles {
  as(asker: Asker): StyleStore;
  close(): void;
}

/** Most styles of one server, and of one person there. */
const styleLimits = { server: 100, person: 25 } as const;

const valueSchema = z.object({
  prompt: z.string(),
  negative: z.string().exactOptional(),
  guidance: z.number().exactOptional(),
  steps: z.number().exactOptional(),
  sampler: z.enum(samplerNames).exactOptional(),
});

interface Row {
  readonly name: string;
  readonly person: string;
  readonly value: string;
}

/**
 * Stores styles in `settings.db` under `dataDir`. A style that this version cannot parse is left out.
 *
 * @throws StartupError when the directory cannot be written.
 */
export function createSavedStyles(dataDir: string): SavedStyles {
  const db = openSharedDatabase(dataDir);
  const all = db.prepare('SELECT name, person, value FROM styles WHERE place = ? ORDER BY name');
  const find = db.prepare('SELECT name, person, value FROM styles WHERE place = ? AND name = ?');
  const count = db.prepare('SELECT count(*) AS total, coalesce(sum(person = ?), 0) AS own FROM styles WHERE place = ?');
  const write = db.prepare(
    `INSERT INTO styles (place, name, person, value) VALUES (?, ?, ?, ?)
     ON CONFLICT (place, name) DO UPDATE SET value = excluded.value`,
  );
  const erase = db.prepare('DELETE FROM styles WHERE place = ? AND name = ?');

  const as = (asker: Asker): StyleStore => {
    const place = placeOf(asker);
    const { person } = asker;
    const checkOwn = (name: string): boolean => {
      const row = find.get(place, name) as Row | undefined;
      if (row !== undefined && row.person !== person) throw new UserError(userMessages.styleOfOther({ name }));
      return row !== undefined;
    };
    const checkRoom = (): void => {
      const { total, own } = count.get(person, place) as { readonly total: number; readonly own: number };
      if (own >= styleLimits.person) throw new UserError(userMessages.tooManyStyles({ max: styleLimits.person }));
      if (total >= styleLimits.server) throw new UserError(userMessages.placeFullOfStyles({ max: styleLimits.server }));
    };
    return {
      list: () => (all.all(place) as Row[]).flatMap((row) => parse(row, person) ?? []),
      save: ({ name, ...value }) =>
        durably(db, () =>
          inTransaction(db, () => {
            if (!checkOwn(name)) checkRoom();
            write.run(place, name, person, JSON.stringify(value));
          }),
        ),
      remove(name) {
        if (!checkOwn(name)) throw new UserError(userMessages.noSuchStyle({ name }));
        durably(db, () => erase.run(place, name));
      },
    };
  };
  return { as, close: () => db.close() };
}

/** The local channel and the shell are one place: this machine. */
const placeOf = ({ platform, server, person }: Asker): string => {
  if (platform === 'local' || platform === 'shell') return 'local';
  return server === undefined ? `${platform} person ${person}` : `${platform} server ${server}`;
};

function parse({ name, person, value }: Row, asker: string): SavedStyle | undefined {
  try {
    const style: Omit<Style, 'name'> = valueSchema.parse(JSON.parse(value));
    return { ...style, name, isOwn: person === asker };
  } catch {
    return undefined;
  }
}
