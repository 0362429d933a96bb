import type { Reply } from '../../commands/ports/reply.ts';

/** What the job service needs of a chat platform. */
export interface ReplyResolver {
  /** As in `Asker.platform`. */
  readonly name: string;
  /** Recreates the reply of a job from before a restart, from the address that was journaled with it. */
  replyAt(address: string): Reply;
}
