import * as spec from 'discord-api-spec/zod';
import { InteractionResponseType } from 'discord-api-types/v10';
import * as z from 'zod/mini';
import { type FieldError, invalidForm } from './errors.ts';

/** A schema of the official description, or null where it describes no body. */
export type BodySchema = z.ZodMiniType | null;

/**
 * The description says that permissions are numbers. Discord takes and gives them as decimal strings, because they
 * outgrew what a JSON number holds, and its own guide says so: "serialized as strings".
 */
const permissionsAreStrings = <Shape extends z.core.$ZodLooseShape>(schema: z.ZodMiniObject<Shape>) =>
  z.extend(schema, { default_member_permissions: z.nullish(z.string().check(z.regex(/^\d{1,20}$/))) });

export const commandRequest: BodySchema = permissionsAreStrings(spec.ApplicationCommandUpdateRequestSchema);
export const commandsRequest: BodySchema = z.array(permissionsAreStrings(spec.ApplicationCommandUpdateRequestSchema));
export const commandPatch: BodySchema = permissionsAreStrings(spec.ApplicationCommandPatchRequestPartialSchema);

export const messageRequest: BodySchema = spec.MessageCreateRequestSchema;
export const messageEdit: BodySchema = spec.MessageEditRequestPartialSchema;
export const followUpRequest: BodySchema = spec.IncomingWebhookRequestPartialSchema;
export const followUpEdit: BodySchema = spec.IncomingWebhookUpdateRequestPartialSchema;
export const threadRequest: BodySchema = spec.CreateTextThreadWithMessageRequestSchema;
export const threadEdit: BodySchema = spec.UpdateThreadRequestPartialSchema;
export const privateChannelRequest: BodySchema = spec.CreatePrivateChannelRequestSchema;
/** The description has this body in its TypeScript types only. */
export const emojiRequest: BodySchema = z.object({
  name: z.string(),
  image: z.string(),
  roles: z.nullish(z.array(z.nullable(spec.SnowflakeTypeSchema))),
});
/** As above; the file travels beside the fields. */
export const stickerRequest: BodySchema = z.object({
  name: z.string().check(z.minLength(2), z.maxLength(30)),
  tags: z.string().check(z.minLength(1), z.maxLength(200)),
  description: z.nullish(z.string().check(z.maxLength(100))),
});

const callbacks: Readonly<Record<number, z.ZodMiniType>> = {
  [InteractionResponseType.Pong]: spec.PongInteractionCallbackRequestSchema,
  [InteractionResponseType.ChannelMessageWithSource]: spec.CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredChannelMessageWithSource]: spec.CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredMessageUpdate]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.UpdateMessage]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.ApplicationCommandAutocompleteResult]:
    spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  [InteractionResponseType.Modal]: spec.ModalInteractionCallbackRequestSchema,
};

/** The description of an interaction's first answer, by its kind: the union of all says little about what is wrong. */
export function callbackRequest(body: unknown): z.ZodMiniType {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  return (
    (typeof type === 'number' && callbacks[type]) || z.object({ type: z.literal(Object.keys(callbacks).map(Number)) })
  );
}

/** @throws DiscordError 50035 that names every field which breaks the description. */
export function checkBody(schema: z.ZodMiniType, body: unknown): void {
  const { success, error } = schema.safeParse(body);
  if (!success) throw invalidForm(...error.issues.flatMap((issue) => fieldErrors(issue)));
}

/** What is wrong with an answer by the official description, in few words; null when nothing is. */
export function wrongWith(schema: z.ZodMiniType, answer: unknown): string | null {
  const { success, error } = schema.safeParse(answer);
  if (success) return null;
  const fields = error.issues.flatMap((issue) => fieldErrors(issue));
  return fields.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** Of a union's branches, the one that got furthest tells what was meant. */
function fieldErrors(issue: z.core.$ZodIssue, base: FieldError['path'] = []): FieldError[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [didYouMean] = [...issue.errors].sort((a, b) => wrongKinds(a) - wrongKinds(b));
    return (didYouMean ?? []).flatMap((inner) => fieldErrors(inner, path));
  }
  return [{ path, code: issue.code.toUpperCase(), message: issue.message }];
}

const wrongKinds = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.filter(({ path, code }) => path.at(-1) === 'type' && code === 'invalid_value').length * 100 + issues.length;

/** What the official description says of the double's answers, where it is not a message or nothing. */
export const answers = {
  gatewayBot: spec.GatewayBotResponseSchema,
  /** The description leaves out deferred messages, whose answer carries the empty message all the same. */
  callback: z.extend(spec.InteractionCallbackResponseSchema, {
    resource: z.optional(z.object({ type: z.literal([4, 5, 7]), message: spec.MessageResponseSchema })),
  }),
  command: spec.ApplicationCommandResponseSchema,
  commands: z.array(spec.ApplicationCommandResponseSchema),
  directMessages: spec.PrivateChannelResponseSchema,
  member: spec.GuildMemberResponseSchema,
  message: spec.MessageResponseSchema,
  thread: spec.ThreadResponseSchema,
  emoji: spec.EmojiResponseSchema,
  sticker: spec.GuildStickerResponseSchema,
  user: spec.UserPIIResponseSchema,
} satisfies Record<string, z.ZodMiniType>;
