import type { Answer, ChannelState } from '../src/bot/local/wire-types.ts';
import type { ActionName } from '../src/commands/ports/action.ts';

const person = 'bench';

type ResultAnswer = Extract<Answer, { kind: 'result' }>;

/** Types lines and presses buttons in the local channel of a bot at an address. */
export const channelAt = (address: string) => {
  const origin = new URL(address).origin;
  const post = async (path: string, init: RequestInit): Promise<string> => {
    const headers = { ...init.headers, Origin: origin };
    const response = await fetch(new URL(path, address), { ...init, method: 'POST', headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  };
  return {
    /** @returns The id of the message. */
    type(line: string): Promise<string> {
      const body = new FormData();
      body.set('line', line);
      body.set('person', person);
      return post('/api/lines', { body });
    },
    /** @returns The id of the message that answers. */
    press: (jobId: string, action: ActionName): Promise<string> =>
      post('/api/actions', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jobId, action, person }),
      }),
    /** Waits for a result. @throws Error for a notice. */
    async result(message: string): Promise<ResultAnswer> {
      for (;;) {
        const { messages } = (await (await fetch(new URL('/api/channel', address))).json()) as ChannelState;
        const answer = messages.find(({ id }) => id === message)?.answer;
        if (answer?.kind === 'notice') throw new Error(answer.message);
        if (answer?.kind === 'result') return answer;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    file: async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(new URL(url, address))).arrayBuffer()),
  };
};
