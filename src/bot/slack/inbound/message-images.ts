import { z } from 'zod';
import { UserError } from '../../../commands/messages/errors.ts';
import type { Upload } from '../../../commands/ports/upload.ts';
import { createFileFetcher, type FileSource } from '../../chat/fetch-file.ts';
import type { SlackApi } from '../api/client.ts';
import { slackErrorKind } from '../api/errors.ts';
import { type Pressed, readButton } from '../buttons.ts';
import { fileSchema, isTypeUnknown, type SlackFile, toFile } from '../slack-file.ts';
import { slackUserMessages } from '../user-messages.ts';

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

const isImage = (mimetype: string | null | undefined): boolean => mimetype?.startsWith('image/') === true;

/**
 * The files of anybody's message that Slack calls pictures or gives no type for. Reading a file shows whether it is
 * one.
 *
 * @param below The parsed buttons of ours in the message.
 */
export function picturesOf(message: unknown, below: readonly Pressed[]): readonly SlackFile[] {
  const { data } = messageSchema.safeParse(message);
  const own = below.find(({ files }) => files.length > 0)?.files;
  if (own !== undefined) return own.map((id) => ({ id, name: 'the picture', ...(isHidden(below) && sensitive) }));
  const files = (data?.files ?? []).filter((file) => isImage(file.mimetype) || isTypeUnknown(file)).map(toFile);
  const shown = (data?.blocks ?? []).flatMap((block) => {
    const image = imageSchema.safeParse(block);
    return image.success ? [{ id: image.data.slack_file.id, name: 'the picture' }] : [];
  });
  return [...files, ...shown];
}

/** Whether a message has a file of which Slack hides everything, so that it may be a picture. */
export function hasUnseenFiles(message: unknown): boolean {
  const { data } = messageSchema.safeParse(message);
  return (data?.files ?? []).some((file) => !file.mimetype && !isTypeUnknown(file));
}

/**
 * Parses the buttons of a message that we posted. Another app could post buttons that look like ours and name files
 * that only we may read, so other messages have none.
 *
 * @param bot The bot's own Slack id.
 */
export function buttonsBelow(message: unknown, bot: string): readonly Pressed[] {
  const { data } = messageSchema.safeParse(message);
  return data?.user === bot ? buttonsIn(message) : [];
}

/** Whether the picture of a message with these buttons was flagged. */
export const isHidden = (below: readonly Pressed[]): boolean => below.some(({ button }) => button === 'reveal');

const sensitive = { isSensitive: true } as const;

/** Parses the buttons of a message that is known to be ours. */
export function buttonsIn(message: unknown): readonly Pressed[] {
  const { data } = messageSchema.safeParse(message);
  return (data?.blocks ?? []).flatMap((block) => {
    const actions = actionsSchema.safeParse(block);
    return (actions.data?.elements ?? []).flatMap(({ action_id, value }) => readButton(action_id, value) ?? []);
  });
}

/** Finds the first file that is a picture, as far as Slack knows. */
export type FirstPicture = (files: readonly SlackFile[]) => Promise<SlackFile | undefined>;

/** Looks up files whose type Slack has not sent. One whose type Slack does not know yet, or hides, may be a picture. */
export function createFirstPicture({ call }: SlackApi): FirstPicture {
  const isPicture = async ({ id, isTypeUnknown }: SlackFile): Promise<boolean> => {
    if (isTypeUnknown !== true) return true;
    const info = await call('files.info', (client) => client.files.info({ file: id })).catch(() => undefined);
    return info === undefined || info.file?.mimetype === '' || isImage(info.file?.mimetype);
  };
  return async (files) => {
    for (const file of files) if (await isPicture(file)) return file;
    return undefined;
  };
}

export type FetchSlackFile = (file: SlackFile) => Promise<Upload>;

/** The fields of `files.info` that are used. */
const infoSchema = z.object({
  name: z.string().nullish(),
  size: z.number().nullish(),
  /** Empty until Slack has processed the file. */
  mimetype: z.string().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
  is_external: z.boolean().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
type Info = z.infer<typeof infoSchema>;

/** Delays between lookups of a file that Slack is still processing. */
const pollDelaysMs = [300, 700, 1_500, 3_000] as const;

const urlOf = ({ url_private_download: download, url_private: shown }: Info): string | null =>
  download || shown || null;

const isProcessed = (info: Info): boolean => urlOf(info) !== null && info.mimetype !== '';

/** Looks a file up by its id, then fetches it with the bot's token. A URL from a payload is never used. */
export function createFetchSlackFile(
  { call }: SlackApi,
  source: FileSource,
  wait: (ms: number) => Promise<void>,
): FetchSlackFile {
  const fetchFile = createFileFetcher({ ...source, hidden: slackUserMessages.hidden });

  const lookUp = async ({ id, name }: SlackFile): Promise<Info> => {
    const { file } = await call('files.info', (client) => client.files.info({ file: id })).catch((error) => {
      throw refusal(error, name);
    });
    const info = infoSchema.parse(file ?? {});
    const refusalNotice = refusalNoticeOf(info);
    if (refusalNotice !== undefined) throw new UserError(refusalNotice({ name: info.name ?? name }));
    return info;
  };

  const waitForInfo = async (file: SlackFile): Promise<Info> => {
    for (const ms of pollDelaysMs) {
      const info = await lookUp(file).catch((error) => {
        if (slackErrorKind(error) !== 'other' || error instanceof UserError) throw error;
        return undefined;
      });
      if (info !== undefined && isProcessed(info)) return info;
      await wait(ms);
    }
    return lookUp(file);
  };

  return async (file) => {
    const info = await waitForInfo(file);
    const name = info.name ?? file.name;
    const url = urlOf(info);
    if (url === null) throw new UserError(slackUserMessages.unfinished({ name }));
    const upload = await fetchFile({ name, url, size: info.size ?? 0 });
    return file.isSensitive ? { ...upload, isSensitive: true } : upload;
  };
}

/** The notice for a file that nobody can fetch; undefined for one that can be fetched. */
function refusalNoticeOf({ mode, file_access: access, is_external: isExternal }: Info) {
  if (mode === 'tombstone' || access === 'file_not_found') return slackUserMessages.fileGone;
  if (mode === 'hidden_by_limit') return slackUserMessages.overLimit;
  if (access === 'access_denied') return slackUserMessages.hidden;
  if (isExternal === true || mode === 'external') return slackUserMessages.elsewhere;
  if (mode && mode !== 'hosted') return slackUserMessages.notUploaded;
  return undefined;
}

function refusal(error: unknown, name: string): unknown {
  const problem = slackErrorKind(error);
  if (problem === 'file-gone') return new UserError(slackUserMessages.fileGone({ name }), { cause: error });
  if (problem === 'missing-scope') return new UserError(slackUserMessages.mayNotRead(), { cause: error });
  if (problem === 'not-in-channel' || problem === 'channel-closed') {
    return new UserError(slackUserMessages.hidden({ name }), { cause: error });
  }
  return error;
}
