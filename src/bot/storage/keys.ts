import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/** Returns the secret key of this name: 32 random bytes, made when it is first needed. */
export function keyNamed(db: Database, name: string): Buffer {
  db.prepare('INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)').run(name, randomBytes(32).toString('hex'));
  const { value } = db.prepare('SELECT value FROM keys WHERE name = ?').get(name) as { value: string };
  return Buffer.from(value, 'hex');
}
