import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import { isBlank, visible } from '../../../commands/messages/display-text.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { maxTypedLength } from '../../../commands/options/typed-text.ts';
import { actionNames } from '../../../commands/ports/action.ts';
import type { Upload } from '../../../commands/ports/upload.ts';
import { uploadLimits } from './upload-store.ts';

/** A typed line with what was attached to it. */
export interface LineRequest {
  readonly line: string;
  readonly person: string;
  readonly uploads: readonly Upload[];
}

const megabyte = 2 ** 20;

/** As many files as any command takes at their largest, and room for what is around them. */
export const maxBodyBytes = 4 * uploadLimits.bytesPerFile + megabyte;

/** All bodies that are being read at once: the largest, and small ones beside it. */
export const maxBodyBytesAtOnce = maxBodyBytes + 16 * megabyte;

/** What somebody is called who says so. */
export const nameOf = (typed: string): string => visible(typed).trim().slice(0, 40) || 'guest';

const person = z.string().default('').transform(nameOf);

const lineSchema = z.object({ line: z.string().trim().min(1).max(maxTypedLength), person });

const actionSchema = z.object({ jobId: z.string().regex(/^[a-z0-9]+$/), action: z.enum(actionNames), person });

export type ActionRequest = z.infer<typeof actionSchema>;

/** Options that take a picture: a file may come in a field of that name, and is meant for it. */
const pictureFields: ReadonlySet<string> = new Set(
  commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name]!.kind === 'image')),
);

/** @throws UserError for a form that the page does not send, or files beyond the limits. */
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
  return { ...data, line: [data.line, ...pointers(fields)].join(' '), uploads: await Promise.all(uploads) };
}

/** `mask:2`, as the line of somebody says it who typed which file is which. @throws UserError for any other field. */
function pointers(fields: readonly string[]): readonly string[] {
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

/** @throws UserError for anything that no button of the page sends. */
export function parseActionRequest(json: unknown): ActionRequest {
  const { success, data } = actionSchema.safeParse(json);
  if (!success) throw new UserError({ message: 'There is no such button.', hint: 'Load the page again.' });
  return data;
}

const tooManyFiles = { message: `${uploadLimits.files} files at once are the most.`, hint: 'Send it with fewer.' };

export const tooManyBytes = (name: string) => ({
  message: `${name} is too large: ${uploadLimits.bytesPerFile / megabyte} MB is the most.`,
  hint: 'Send a smaller copy: 256 pixels a side are plenty.',
});
