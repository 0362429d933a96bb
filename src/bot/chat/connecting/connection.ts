import type { Logger } from 'pino';
import type { PlatformHealth } from '../../health.ts';

/** How the connection to a platform is, told step by step by whoever keeps it. */
export interface Connection {
  health(): PlatformHealth;
  opened(): void;
  /** What is lost once may be back in a moment; when it is lost again before that, the platform is away. */
  lost(problem: string): void;
  /** It cannot be reached. */
  away(problem: string): void;
  /** Trying again will not help. Said in the log as long as it is news. */
  refused(problem: string): void;
  /** Resolves when the platform is away or refuses. */
  readonly failed: Promise<void>;
}

/** @param platform As people call it. */
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
      log.error({ platform, problem }, 'nothing is answered there until this is put right');
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
