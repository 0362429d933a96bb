import type { Database } from '../database.ts';
import type { Form } from './forms.ts';

/** Forms that somebody has before them: on disk, since filling one in may take longer than the bot runs. */
export interface FormStore {
  keep(id: string, form: Form, at: Date): void;
  /** Undefined when its time is over. */
  find(id: string): Form | undefined;
}

export function createFormStore(db: Database): FormStore {
  const insert = db.prepare('INSERT INTO discord_forms (id, body, at) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT body FROM discord_forms WHERE id = ?');
  return {
    keep: (id, form, at) => void insert.run(id, JSON.stringify(form), at.getTime()),
    find(id) {
      const row = find.get(id) as { body: string } | undefined;
      return row && (JSON.parse(row.body) as Form);
    },
  };
}
