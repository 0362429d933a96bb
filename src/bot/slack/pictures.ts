import { z } from 'zod';
import type { Upload } from '../../commands/command.ts';
import { UserError } from '../../commands/errors.ts';
import { createFileFetcher, type FileSource } from '../fetch-file.ts';
import type { SlackApi } from './api.ts';
import { readButton } from './buttons.ts';
import { notices } from './notices.ts';
import { slackProblem } from './problem.ts';

/** A file that Slack keeps, by its id. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
}

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
});

export const toFile = ({ id, name }: z.infer<typeof fileSchema>): SlackFile => ({ id, name: name ?? 'the picture' });

const messageSchema = z.object({
  files: z.array(fileSchema).nullish().catch(null),
  blocks: z
    .array(z.looseObject({ type: z.string() }))
    .nullish()
    .catch(null),
});

const imageSchema = z.object({ type: z.literal('image'), slack_file: z.object({ id: z.string() }) });
const actionsSchema = z.object({
  type: z.literal('actions'),
  elements: z.array(z.object({ action_id: z.string(), value: z.string() })),
});

/** What Slack says is a picture, in a message of anybody; what it is comes out when it is read. */
export function picturesOf(message: unknown): readonly SlackFile[] {
  const { data } = messageSchema.safeParse(message);
  const own = buttonsBelow(message).find(({ files }) => files.length > 0)?.files;
  if (own !== undefined) return own.map((id) => ({ id, name: 'the picture' }));
  const files = (data?.files ?? []).filter(({ mimetype }) => mimetype?.startsWith('image/')).map(toFile);
  const shown = (data?.blocks ?? []).flatMap((block) => {
    const image = imageSchema.safeParse(block);
    return image.success ? [{ id: image.data.slack_file.id, name: 'the picture' }] : [];
  });
  return [...files, ...shown];
}

/** What buttons of ours say below a message. */
export function buttonsBelow(message: unknown) {
  const { data } = messageSchema.safeParse(message);
  return (data?.blocks ?? []).flatMap((block) => {
    const actions = actionsSchema.safeParse(block);
    return (actions.data?.elements ?? []).flatMap(({ action_id, value }) => readButton(action_id, value) ?? []);
  });
}

export type FetchSlackFile = (file: SlackFile) => Promise<Upload>;

/** Looks a file up, then fetches it with the bot's token: what somebody says of its address is not believed. */
export function createFetchSlackFile({ call }: SlackApi, source: FileSource): FetchSlackFile {
  const fetchFile = createFileFetcher(source);
  return async ({ id, name }) => {
    const { file } = await call('files.info', (client) => client.files.info({ file: id })).catch((error) => {
      throw refusal(error, name);
    });
    const url = file?.url_private_download ?? file?.url_private;
    if (url === undefined) throw new UserError(notices.fileGone({ name }));
    return fetchFile({ name: file?.name ?? name, url, size: file?.size ?? 0 });
  };
}

function refusal(error: unknown, name: string): unknown {
  const problem = slackProblem(error);
  if (problem === 'file-gone') return new UserError(notices.fileGone({ name }), { cause: error });
  if (problem === 'missing-scope') return new UserError(notices.mayNotRead(), { cause: error });
  return error;
}
