import { z } from 'zod';
import { stateSchema } from '../forms/form-submission.ts';
import { fileSchema } from '../slack-file.ts';

// Schemas of the payloads that Slack sends, as far as they are read here. Slack may add fields; those are ignored.

const id = z.object({ id: z.string() });

export const slashSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string(),
});
export type Slash = z.infer<typeof slashSchema>;

const interactive = { user: id, team: id, trigger_id: z.string() };

export const shortcutSchema = z.object({
  ...interactive,
  callback_id: z.string(),
  channel: id,
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().nullish() }),
  response_url: z.string(),
});
export type Shortcut = z.infer<typeof shortcutSchema>;

export const actionSchema = z.object({
  ...interactive,
  /** A menu has its value in `selected_option`. */
  actions: z
    .tuple([
      z.looseObject({
        action_id: z.string(),
        value: z.string().nullish(),
        selected_option: z.looseObject({ value: z.string() }).nullish(),
      }),
    ])
    .rest(z.unknown()),
  channel: id.nullish(),
  container: z.looseObject({ message_ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
  message: z.looseObject({ thread_ts: z.string().nullish() }).nullish(),
  response_url: z.string().nullish(),
});
export type Action = z.infer<typeof actionSchema>;

export const submissionSchema = z.object({
  user: id,
  team: id,
  trigger_id: z.string().nullish(),
  view: z.object({
    id: z.string(),
    hash: z.string().nullish(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.unknown() }),
  }),
});

export type Submission = z.infer<typeof submissionSchema>;

export const parseState = (values: unknown) => stateSchema.parse(values);

export const eventSchema = z.object({ team_id: z.string() });

export const userMessageSchema = z.object({
  user: z.string(),
  text: z.string().default(''),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  channel_type: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
});
export type UserMessage = z.infer<typeof userMessageSchema>;

/** A request as it is stored: without Slack's tokens and the fields that are not read. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slash'), body: slashSchema }),
  z.object({ kind: z.literal('shortcut'), body: shortcutSchema }),
  z.object({ kind: z.literal('press'), body: actionSchema }),
  z.object({ kind: z.literal('form'), body: submissionSchema }),
  z.object({ kind: z.literal('said'), body: userMessageSchema, team: z.string() }),
]);
export type SlackRequest = z.infer<typeof requestSchema>;

export const homeSchema = z.object({ user: z.string(), tab: z.string().nullish() });
