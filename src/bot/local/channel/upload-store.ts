import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { visible } from '../../../commands/messages/display-text.ts';
import type { Upload } from '../../../commands/ports/upload.ts';
import type { ChannelMessage } from '../wire-types.ts';

export const uploadLimits = { files: 10, bytesPerFile: 20 * 2 ** 20 } as const;

/** What people dropped on the composer, kept to be shown with their message. Nothing about it is trusted. */
export interface UploadStore {
  keep(messageId: string, uploads: readonly Upload[]): Promise<ChannelMessage['uploads']>;
  /** An upload of a message, by its place among them. @throws Error when it is no longer kept. */
  load(messageId: string, upload: { readonly name: string; readonly index: number }): Promise<Upload>;
  /** Undefined when it is no longer kept. */
  read(messageId: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(messageId: string): Promise<void>;
  /** Messages whose uploads were kept before a time; the bot may have been killed before it kept the message itself. */
  keptBefore(time: Date): Promise<readonly string[]>;
}

export function createUploadStore(dir: string): UploadStore {
  const remove = (messageId: string) => rm(join(dir, messageId), { recursive: true, force: true });
  return {
    async keep(messageId, uploads) {
      try {
        if (uploads.length > 0) await mkdir(join(dir, messageId), { recursive: true });
        // Named by number: names that people give are for display only.
        await Promise.all(uploads.map(({ bytes }, index) => writeFile(join(dir, messageId, String(index)), bytes)));
      } catch (error) {
        await remove(messageId); // a disk that they filled has room again
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
