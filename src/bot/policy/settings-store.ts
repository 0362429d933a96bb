import { z } from 'zod';
import { durably, inTransaction } from '../storage/database.ts';
import { openSharedDatabase } from '../storage/host-database.ts';
import type { RowLog } from '../storage/readable-rows.ts';
import {
  defaultSettings,
  progressStyles,
  type ServerEntry,
  type ServerSettings,
  type SettingsStore,
} from './settings.ts';

const ids = z.array(z.string().min(1)).max(500);
const count = z.number().int().positive().nullable();

const words = z
  .array(z.string().trim().toLowerCase().min(1).max(60))
  .max(200)
  .transform((given) => [...new Set(given)]);

const fields = {
  channels: ids,
  roles: ids,
  perPersonPerDay: count,
  perServerPerDay: count,
  progress: z.enum(progressStyles),
  blockedWords: words,
  model: z.string().min(1).nullable(),
  resultLifetimeHours: count,
} satisfies Record<keyof ServerSettings, z.ZodType>;

const writtenSchema = z.object(fields);

const readSchema = z.object({
  channels: fields.channels.catch([...defaultSettings.channels]),
  roles: fields.roles.catch([...defaultSettings.roles]),
  perPersonPerDay: fields.perPersonPerDay.catch(defaultSettings.perPersonPerDay),
  perServerPerDay: fields.perServerPerDay.catch(defaultSettings.perServerPerDay),
  progress: fields.progress.catch(defaultSettings.progress),
  blockedWords: fields.blockedWords.catch([...defaultSettings.blockedWords]),
  model: fields.model.catch(defaultSettings.model),
  resultLifetimeHours: fields.resultLifetimeHours.catch(defaultSettings.resultLifetimeHours),
});

const entrySchema = z.object({ platform: z.string(), server: z.string(), value: z.string() });

/**
 * Stores settings in `settings.db` under `dataDir`. Reads them each time, because other processes change them too. A
 * field that this version does not know is ignored, and one that it cannot parse counts as not set. That is logged
 * once, and the stored value stays until a manager changes something.
 *
 * @throws StartupError when the directory cannot be written.
 */
export function createSettingsStore(dataDir: string, log: RowLog): SettingsStore {
  const db = openSharedDatabase(dataDir);
  const read = db.prepare('SELECT platform, server, value FROM settings WHERE platform = ? AND server = ?');
  const readAll = db.prepare('SELECT platform, server, value FROM settings ORDER BY platform, server');
  const write = db.prepare(
    `INSERT INTO settings (platform, server, value) VALUES (?, ?, ?)
     ON CONFLICT (platform, server) DO UPDATE SET value = excluded.value`,
  );

  const logged = new Set<string>();
  const readEntry = (row: unknown): ServerEntry => {
    const { unparsed, ...entry } = toEntry(row);
    const { platform, server } = entry;
    const name = `${platform} ${server}`;
    if (unparsed.length > 0 && !logged.has(name)) {
      logged.add(name);
      log.error({ platform, server, fields: unparsed }, 'could not parse settings of a server; they count as not set');
    }
    return entry;
  };

  const of = (platform: string, server: string): ServerSettings => {
    const row = read.get(platform, server);
    return row === undefined ? defaultSettings : readEntry(row).settings;
  };

  // Reads and writes in one transaction, so that two processes can change two fields at the same time.
  const merge = (platform: string, server: string, change: Partial<ServerSettings>): ServerSettings => {
    const settings = writtenSchema.parse({ ...of(platform, server), ...change });
    write.run(platform, server, JSON.stringify(settings));
    return settings;
  };

  return {
    of,
    change: (platform, server, change) => durably(db, () => inTransaction(db, () => merge(platform, server, change))),
    all: () => readAll.all().map(readEntry),
    close: () => void db.close(),
  };
}

function toEntry(row: unknown): ServerEntry & { readonly unparsed: readonly string[] } {
  const { platform, server, value } = entrySchema.parse(row);
  const json = fromJson(value);
  const { error } = writtenSchema.partial().safeParse(json);
  const unparsed = [...new Set(error?.issues.map(({ path }) => String(path[0] ?? 'all')))];
  return { platform, server, settings: readSchema.parse(isRecord(json) ? json : {}), unparsed };
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null when the text is not JSON. */
function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
