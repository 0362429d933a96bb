import { z } from 'zod';
import type { SlackApi } from '../api/client.ts';
import type { SlackFile } from '../slack-file.ts';
import { buttonsIn, picturesOf } from './message-images.ts';

/** A message in a thread, with what shows which picture it belongs to. */
export interface ThreadReply {
  readonly ts: string;
  readonly user: string;
  /** As in `MessageMetadata.request`; undefined for a streamed message and for files posted by themselves. */
  readonly request: string | undefined;
  /** The jobs that its buttons refer to. */
  readonly jobs: readonly string[];
  readonly files: readonly SlackFile[];
}

const replySchema = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  metadata: z
    .object({ event_payload: z.object({ request: z.string() }) })
    .nullish()
    .catch(null),
});

/** Reads a whole thread, its first message included. */
export function createReadThread(api: SlackApi): (channel: string, root: string) => Promise<readonly ThreadReply[]> {
  return async (channel, root) => {
    const found: ThreadReply[] = [];
    let cursor: string | undefined;
    do {
      const at = { channel, ts: root, include_all_metadata: true, limit: 200, ...(cursor && { cursor }) };
      const page = await api.call('conversations.replies', (client) => client.conversations.replies(at));
      found.push(...(page.messages ?? []).flatMap(readReply));
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return found;
  };
}

function readReply(message: unknown): readonly ThreadReply[] {
  const { data } = replySchema.safeParse(message);
  if (data === undefined) return [];
  const jobs = buttonsIn(message).map(({ job }) => job);
  const request = data.metadata?.event_payload.request;
  return [{ ts: data.ts, user: data.user ?? '', request, jobs, files: picturesOf(message, []) }];
}

/**
 * Finds the replies in a thread that belong to one picture of ours: its steps, its film and its further files. When the
 * picture is the thread's first message, also later views of it. Never what somebody asked for there, with its own
 * replies.
 */
export function repliesTo(
  { job, ts, isRoot }: { readonly job: string; readonly ts: string; readonly isRoot: boolean },
  thread: readonly ThreadReply[],
  jobOf: (name: string) => string | undefined,
): readonly ThreadReply[] {
  const answer = thread.find((each) => each.ts === ts);
  if (answer === undefined) return [];
  const own = thread.filter((each) => each.ts !== ts && each.user === answer.user);
  const others = own.filter(({ jobs }) => jobs.length > 0 && !jobs.includes(job));
  const isNamedBy = (names: readonly string[], { files }: ThreadReply) =>
    files.some(({ name }) => names.some((each) => name.includes(each)));
  const isOther = (each: ThreadReply): boolean =>
    others.includes(each) ||
    others.some(({ request }) => request !== undefined && request === each.request) ||
    isNamedBy(
      others.flatMap(({ jobs }) => jobs),
      each,
    );
  const isOfAnswer = (each: ThreadReply): boolean =>
    (each.request !== undefined && each.request === answer.request) || isNamedBy([job], each);
  return own.filter((each) => {
    const recorded = [each.ts, ...each.files.map(({ id }) => id)].flatMap((name) => jobOf(name) ?? []);
    return recorded.length > 0 ? recorded.includes(job) : isOfAnswer(each) || (isRoot && !isOther(each));
  });
}
