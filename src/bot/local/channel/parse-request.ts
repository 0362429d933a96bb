import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import { isBlank, visible } from '../../../commands/messages/display-text.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { maxTypedLength } from '../../../commands/options/typed-text.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { Upload } from '../../../commands/ports/upload.ts';
import { uploadLimits } from './upload-store.ts';

/** A typed line with its attachments. */
export interface LineRequest {
  readonly line: string;
  readonly person: string;
  readonly uploads: readonly Upload[];
}

const megabyte = 2 ** 20;

/** The size of as many files as any command takes at their largest, with some room for the form around them. */
export const maxBodyBytes = 4 * uploadLimits.bytesPerFile + megabyte;

/** The limit of all bodies that are read at once: a body of the largest size and small ones beside it. */
export const maxBodyBytesAtOnce = maxBodyBytes + 16 * megabyte;

/** Cleans a display name. */
export const nameOf = (typed: string): string => visible(typed).trim().slice(0, 40) || 'guest';

const person = z.string().default('').transform(nameOf);

const lineSchema = z.object({ line: z.string().trim().min(1).max(maxTypedLength), person });

const actionSchema = z.object({
  jobId: z.string().regex(/^[a-z0-9]+(?:\.\d{1,2})?$/),
  action: z.enum(actionNames),
  person,
});

export type ActionRequest = z.infer<typeof actionSchema>;

const deletionSchema = actionSchema.omit({ action: true });

export type DeletionRequest = z.infer<typeof deletionSchema>;

/** Options that take a picture. A file in a field with such a name is assigned to that option. */
const pictureFields: ReadonlySet<string> = new Set(
  commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === 'image')),
);

/** Parses the form of a line. @throws UserError for a form that the page does not send, or files beyond the limits. */
export async function parseLineRequest(form: FormData): Promise<LineRequest> {
  const line = form.get('line');
  if (typeof line !== 'string' || isBlank(line)) throw new UserError(userMessages.emptyLine());
  const { success, data } = lineSchema.safeParse({ line, person: form.get('person') ?? undefined });
  if (!success) throw new UserError(userMessages.longLine({ max: maxTypedLength }));
  const fields = [...form].flatMap(([field, value]) => (typeof value === 'string' ? [] : [field]));
  const files = [...form.values()].filter((value) => typeof value !== 'string');
  if (files.length > uploadLimits.files) throw new UserError(tooManyFiles);
  const tooLarge = files.find(({ size }) => size > uploadLimits.bytesPerFile);
  if (tooLarge !== undefined) throw new UserError(tooManyBytes(tooLarge.name));
  const uploads = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
  return { ...data, line: [data.line, ...fileReferences(fields)].join(' '), uploads: await Promise.all(uploads) };
}

/** Converts named fields into text as people type it: `mask:2`. @throws UserError for any other field. */
function fileReferences(fields: readonly string[]): readonly string[] {
  return fields.flatMap((field, i) => {
    if (field === 'file') return [];
    if (!pictureFields.has(field)) throw new UserError(noField(field));
    return [`${field}:${i + 1}`];
  });
}

const noField = (field: string) => ({
  message: `There is no field "${field}" for a file.`,
  hint: `The fields are file, ${[...pictureFields].join(', ')}.`,
});

/** Parses a pressed button. @throws UserError for a request that no button of the page sends. */
export const parseActionRequest = (json: unknown): ActionRequest => parseButton(actionSchema, json);

/** Parses the request of the button *Delete*. @throws UserError for a request that it does not send. */
export const parseDeletionRequest = (json: unknown): DeletionRequest => parseButton(deletionSchema, json);

function parseButton<T>(schema: z.ZodType<T>, json: unknown): T {
  const { success, data } = schema.safeParse(json);
  if (!success) throw new UserError({ message: 'There is no such button.', hint: 'Load the page again.' });
  return data;
}

const tooManyFiles = { message: `${uploadLimits.files} files at once are the most.`, hint: 'Send it with fewer.' };

export const tooManyBytes = (name: string) => ({
  message: `${name} is too large: ${uploadLimits.bytesPerFile / megabyte} MB is the most.`,
  hint: 'Send a smaller copy: 256 pixels a side are plenty.',
});
