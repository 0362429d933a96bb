import { createFileFetcher, type FetchFile } from '../../chat/fetch-file.ts';

export type { AttachedFile, FetchFile } from '../../chat/fetch-file.ts';

/**
 * Fetches attachments from Discord. Their URLs expire within a day, so files are fetched at once and URLs are not
 * stored.
 *
 * @param hosts As in `DISCORD_CDN_HOSTS`.
 */
export const createFetchFile = (hosts: readonly string[]): FetchFile =>
  createFileFetcher({ platform: 'Discord', setting: 'DISCORD_CDN_HOSTS', hosts });
