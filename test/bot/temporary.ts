import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';

/** A log that nobody reads. */
export const quiet = pino({ enabled: false });

/** A folder of its own for the running test; gone when it ends. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'stridebot-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}
