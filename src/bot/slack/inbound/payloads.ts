import { z } from 'zod';
import { stateSchema } from '../forms/form-submission.ts';
import { fileSchema } from '../slack-file.ts';

// What Slack sends, as far as it is read here. Slack adds fields as it likes: those are left alone.

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
  actions: z.tuple([z.looseObject({ action_id: z.string(), value: z.string().nullish() })]).rest(z.unknown()),
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

export const readState = (values: unknown) => stateSchema.parse(values);

export const eventSchema = z.object({ team_id: z.string() });

export const saidSchema = z.object({
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
export type Said = z.infer<typeof saidSchema>;

/** What is asked of the bot, as it is written down: without Slack's tokens and whatever else is not read. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slash'), body: slashSchema }),
  z.object({ kind: z.literal('shortcut'), body: shortcutSchema }),
  z.object({ kind: z.literal('press'), body: actionSchema }),
  z.object({ kind: z.literal('form'), body: submissionSchema }),
  z.object({ kind: z.literal('said'), body: saidSchema, team: z.string() }),
]);
export type SlackRequest = z.infer<typeof requestSchema>;

export const homeSchema = z.object({ user: z.string(), tab: z.string().nullish() });
