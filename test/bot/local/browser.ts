import { onTestFinished } from 'vitest';
import type { ChannelEvent, ChannelMessage, ChannelState } from '../../../src/bot/local/wire-types.ts';
import type { ActionName } from '../../../src/commands/ports/action.ts';
import type { Upload } from '../../../src/commands/ports/upload.ts';

/** A received event with its id. */
export interface Heard {
  readonly id: string;
  readonly event: ChannelEvent;
}

/** Acts as the page does, without a browser: loads the channel, follows its events, sends lines and presses buttons. */
export interface Browser {
  readonly heard: readonly Heard[];
  message(id: string): ChannelMessage;
  messages(): readonly ChannelMessage[];
  send(line: string, uploads?: readonly Upload[], person?: string): Promise<string>;
  /** @returns The message that answers; null where the effect is the answer. */
  press(jobId: string, action: ActionName, person?: string): Promise<string | null>;
  /** Waits until an event makes it true. */
  until(isSo: () => boolean): Promise<void>;
  /** Waits until a message has an answer of the kind. */
  answered<K extends ChannelMessage['answer']['kind']>(
    id: string,
    kind: K,
  ): Promise<Extract<ChannelMessage['answer'], { kind: K }>>;
  close(): void;
}

/** @param after The event after which to begin; by default that of the loaded state. */
export async function openBrowser(url: string, after?: string): Promise<Browser> {
  const state = (await (await fetch(`${url}/api/channel`)).json()) as ChannelState;
  const messages = new Map(state.messages.map((message) => [message.id, message]));
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const closing = new AbortController();
  onTestFinished(() => closing.abort());

  const stream = await fetch(`${url}/api/events?after=${after ?? state.eventId}`, { signal: closing.signal });
  const listen = async () => {
    for await (const each of eventsIn(stream)) {
      heard.push(each);
      apply(messages, each.event);
      for (const look of waiting) look();
    }
  };
  listen().catch(() => {}); // the connection ends with the bot or the test

  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  /** The answer may have arrived before its event. */
  const known = async (id: string): Promise<string> => {
    await until(() => messages.has(id));
    return id;
  };
  const message = (id: string): ChannelMessage => {
    const found = messages.get(id);
    if (found === undefined) throw new Error(`there is no message ${id}`);
    return found;
  };

  return {
    heard,
    message,
    messages: () => [...messages.values()],
    async send(line, uploads = [], person = 'ada') {
      const form = new FormData();
      form.set('line', line);
      form.set('person', person);
      for (const { name, bytes } of uploads) form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return known((await idIn(await fetch(`${url}/api/lines`, { method: 'POST', body: form })))!);
    },
    async press(jobId, action, person = 'ada') {
      const body = JSON.stringify({ jobId, action, person });
      const headers = { 'content-type': 'application/json' };
      const id = await idIn(await fetch(`${url}/api/actions`, { method: 'POST', headers, body }));
      return id === null ? null : known(id);
    },
    until,
    async answered(id, kind) {
      await until(() => message(id).answer.kind === kind);
      return message(id).answer as Extract<ChannelMessage['answer'], { kind: typeof kind }>;
    },
    close: () => closing.abort(),
  };
}

async function idIn(response: Response): Promise<string | null> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string | null }).id;
}

function apply(messages: Map<string, ChannelMessage>, event: ChannelEvent): void {
  if (event.kind === 'message') return void messages.set(event.message.id, event.message);
  if (event.kind === 'kept') {
    for (const id of messages.keys()) if (!event.ids.includes(id)) messages.delete(id);
    return;
  }
  const message = messages.get(event.id);
  if (message === undefined) return;
  if (event.kind === 'removed') return void messages.delete(event.id);
  const changed =
    event.kind === 'answer'
      ? { ...message, answer: event.answer }
      : { ...message, thread: [...message.thread, event.step] };
  messages.set(event.id, changed);
}

/** Source: the HTML standard, section 9.2.6, as far as our server uses it. */
async function* eventsIn(response: Response): AsyncGenerator<Heard> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /^id: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (id !== undefined && data !== undefined) yield { id, event: JSON.parse(data) };
    }
  }
}
