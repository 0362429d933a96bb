import type { ResultFile } from '../../../commands/ports/reply.ts';
import { slackErrorKind } from '../api/errors.ts';
import type { MessageClient, Waiting } from './message-client.ts';
import type { ShownFile } from './render.ts';

/** Brings pictures into messages: Slack refuses a file there until it has looked at it. */
export interface FileUploads {
  give(file: ResultFile, waiting?: Waiting): Promise<ShownFile>;
  /** Sends a message with files as soon as Slack takes them. @throws What `send` throws; 'file-unready' after a while. */
  whenReady<T>(files: readonly ShownFile[], send: () => Promise<T>, waiting?: Waiting): Promise<T>;
}

/** Between the looks at a file. */
const pollDelaysMs = [150, 300, 600, 1_000, 2_000, 4_000, 8_000] as const;

/** Kinds that may stand in a message; others are posted by themselves. */
export const canStand = ({ mediaType }: ResultFile): boolean => mediaType !== 'image/webp';

export function createFileUploads(
  messages: MessageClient,
  waitUnlessClosing: (ms: number) => Promise<void>,
): FileUploads {
  const areReady = async (files: readonly ShownFile[], waiting: Waiting | undefined): Promise<boolean> => {
    // Where we may not look, Slack says it when the message comes.
    const ready = await Promise.all(files.map(({ id }) => messages.isReady(id, waiting).catch(() => true)));
    return ready.every(Boolean);
  };

  return {
    give: async (file, waiting) => ({ id: await messages.upload(file, waiting), altText: file.altText }),

    async whenReady(files, send, waiting) {
      if (files.length === 0) return send();
      for (const ms of pollDelaysMs) {
        try {
          if (await areReady(files, waiting)) return await send();
        } catch (error) {
          if (slackErrorKind(error) !== 'file-unready') throw error;
        }
        await waitUnlessClosing(ms);
      }
      return send();
    },
  };
}
