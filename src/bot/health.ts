import type { Engine, EngineStatus } from '../engine/client.ts';
import type { StorageHealth } from './storage/storage-health.ts';

/** Whether what is asked on a platform reaches this bot. */
export interface PlatformHealth {
  /** Refused: trying again will not help, somebody has to change a setting. */
  readonly status: 'connecting' | 'connected' | 'away' | 'refused';
  /** Why it is not connected, for whoever runs the bot; null where nothing is known to be wrong. */
  readonly problem: string | null;
}

/** What a host that asks is told. */
export interface HealthReport extends Pick<EngineStatus, 'worker' | 'provider' | 'waiting'> {
  /** Down: somebody who asks for a picture does not get one. */
  readonly status: 'ok' | 'down';
  /** Why nothing can be kept; null: it can. */
  readonly storage: string | null;
  /** Those that are configured. */
  readonly platforms: Readonly<Record<string, PlatformHealth>>;
}

interface HealthParts {
  readonly engine: Pick<Engine, 'status'>;
  readonly storage: Pick<StorageHealth, 'problem'>;
  readonly platforms: readonly { readonly name: string; health(): PlatformHealth }[];
}

/**
 * Down while there is nothing to draw with (the engine died and is started again, it was stopped, or no execution provider
 * runs the default model), while nothing can be kept, and while a platform cannot be heard.
 */
export function healthReport({ engine, storage, platforms }: HealthParts): HealthReport {
  const { worker, provider, waiting } = engine.status();
  const problem = storage.problem();
  const heard = platforms.map((platform) => [platform.name, platform.health()] as const);
  const canDraw = worker === 'starting' || (worker === 'ready' && provider !== null);
  const isHeard = heard.every(([, { status }]) => status === 'connected' || status === 'connecting');
  return {
    status: canDraw && problem === null && isHeard ? 'ok' : 'down',
    ...{ worker, provider, waiting },
    storage: problem?.words ?? null,
    platforms: Object.fromEntries(heard),
  };
}
