import type { MessageClient } from './message-client.ts';

/** As often as Slack takes a response at one address. */
const maxUses = 5;
/** So many addresses are remembered: far more than are in use within their half hour. */
const maxAddresses = 10_000;

/** Responds at no address more often than Slack allows: then `respond` throws at once. */
export function withResponseLimit(messages: MessageClient): MessageClient {
  const uses = new Map<string, number>();

  const count = (address: string, used: number): void => {
    uses.set(address, used);
    if (uses.size > maxAddresses) uses.delete(uses.keys().next().value!);
  };

  return {
    ...messages,
    async respond(address, draft) {
      const used = uses.get(address) ?? 0;
      if (used >= maxUses) throw new Error('Slack takes no more responses there');
      // What seemed to fail may have come through.
      count(address, used + 1);
      await messages.respond(address, draft);
    },
  };
}
