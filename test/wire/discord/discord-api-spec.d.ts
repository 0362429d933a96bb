/** The package ships its schemas without declarations; these are the ones that the double uses. */
declare module 'discord-api-spec/zod' {
  import type * as z from 'zod/mini';

  type ObjectSchema = z.ZodMiniObject<z.core.$ZodLooseShape>;

  export const ApplicationCommandAutocompleteCallbackRequestSchema: ObjectSchema;
  export const ApplicationCommandPatchRequestPartialSchema: ObjectSchema;
  export const ApplicationCommandUpdateRequestSchema: ObjectSchema;
  export const ApplicationCommandResponseSchema: ObjectSchema;
  export const GuildMemberResponseSchema: ObjectSchema;
  export const PrivateChannelResponseSchema: ObjectSchema;
  export const CreateMessageInteractionCallbackRequestSchema: ObjectSchema;
  export const CreatePrivateChannelRequestSchema: ObjectSchema;
  export const CreateTextThreadWithMessageRequestSchema: ObjectSchema;
  export const EmojiResponseSchema: ObjectSchema;
  export const GatewayBotResponseSchema: ObjectSchema;
  export const GuildStickerResponseSchema: ObjectSchema;
  export const IncomingWebhookRequestPartialSchema: ObjectSchema;
  export const IncomingWebhookUpdateRequestPartialSchema: ObjectSchema;
  export const InteractionCallbackResponseSchema: ObjectSchema;
  export const MessageCreateRequestSchema: ObjectSchema;
  export const MessageEditRequestPartialSchema: ObjectSchema;
  export const MessageResponseSchema: ObjectSchema;
  export const ModalInteractionCallbackRequestSchema: ObjectSchema;
  export const PongInteractionCallbackRequestSchema: ObjectSchema;
  export const SnowflakeTypeSchema: z.ZodMiniString;
  export const ThreadResponseSchema: ObjectSchema;
  export const UpdateMessageInteractionCallbackRequestSchema: ObjectSchema;
  export const UpdateThreadRequestPartialSchema: ObjectSchema;
  export const UserPIIResponseSchema: ObjectSchema;
}
