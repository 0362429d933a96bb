import { mistake, refusal } from './errors.ts';
import { addMessage, editMessage, removeMessage } from './messages.ts';
import { contentOf } from './methods/chat.ts';
import type { Channel, Json, ResponseUrl, StoredMessage, User, World } from './world.ts';

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

/** A URL by which the app answers one deed of a person, five times within half an hour. */
export function newResponseUrl(
  world: World,
  kind: 'commands' | 'actions' | 'app',
  given: { user: User; channel: Channel; source?: StoredMessage | null; threadTs?: string | null },
): string {
  const { user, channel, source = null, threadTs = null } = given;
  const path = `/${kind}/${world.team.id}/${world.newId('')}/${world.newId('')}${world.newId('')}`;
  const url = `${world.apiUrl}${path}`;
  world.responseUrls.set(path, { url, user, channel, source, threadTs, madeAtMs: world.clock.now(), uses: 0 });
  return url;
}

/** @throws SlackError used_url, expired_url, or whatever is wrong with the message. */
export function useResponseUrl(world: World, path: string, args: Json): { status: number; body: string } {
  const known = world.responseUrls.get(path);
  if (known === undefined) throw mistake('unknown_url');
  if (known.uses >= MOST_USES) throw mistake('used_url');
  if (world.clock.now() - known.madeAtMs > LIFE_MS) throw refusal('expired_url');
  known.uses += 1;
  answerBy(world, known, args);
  return { status: 200, body: 'ok' };
}

/** A message by which a deed is answered: through its response URL, or within its acknowledgement. */
export function answerBy(world: World, to: Omit<ResponseUrl, 'url' | 'uses' | 'madeAtMs'>, args: Json): void {
  const { channel, source, user } = to;
  if (args.delete_original === true) {
    if (source) removeMessage(world, source);
    return;
  }
  const content = contentOf(world, args);
  if (content.text === undefined && !content.blocks?.length && !content.attachments?.length) throw mistake('no_text');
  if (args.replace_original === true && source) {
    editMessage(world, source, { blocks: null, ...content }, world.bot);
    return;
  }
  if (args.response_type !== undefined && !['ephemeral', 'in_channel'].includes(String(args.response_type)))
    throw mistake('invalid_arguments', `response_type ${args.response_type}`);
  const isForAll = args.response_type === 'in_channel';
  const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : to.threadTs;
  addMessage(world, channel, {
    author: world.bot,
    ...content,
    text: content.text ?? '',
    threadTs,
    viewerId: isForAll ? null : user.id,
  });
}
