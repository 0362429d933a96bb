import type { Logger } from 'pino';
import type { PlatformHealth } from '../../health.ts';

/** Tracks the state of the connection to a platform; the code that connects reports its events. */
export interface Connection {
  health(): PlatformHealth;
  opened(): void;
  /** The connection was lost. When it is lost twice without being opened between, the platform counts as away. */
  lost(problem: string): void;
  /** The platform cannot be reached. */
  away(problem: string): void;
  /** The platform refuses the connection, and retrying is pointless. Each new problem is logged. */
  refused(problem: string): void;
  /** Resolves when the platform is away or refuses. */
  readonly failed: Promise<void>;
}

/** @param platform The platform's name, for logs. */
export function createConnection(platform: string, log: Logger): Connection {
  let health: PlatformHealth = { status: 'connecting', problem: null };
  let fail: () => void;
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  let wasLost = false;

  const away = (problem: string): void => {
    if (health.status !== 'refused') health = { status: 'away', problem };
    fail();
  };

  const refused = (problem: string): void => {
    if (health.problem !== problem)
      log.error(
        { platform, problem },
        'the platform refuses the connection; requests are not answered until this is fixed',
      );
    health = { status: 'refused', problem };
    fail();
  };

  return {
    health: () => health,
    opened() {
      wasLost = false;
      health = { status: 'connected', problem: null };
    },
    lost(problem) {
      if (wasLost) return away(problem);
      wasLost = true;
      if (health.status !== 'refused') health = { status: 'connecting', problem };
    },
    away,
    refused,
    failed,
  };
}
