/** How the steps of a drawing are shown: in a thread below the answer, in the answer itself, or not at all. */
export const progressStyles = ['thread', 'edit', 'off'] as const;
export type ProgressStyle = (typeof progressStyles)[number];

/** The settings of a Discord server or Slack workspace. Ids are the platform's own. */
export interface ServerSettings {
  /** The channels in which the bot accepts requests; empty: all. */
  readonly channels: readonly string[];
  /** The roles that may make requests, of which one is enough; empty: everybody may. */
  readonly roles: readonly string[];
  /** Pictures in 24 hours; null: only the host's limits apply. */
  readonly perPersonPerDay: number | null;
  readonly perServerPerDay: number | null;
  readonly progress: ProgressStyle;
  /** Words that no prompt may contain, in lower case. */
  readonly blockedWords: readonly string[];
  /** The model for requests that name none; null: the first. */
  readonly model: string | null;
  /** How long results are kept; null: as long as the host has set. */
  readonly resultLifetimeHours: number | null;
}

export const defaultSettings: ServerSettings = {
  channels: [],
  roles: [],
  perPersonPerDay: null,
  perServerPerDay: null,
  progress: 'thread',
  blockedWords: [],
  model: null,
  resultLifetimeHours: null,
};

/** The largest values and lengths of settings. */
export const settingLimits = {
  quota: 100_000,
  lifetimeHours: 24 * 365,
  words: 100,
  /** In UTF-16 code units. */
  wordLength: 50,
  /** Entries in the lists of channels and of roles. */
  mentions: 50,
} as const;

/** Stores the settings of all servers on disk; the processes of one host share them. */
export interface SettingsStore {
  of(platform: string, server: string): ServerSettings;
  /** Changes settings; returns when they are on disk. @returns The new settings. */
  change(platform: string, server: string, change: Partial<ServerSettings>): ServerSettings;
  /** The settings of every server that has changed any. */
  all(): readonly ServerEntry[];
  close(): void;
}

export interface ServerEntry {
  readonly platform: string;
  readonly server: string;
  readonly settings: ServerSettings;
}
