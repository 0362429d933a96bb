import type { Message } from 'discord.js';
import type { Upload } from '../../../commands/ports/upload.ts';
import type { AttachedFile, FetchFile } from './attachments.ts';

/** Discord hides a file whose name begins so. */
const hiding = /^SPOILER_/;

/** A picture below a message. */
interface PostedPicture extends AttachedFile {
  readonly isSensitive: boolean;
}

/** What Discord says is a picture; what it is comes out when it is read. Of a forwarded message, what it showed. */
export const picturesOf = (message: Pick<Message, 'attachments'> & Partial<Message>): readonly PostedPicture[] =>
  [message, ...(message.messageSnapshots?.values() ?? [])]
    .flatMap(({ attachments }) => [...attachments.values()])
    .filter(({ contentType, width }) => contentType?.startsWith('image/') || width !== null)
    .map(({ name, url, size }) => ({ name: name.replace(hiding, ''), url, size, isSensitive: hiding.test(name) }));

/** Pictures of a message, fetched when somebody needs them. */
export const filesOf = (pictures: readonly PostedPicture[], fetchFile: FetchFile) => (): Promise<readonly Upload[]> =>
  Promise.all(
    pictures.map(async ({ isSensitive, ...file }) => ({
      ...(await fetchFile(file)),
      ...(isSensitive && { isSensitive }),
    })),
  );
