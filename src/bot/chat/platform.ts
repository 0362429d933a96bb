import type { Logger } from 'pino';
import type { Engine } from '../../engine/client.ts';
import type { PlatformHealth } from '../health.ts';
import type { Inbox } from '../jobs/inbox.ts';
import type { BotJobService } from '../jobs/job-service.ts';
import type { ChatPlatform } from '../jobs/reply-resolver.ts';
import type { ResultStore } from '../jobs/result-store.ts';
import type { ServerPolicy } from '../policy/server-policy.ts';
import type { SettingsStore } from '../policy/settings.ts';
import type { Database } from '../storage/database.ts';
import type { UploadMemory } from './upload-memory.ts';

/** A platform that lives elsewhere, and may be away. */
export interface RemotePlatform extends ChatPlatform {
  /**
   * Returns once requests can be answered, or the platform could not be reached: then it is tried again and again.
   *
   * @throws StartupError for a token that it does not know.
   */
  connect(): Promise<void>;
  health(): PlatformHealth;
  /** Forgets what is known of answers from before. */
  sweep(before: Date): void;
  /** The bot is about to be stopped: what still waits for its turn is left to the next process. */
  beginShutdown(): void;
  close(): Promise<void>;
}

/** What every such platform is built from. */
export interface RemoteParts {
  readonly db: Database;
  readonly inbox: Inbox;
  readonly store: ResultStore;
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly policy: ServerPolicy;
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
