import type { Logger } from 'pino';
import type { Engine } from '../../engine/client.ts';
import type { PlatformHealth } from '../health.ts';
import type { Inbox } from '../jobs/inbox.ts';
import type { BotJobService } from '../jobs/job-service.ts';
import type { ReplyResolver } from '../jobs/reply-resolver.ts';
import type { ResultStore } from '../jobs/result-store.ts';
import type { SavedStyles } from '../policy/saved-styles.ts';
import type { ServerPolicy } from '../policy/server-policy.ts';
import type { SettingsStore } from '../policy/settings.ts';
import type { Database } from '../storage/database.ts';
import type { UploadMemory } from './upload-memory.ts';

/** A chat platform that is reached over the network and may be unavailable. */
export interface RemotePlatform extends ReplyResolver {
  /**
   * Returns when requests can be answered, or when the platform cannot be reached: then it keeps retrying.
   *
   * @throws StartupError for a token that the platform does not know.
   */
  connect(): Promise<void>;
  health(): PlatformHealth;
  /** Deletes the records of answers from before this time. */
  sweep(before: Date): void;
  /** The bot is about to be stopped: requests that still wait for a rate limit are left to the next process. */
  beginShutdown(): void;
  close(): Promise<void>;
}

/** The dependencies of every remote platform. */
export interface RemoteParts {
  readonly db: Database;
  readonly inbox: Inbox;
  readonly store: ResultStore;
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly policy: ServerPolicy;
  readonly styles: Pick<SavedStyles, 'as'>;
  readonly uploadMemory: UploadMemory;
  /** Where the host checks pictures, previews are not checked. */
  readonly arePreviewsHidden: boolean;
  readonly log: Logger;
  readonly random: () => number;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Until something is tried or sent again. */
  readonly wait: (ms: number) => Promise<void>;
  /** Resolves when something has taken too long. */
  readonly timeout: (ms: number) => Promise<void>;
}
