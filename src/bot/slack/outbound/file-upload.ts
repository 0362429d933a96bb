import type { ResultFile } from '../../../commands/ports/reply.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageClient, RequestOptions } from './message-client.ts';
import type { UploadedFile } from './render.ts';

/** Uploads the files of messages. Slack refuses a message with a file until it has processed that file. */
export interface FileUploads {
  upload(file: ResultFile, options?: RequestOptions): Promise<UploadedFile>;
  /**
   * Sends a message with files as soon as Slack has processed them.
   *
   * @throws What `send` throws; 'file-unready' in the end.
   */
  whenReady<T>(files: readonly UploadedFile[], send: () => Promise<T>, options?: RequestOptions): Promise<T>;
}

/** Delays between checks whether a file is ready. */
const pollDelaysMs = [150, 300, 600, 1_000, 2_000, 4_000, 8_000] as const;

/** Whether an image block can show the file; others are posted by themselves. */
export const isEmbeddable = ({ mediaType }: ResultFile): boolean => mediaType !== 'image/webp';

export function createFileUploads(
  messages: MessageClient,
  waitUnlessClosing: (ms: number) => Promise<void>,
): FileUploads {
  const areReady = async (files: readonly UploadedFile[], options: RequestOptions | undefined): Promise<boolean> => {
    // When the check fails, Slack reports an unready file for the message itself.
    const ready = await Promise.all(files.map(({ id }) => messages.isReady(id, options).catch(() => true)));
    return ready.every(Boolean);
  };

  return {
    upload: async (file, options) => ({ id: await messages.upload(file, options), altText: file.altText }),

    async whenReady(files, send, options) {
      if (files.length === 0) return send();
      for (const ms of pollDelaysMs) {
        try {
          if (await areReady(files, options)) return await send();
        } catch (error) {
          if (slackErrorKind(error) !== 'file-unready') throw error;
        }
        await waitUnlessClosing(ms);
      }
      return send();
    },
  };
}
