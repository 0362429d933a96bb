/** How a walk's steps are shown: in a thread below the answer, in the answer itself, or not at all. */
export const progressStyles = ['thread', 'edit', 'off'] as const;
export type ProgressStyle = (typeof progressStyles)[number];

/** What the managers of a guild or workspace have decided. Ids are the platform's own. */
export interface ServerSettings {
  /** Where the bot may be asked; none: everywhere. */
  readonly channels: readonly string[];
  /** Who may ask, one of these roles is enough; none: everybody. */
  readonly roles: readonly string[];
  /** Pictures in 24 hours; null: only the host's own limits. */
  readonly perPersonPerDay: number | null;
  readonly perServerPerDay: number | null;
  readonly progress: ProgressStyle;
  /** Lower-case words that no prompt may have. */
  readonly blockedWords: readonly string[];
  /** The model where nobody names one; null: the first. */
  readonly model: string | null;
  /** How long results are kept; null: as the host has set. */
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

/** The most that a setting can be, or hold. */
export const settingLimits = {
  quota: 100_000,
  lifetimeHours: 24 * 365,
  words: 100,
  /** In JavaScript's letters, of which some signs are two. */
  wordLength: 50,
  /** Channels, and roles. */
  mentions: 50,
} as const;

/** Settings of every server, on disk; several processes of one host share them. */
export interface SettingsStore {
  of(platform: string, server: string): ServerSettings;
  /** Returns once it is on disk. @returns What holds now. */
  change(platform: string, server: string, change: Partial<ServerSettings>): ServerSettings;
  /** Those of every server that has changed any. */
  all(): readonly ServerEntry[];
  close(): void;
}

export interface ServerEntry {
  readonly platform: string;
  readonly server: string;
  readonly settings: ServerSettings;
}
