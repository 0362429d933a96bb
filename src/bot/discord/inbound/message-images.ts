import type { Message } from 'discord.js';
import type { Upload } from '../../../commands/ports/upload.ts';
import type { AttachedFile, FetchFile } from './attachments.ts';

/** Discord hides a file whose name begins with this. */
const spoilerPrefix = /^SPOILER_/;

/** A picture attached to a message. */
interface PostedPicture extends AttachedFile {
  readonly isSensitive: boolean;
}

/** The attachments that Discord calls pictures, also those of a forwarded message. Reading a file shows what it is. */
export const picturesOf = (message: Pick<Message, 'attachments'> & Partial<Message>): readonly PostedPicture[] =>
  [message, ...(message.messageSnapshots?.values() ?? [])]
    .flatMap(({ attachments }) => [...attachments.values()])
    .filter(({ contentType, width }) => contentType?.startsWith('image/') || width !== null)
    .map(({ name, url, size }) => ({
      name: name.replace(spoilerPrefix, ''),
      url,
      size,
      isSensitive: spoilerPrefix.test(name),
    }));

/** Returns a function that fetches the pictures when they are needed. */
export const filesOf = (pictures: readonly PostedPicture[], fetchFile: FetchFile) => (): Promise<readonly Upload[]> =>
  Promise.all(
    pictures.map(async ({ isSensitive, ...file }) => ({
      ...(await fetchFile(file)),
      ...(isSensitive && { isSensitive }),
    })),
  );
