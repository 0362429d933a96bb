import type { Clock } from '../clock.ts';
import type { SlackSchemas } from './schemas.ts';

/** JSON as it travels, read at the border and looked into by name. */
export type Json = Readonly<Record<string, unknown>>;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  readonly isAdmin?: boolean;
}

/** People who are called by one name. */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly people: Set<string>;
}

/** A message as everybody who may see it sees it now; edits change it in place. */
export interface Message {
  readonly type: 'message';
  subtype?: string;
  readonly ts: string;
  readonly user: string;
  readonly team: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  files?: SlackFile[];
  metadata?: Json;
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  edited?: { readonly user: string; readonly ts: string };
  streaming_state?: 'in_progress' | 'completed';
}

/** The chunks of a streamed message so far. */
export interface Stream {
  readonly mode: 'markdown_text' | 'chunks';
  readonly chunks: Json[];
  touchedAtMs: number;
}

export interface StoredMessage {
  readonly message: Message;
  readonly channel: Channel;
  /** The only person who sees it, for an ephemeral message; else null. */
  readonly viewerId: string | null;
  readonly stream: Stream | null;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  readonly messages: Map<string, StoredMessage>;
  isArchived: boolean;
}

/** A file as Slack describes it. Until it is processed, its kind, size in pixels and shares are not there. */
export interface SlackFile {
  readonly id: string;
  readonly created: number;
  readonly timestamp: number;
  readonly name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  readonly user: string;
  readonly user_team: string;
  readonly size: number;
  readonly mode: 'hosted';
  readonly file_access: 'visible';
  readonly is_external: false;
  readonly external_type: '';
  readonly is_public: boolean;
  readonly public_url_shared: false;
  readonly editable: false;
  readonly display_as_bot: false;
  readonly username: '';
  readonly is_starred: false;
  readonly has_rich_preview: false;
  readonly media_display_type: 'unknown';
  readonly url_private: string;
  readonly url_private_download: string;
  readonly permalink: string;
  readonly permalink_public: string;
  alt_txt?: string;
  original_w?: number;
  original_h?: number;
  channels: string[];
  groups: string[];
  ims: string[];
  shares?: Json;
}

export interface StoredFile {
  readonly file: SlackFile;
  bytes: Uint8Array;
  state: 'awaiting bytes' | 'uploaded' | 'processing' | 'ready';
  /** Whether it is the bot's own, or was put into its modal. */
  isOffered: boolean;
}

/** A modal or a home tab as Slack describes it. */
export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly external_id: string;
  readonly title: Json;
  readonly submit: Json | null;
  readonly close: Json | null;
  readonly blocks: readonly Json[];
  readonly state: { readonly values: Json };
  readonly hash: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly team_id: string;
  readonly app_id: string;
  readonly app_installed_team_id: string;
  readonly bot_id: string;
}

export interface Trigger {
  readonly id: string;
  readonly userId: string;
  readonly madeAtMs: number;
  isUsed: boolean;
  /** The view that was opened with it. */
  viewId: string | null;
}

export interface ResponseUrl {
  readonly url: string;
  readonly user: User;
  readonly channel: Channel;
  readonly threadTs: string | null;
  readonly madeAtMs: number;
  /** The message that carried the button, which may be replaced or deleted. */
  readonly source: StoredMessage | null;
  uses: number;
}

/** What the app is allowed and known for; from its manifest where there is one. */
export interface Installation {
  scopes: string[];
  /** null: whatever a person types or picks exists. */
  commands: readonly string[] | null;
  shortcuts: readonly { readonly callbackId: string; readonly type: 'message' | 'global' }[] | null;
  events: readonly string[];
}

/** Everything that exists at Slack's side, and the switches that a test may set. */
export interface World {
  readonly clock: Clock;
  readonly schemas: SlackSchemas;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly bot: User;
  readonly botId: string;
  readonly tokens: { readonly bot: string; readonly app: string; readonly signingSecret: string };
  /** Whether the bot's token was taken back. */
  isRevoked: boolean;
  readonly installation: Installation;
  /** Whether the workspace offers streamed messages. */
  offersStreaming: boolean;
  readonly users: Map<string, User>;
  readonly usergroups: Map<string, UserGroup>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Every view that was ever opened, as it is now. */
  readonly views: Map<string, View>;
  /** Each person's open modals, the visible one last. */
  readonly stacks: Map<string, string[]>;
  readonly homes: Map<string, View>;
  /** Where the API and the files host listen. */
  apiUrl: string;
  filesUrl: string;
  newId(prefix: string): string;
  /** Strictly rising, as Slack's message timestamps are. */
  newTs(): string;
  /** Sends an event to the app, if it has subscribed to it; set by the delivery. */
  emit(event: Json): void;
  /** Real milliseconds from now, unless the double is closed before. */
  later(ms: number, act: () => void): void;
  /** Wakes whoever waits for a condition. */
  changed(): void;
  /** Notes a mistake in what the bot sent, or in what the double is about to send. */
  violation(what: string): void;
}

/** The kinds of text that arrive escaped. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Whether the bot may read a file: what it was given, and what was shared where it is. */
export function isReadable(world: World, { file, isOffered }: StoredFile): boolean {
  const places = [...file.channels, ...file.groups, ...file.ims];
  return isOffered || places.some((id) => world.channels.get(id)?.members.has(world.bot.id));
}

/** The direct messages of a person with the bot; opened when they are first needed. */
export function directMessages(world: World, person: User): Channel {
  const known = [...world.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(person.id));
  if (known) return known;
  const channel: Channel = {
    id: world.newId('D'),
    name: 'directmessage',
    kind: 'im',
    members: new Set([person.id, world.bot.id]),
    messages: new Map(),
    isArchived: false,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
