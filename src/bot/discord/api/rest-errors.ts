import { RESTJSONErrorCodes as codes, DiscordAPIError } from 'discord.js';

/** Groups Discord's error codes by what the bot does about them. */
export type RestErrorKind =
  /** The interaction's token is no longer valid, or not yet. */
  | 'token-over'
  | 'message-gone'
  /** The channel is gone, or closed to the bot. */
  | 'channel-closed'
  | 'too-large'
  /** The interaction was acknowledged before. */
  | 'answered'
  /** The message has a thread already. */
  | 'has-thread'
  /** Anything that may succeed later: an outage, a rate limit, a lost connection. */
  | 'other';

const kindsByCode: Readonly<Record<number, RestErrorKind>> = {
  [codes.UnknownInteraction]: 'token-over',
  [codes.UnknownWebhook]: 'token-over',
  [codes.InvalidWebhookToken]: 'token-over',
  [codes.UnknownMessage]: 'message-gone',
  [codes.UnknownChannel]: 'channel-closed',
  [codes.UnknownGuild]: 'channel-closed',
  [codes.MissingAccess]: 'channel-closed',
  [codes.MissingPermissions]: 'channel-closed',
  [codes.CannotSendMessagesToThisUser]: 'channel-closed',
  [codes.CannotExecuteActionOnThisChannelType]: 'channel-closed',
  [codes.ThreadLocked]: 'channel-closed',
  [codes.RequestEntityTooLarge]: 'too-large',
  [codes.InteractionHasAlreadyBeenAcknowledged]: 'answered',
  [codes.ThreadAlreadyCreatedForMessage]: 'has-thread',
};

const kindsByStatus: Readonly<Record<number, RestErrorKind>> = {
  401: 'token-over',
  403: 'channel-closed',
  413: 'too-large',
};

export function restErrorKind(error: unknown): RestErrorKind {
  if (isHttpError(error) && error.status === 413) return 'too-large';
  if (!(error instanceof DiscordAPIError)) return 'other';
  return kindsByCode[Number(error.code)] ?? kindsByStatus[error.status] ?? 'other';
}

/** Whether discord.js threw it for a response without a Discord error, such as one of a proxy in front of Discord. */
const isHttpError = (error: unknown): error is Error & { readonly status: number } =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';
