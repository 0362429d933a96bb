import type { Engine, EngineStatus } from '../engine/client.ts';
import type { StorageHealth } from './storage/storage-health.ts';

/** Whether requests on a platform reach this bot. */
export interface PlatformHealth {
  /** Refused: retrying is pointless; somebody has to change a setting. */
  readonly status: 'connecting' | 'connected' | 'away' | 'refused';
  /** Why it is not connected, for the operator; null when no problem is known. */
  readonly problem: string | null;
}

/** The response of the health check. */
export interface HealthReport extends Pick<EngineStatus, 'worker' | 'provider' | 'waiting'> {
  /** Down: a request for a picture is not answered with one. */
  readonly status: 'ok' | 'down';
  /** Why the disk cannot be written; null: it can. */
  readonly storage: string | null;
  /** The configured platforms. */
  readonly platforms: Readonly<Record<string, PlatformHealth>>;
}

interface HealthParts {
  readonly engine: Pick<Engine, 'status'>;
  readonly storage: Pick<StorageHealth, 'problem'>;
  readonly platforms: readonly { readonly name: string; health(): PlatformHealth }[];
}

/**
 * Reports the bot's health. It is down while the engine cannot draw (it died and is being restarted, it was stopped, or
 * no execution provider runs the default model), while the disk cannot be written, and while a platform is not
 * connected.
 */
export function healthReport({ engine, storage, platforms }: HealthParts): HealthReport {
  const { worker, provider, waiting } = engine.status();
  const problem = storage.problem();
  const healths = platforms.map((platform) => [platform.name, platform.health()] as const);
  const canDraw = worker === 'starting' || (worker === 'ready' && provider !== null);
  const areConnected = healths.every(([, { status }]) => status === 'connected' || status === 'connecting');
  return {
    status: canDraw && problem === null && areConnected ? 'ok' : 'down',
    ...{ worker, provider, waiting },
    storage: problem?.words ?? null,
    platforms: Object.fromEntries(healths),
  };
}
