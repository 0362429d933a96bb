import { z } from 'zod';
import type { Upload } from '../../commands/command.ts';
import { UserError } from '../../commands/errors.ts';
import { createFileFetcher, type FileSource } from '../fetch-file.ts';
import type { SlackApi } from './api.ts';
import { type Pressed, readButton } from './buttons.ts';
import { notices } from './notices.ts';
import { slackProblem } from './problem.ts';

/** A file that Slack keeps, by its id. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  /** It was flagged, and is shown only to who asks for it. */
  readonly isSensitive?: true;
}

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
});

export const toFile = ({ id, name }: z.infer<typeof fileSchema>): SlackFile => ({ id, name: name ?? 'the picture' });

const messageSchema = z.object({
  user: z.string().nullish().catch(null),
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

/**
 * What Slack says is a picture, in a message of anybody; what it is comes out when it is read.
 *
 * @param below What buttons of ours say below it.
 */
export function picturesOf(message: unknown, below: readonly Pressed[]): readonly SlackFile[] {
  const { data } = messageSchema.safeParse(message);
  const own = below.find(({ files }) => files.length > 0)?.files;
  if (own !== undefined) return own.map((id) => ({ id, name: 'the picture', ...(isHidden(below) && sensitive) }));
  const files = (data?.files ?? []).filter(({ mimetype }) => mimetype?.startsWith('image/')).map(toFile);
  const shown = (data?.blocks ?? []).flatMap((block) => {
    const image = imageSchema.safeParse(block);
    return image.success ? [{ id: image.data.slack_file.id, name: 'the picture' }] : [];
  });
  return [...files, ...shown];
}

/**
 * What buttons of ours say below a message of ours. Another app can put what looks like them below its own, and name
 * files there that only we may read.
 *
 * @param bot Our own id.
 */
export function buttonsBelow(message: unknown, bot: string): readonly Pressed[] {
  const { data } = messageSchema.safeParse(message);
  return data?.user === bot ? buttonsIn(message) : [];
}

/** Whether the picture above such buttons was flagged. */
export const isHidden = (below: readonly Pressed[]): boolean => below.some(({ button }) => button === 'reveal');

const sensitive = { isSensitive: true } as const;

/** The same of a message that is known to be ours. */
export function buttonsIn(message: unknown): readonly Pressed[] {
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
  return async ({ id, name, isSensitive }) => {
    const { file } = await call('files.info', (client) => client.files.info({ file: id })).catch((error) => {
      throw refusal(error, name);
    });
    const url = file?.url_private_download ?? file?.url_private;
    if (url === undefined) throw new UserError(notices.fileGone({ name }));
    const upload = await fetchFile({ name: file?.name ?? name, url, size: file?.size ?? 0 });
    return isSensitive ? { ...upload, isSensitive } : upload;
  };
}

function refusal(error: unknown, name: string): unknown {
  const problem = slackProblem(error);
  if (problem === 'file-gone') return new UserError(notices.fileGone({ name }), { cause: error });
  if (problem === 'missing-scope') return new UserError(notices.mayNotRead(), { cause: error });
  return error;
}
