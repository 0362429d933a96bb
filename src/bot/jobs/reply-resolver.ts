import type { Reply } from '../../commands/ports/reply.ts';

/** What the bot asks of a chat platform. Everything else about it stays in its folder. */
export interface ChatPlatform {
  /** As in `Asker.platform`. */
  readonly name: string;
  /** The place of an answer that was promised before a restart, from the address that was journaled with the job. */
  replyAt(address: string): Reply;
}
