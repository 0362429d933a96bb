import type { MessageClient } from './message-client.ts';

/** How many responses Slack accepts at one URL. */
const maxUses = 5;
/** How many URLs are remembered: far more than are in use within their half hour. */
const maxUrls = 10_000;

/** Limits the responses at each URL to what Slack allows: beyond it, `respond` throws at once. */
export function withResponseLimit(messages: MessageClient): MessageClient {
  const uses = new Map<string, number>();

  const count = (url: string, used: number): void => {
    uses.set(url, used);
    if (uses.size > maxUrls) uses.delete(uses.keys().next().value!);
  };

  return {
    ...messages,
    async respond(url, draft) {
      const used = uses.get(url) ?? 0;
      if (used >= maxUses) throw new Error('Slack accepts no more responses at this URL');
      // A response that seemed to fail may have arrived, so it counts.
      count(url, used + 1);
      await messages.respond(url, draft);
    },
  };
}
