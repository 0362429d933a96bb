import type { Database } from '../../storage/database.ts';
import { createRowReader, type RowLog } from '../../storage/readable-rows.ts';
import { type Form, formSchema } from './forms.ts';

/** Stores open forms on disk, since the bot may be restarted while somebody fills one in. */
export interface FormStore {
  keep(id: string, form: Form, at: Date): void;
  /** Undefined when the form has expired or cannot be read. */
  find(id: string): Form | undefined;
}

export function createFormStore(db: Database, log: RowLog): FormStore {
  const rows = createRowReader(
    'discord_forms',
    ({ body }: { readonly body: string }) => formSchema.parse(JSON.parse(body)),
    log,
  );
  const insert = db.prepare('INSERT INTO discord_forms (id, body, at) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT id, body FROM discord_forms WHERE id = ?');
  return {
    keep: (id, form, at) => void insert.run(id, JSON.stringify(form), at.getTime()),
    find: (id) => rows.one(find.get(id)),
  };
}
