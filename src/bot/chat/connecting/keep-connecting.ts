import type { Logger } from 'pino';
import { StartupError } from '../../../startup-error.ts';
import type { Connection } from './connection.ts';

interface KeepConnectingParts {
  /** As in `Asker.platform`, for people. */
  readonly name: string;
  /** @returns False while the platform cannot be reached. @throws StartupError for what no further try can change. */
  readonly connect: () => Promise<boolean>;
  /** The first try, where it is under way already. */
  readonly first?: Promise<boolean>;
  /** Before each further try; the last one from then on. */
  readonly delaysMs: readonly number[];
  readonly isClosed: () => boolean;
  readonly connection: Pick<Connection, 'refused'>;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
}

/** Tries to connect until it succeeds, or cannot. Never rejects: then the platform's health says why. */
export async function keepConnecting(parts: KeepConnectingParts): Promise<void> {
  const { name, connect, first, delaysMs, isClosed, connection, log, wait } = parts;
  try {
    let isConnected = first === undefined ? false : await first;
    for (let tries = 0; !isConnected; tries++) {
      await wait(delaysMs[tries] ?? delaysMs.at(-1)!);
      isConnected = isClosed() || (await connect());
    }
  } catch (err) {
    log.error({ err }, `nothing is answered in ${name}`);
    connection.refused(err instanceof StartupError ? err.message : `${name} could not be connected: see the log.`);
  }
}
