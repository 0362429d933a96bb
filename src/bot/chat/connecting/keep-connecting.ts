import type { Logger } from 'pino';
import { StartupError } from '../../../startup-error.ts';
import type { Connection } from './connection.ts';

interface KeepConnectingParts {
  /** The platform's name, for people. */
  readonly name: string;
  /** @returns False while the platform cannot be reached. @throws StartupError when a retry is pointless. */
  readonly connect: () => Promise<boolean>;
  /** The first attempt, when it has begun already. */
  readonly first?: Promise<boolean>;
  /** The delay before each retry; the last one repeats. */
  readonly delaysMs: readonly number[];
  readonly isClosed: () => boolean;
  readonly connection: Pick<Connection, 'refused'>;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
}

/** Retries until the connection succeeds or cannot succeed. Never rejects: the platform's health says why it failed. */
export async function keepConnecting(parts: KeepConnectingParts): Promise<void> {
  const { name, connect, first, delaysMs, isClosed, connection, log, wait } = parts;
  try {
    let isConnected = first === undefined ? false : await first;
    for (let tries = 0; !isConnected; tries++) {
      await wait(delaysMs[tries] ?? delaysMs.at(-1)!);
      isConnected = isClosed() || (await connect());
    }
  } catch (err) {
    log.error({ err }, `could not connect to ${name}; requests there are not answered`);
    connection.refused(err instanceof StartupError ? err.message : `${name} could not be connected: see the log.`);
  }
}
