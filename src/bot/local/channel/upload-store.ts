import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { visible } from '../../../commands/messages/display-text.ts';
import type { Upload } from '../../../commands/ports/upload.ts';
import type { ChannelMessage } from '../wire-types.ts';

export const uploadLimits = { files: 10, bytesPerFile: 20 * 2 ** 20 } as const;

/** Stores uploaded files on disk, to use and show them with their message. Their content is not trusted. */
export interface UploadStore {
  keep(messageId: string, uploads: readonly Upload[]): Promise<ChannelMessage['uploads']>;
  /** Loads an upload of a message, by its index. @throws Error when it was deleted. */
  load(messageId: string, upload: { readonly name: string; readonly index: number }): Promise<Upload>;
  /** Reads an upload; undefined when it was deleted. */
  read(messageId: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(messageId: string): Promise<void>;
  /**
   * Messages whose uploads were stored before a time. The bot may have been killed before it stored such a message
   * itself.
   */
  keptBefore(time: Date): Promise<readonly string[]>;
}

export function createUploadStore(dir: string): UploadStore {
  const remove = (messageId: string) => rm(join(dir, messageId), { recursive: true, force: true });
  return {
    async keep(messageId, uploads) {
      try {
        if (uploads.length > 0) await mkdir(join(dir, messageId), { recursive: true });
        // Files are named by number; their original names are only displayed.
        await Promise.all(uploads.map(({ bytes }, index) => writeFile(join(dir, messageId, String(index)), bytes)));
      } catch (error) {
        await remove(messageId); // frees the disk that they may have filled
        throw error;
      }
      return uploads.map(({ name }, index) => ({ name: visible(name), url: `/files/uploads/${messageId}/${index}` }));
    },
    load: async (messageId, { name, index }) => ({
      name,
      bytes: await readFile(join(dir, messageId, String(index))),
    }),
    async read(messageId, index) {
      try {
        return await readFile(join(dir, messageId, String(index)));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove,
    async keptBefore(time) {
      const kept = async (id: string) => ((await stat(join(dir, id))).mtime < time ? [id] : []);
      return (await Promise.all((await readdir(dir)).map(kept))).flat();
    },
  };
}
