/** @import { ChannelEvent, ChannelState, Completion } from '../../wire-types.ts' */
/** @import { ActionName } from '../../../../commands/ports/action.ts' */

/** What the server said when it could not do what was asked. Its words are for the person who asks. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * @returns {Promise<ChannelState>}
 * @throws {Refusal}
 */
export const loadChannel = () => request('/api/channel');

/**
 * @param {{ line: string; person: string; files: readonly { blob: Blob; name: string }[] }} message
 * @returns {Promise<{ id: string }>}
 * @throws {Refusal} The line was not accepted.
 */
export function sendLine({ line, person, files }) {
  const body = new FormData();
  body.set('line', line);
  body.set('person', person);
  for (const { blob, name } of files) body.append('file', blob, name);
  return request('/api/lines', { method: 'POST', body });
}

/**
 * @param {{ jobId: string; action: ActionName; person: string }} press
 * @returns {Promise<{ id: string }>}
 * @throws {Refusal} The button does nothing any more, and why.
 */
export const pressAction = (press) =>
  request('/api/actions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press),
  });

/**
 * @param {string} line
 * @param {number} cursor
 * @param {string} person
 * @param {AbortSignal} signal
 * @returns {Promise<readonly Completion[]>}
 */
export const complete = (line, cursor, person, signal) =>
  request(`/api/complete?${new URLSearchParams({ line, cursor: String(cursor), person })}`, { signal });

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function request(path, init) {
  const response = await fetch(path, init).catch((error) => {
    if (init?.signal?.aborted) throw error;
    throw new Refusal('The channel does not answer.', 'Is Stridebot still running? Your text is kept here.');
  });
  if (response.ok) return response.json();
  const { message, hint } = await response.json().catch(() => ({ message: undefined, hint: undefined }));
  throw new Refusal(message ?? `The channel answered ${response.status}.`, hint);
}

const firstRetryMs = 500;
const lastRetryMs = 4_000;

/**
 * Hears the channel's events for as long as the page lives. A lost connection is taken up again after the last event
 * that was heard, so nothing is missed.
 *
 * @param {string} eventId Where to begin.
 * @param {{ onEvent(event: ChannelEvent): void; onConnection(isConnected: boolean): void }} handlers
 */
export function listen(eventId, { onEvent, onConnection }) {
  let after = eventId;
  let retryMs = firstRetryMs;
  const connect = () => {
    const source = new EventSource(`/api/events?${new URLSearchParams({ after })}`);
    source.onopen = () => {
      retryMs = firstRetryMs;
      onConnection(true);
    };
    source.onmessage = ({ data, lastEventId }) => {
      if (lastEventId !== '') after = lastEventId;
      onEvent(JSON.parse(data));
    };
    // The browser's own retry would ask for the address of the beginning, and gives up on an error status.
    source.onerror = () => {
      source.close();
      onConnection(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    };
  };
  connect();
}
