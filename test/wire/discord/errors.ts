/** One field that Discord refuses, with Discord's own code for why. */
export interface FieldError {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** An answer that is a refusal, with Discord's HTTP status and JSON error code. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly fields: readonly FieldError[];
  /** A request that can never be right, whatever the state of the world: a mistake in the bot. */
  readonly isViolation: boolean;

  constructor(status: number, code: number, message: string, fields: readonly FieldError[] = [], isViolation = false) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.isViolation = isViolation;
  }

  body(): object {
    const errors = this.fields.length > 0 ? { errors: nest(this.fields) } : {};
    return { message: this.message, code: this.code, ...errors };
  }
}

/** Discord spreads field errors over an object of the body's own shape, with `_errors` at its leaves. */
function nest(fields: readonly FieldError[]): object {
  const root: Record<string, unknown> = {};
  for (const { path, code, message } of fields) {
    let place = root;
    for (const key of path) {
      const next = place[key] ?? {};
      place[key] = next;
      place = next as Record<string, unknown>;
    }
    place._errors = [...((place._errors as unknown[]) ?? []), { code, message }];
  }
  return root;
}

/** The bot sent what Discord never takes. */
export const invalidForm = (...fields: FieldError[]): DiscordError =>
  new DiscordError(400, 50035, 'Invalid Form Body', fields, true);

/** The refusals that depend on the state of the world, each with Discord's numbers and words. */
export const refused = {
  unauthorized: () => new DiscordError(401, 0, '401: Unauthorized'),
  unknownRoute: () => new DiscordError(404, 0, '404: Not Found', [], true),
  unknownChannel: () => new DiscordError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new DiscordError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new DiscordError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new DiscordError(404, 10008, 'Unknown Message'),
  unknownUser: () => new DiscordError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new DiscordError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new DiscordError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new DiscordError(404, 10063, 'Unknown application command'),
  tooManyEmojis: () => new DiscordError(400, 30008, 'Maximum number of emojis reached (50)'),
  tooManyStickers: () => new DiscordError(400, 30039, 'Maximum number of stickers reached (5)'),
  tooLarge: () => new DiscordError(413, 40005, 'Request entity too large'),
  alreadyAnswered: () => new DiscordError(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new DiscordError(400, 40094, 'This interaction has already reached the maximum number of follow up messages'),
  missingAccess: () => new DiscordError(403, 50001, 'Missing Access'),
  notAuthor: () => new DiscordError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new DiscordError(400, 50006, 'Cannot send an empty message', [], true),
  cannotMessageUser: () => new DiscordError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new DiscordError(403, 50013, 'Missing Permissions'),
  wrongChannelType: () => new DiscordError(400, 50024, 'Cannot execute action on this channel type'),
  invalidToken: () => new DiscordError(401, 50027, 'Invalid Webhook Token'),
  fileTooLarge: () => new DiscordError(400, 50045, 'File uploaded exceeds the maximum size'),
  threadArchived: () => new DiscordError(400, 50083, 'Thread is archived'),
  noHistoryForReply: () => new DiscordError(403, 160002, 'Cannot reply without permission to read message history'),
  hasThread: () => new DiscordError(400, 160004, 'A thread has already been created for this message'),
} satisfies Record<string, () => DiscordError>;
