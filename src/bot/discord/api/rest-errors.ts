import { RESTJSONErrorCodes as codes, DiscordAPIError } from 'discord.js';

/** Why Discord refused a request, as far as an answer depends on it. */
export type RestErrorKind =
  /** The interaction's token is no longer, or not yet, one. */
  | 'token-over'
  | 'message-gone'
  /** The channel is gone, or closed to the bot. */
  | 'channel-closed'
  | 'too-large'
  /** Somebody has answered this interaction before. */
  | 'answered'
  /** The message has its thread already. */
  | 'has-thread'
  /** Anything that may be different next time: an outage, a limit, a cut line. */
  | 'other';

const problems: Readonly<Record<number, RestErrorKind>> = {
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

const statuses: Readonly<Record<number, RestErrorKind>> = {
  401: 'token-over',
  403: 'channel-closed',
  413: 'too-large',
};

export function restErrorKind(error: unknown): RestErrorKind {
  if (isHttpError(error) && error.status === 413) return 'too-large';
  if (!(error instanceof DiscordAPIError)) return 'other';
  return problems[Number(error.code)] ?? statuses[error.status] ?? 'other';
}

/** What discord.js throws for an answer without Discord's own words, as a proxy in front of it gives. */
const isHttpError = (error: unknown): error is Error & { readonly status: number } =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';
