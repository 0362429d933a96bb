import { t } from './translate.js';

/** @import { ChannelEvent, ChannelState, Completion, GalleryDescription } from '../../wire-types.ts' */
/** @import { ActionName } from '../../../../commands/ports/action.ts' */

/** A refusal of the server, with a message for the person. */
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
 * @throws {Refusal} The button does nothing any more; the message says why.
 */
export const pressAction = (press) =>
  request('/api/actions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(press),
  });

/**
 * Makes a link that opens a file for everybody.
 *
 * @param {string} path
 * @returns {Promise<{ url: string }>}
 * @throws {Refusal}
 */
export const makeLink = (path) =>
  request('/api/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path }),
  });

/**
 * Deletes a result of this person.
 *
 * @param {{ jobId: string; person: string }} deletion
 * @throws {Refusal}
 */
export const deleteResult = (deletion) =>
  request('/api/delete', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deletion),
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
 * @returns {Promise<GalleryDescription | null>} What the model knows; null where it has no pictures of it.
 */
export const loadGallery = () => request('/api/gallery').catch(() => null);

/**
 * @param {string} url Of a result.
 * @param {string} name
 * @returns {Promise<File>}
 * @throws {Refusal} The file is gone.
 */
export async function loadFile(url, name) {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Refusal(t('This picture is no longer kept.'));
  return new File([await response.blob()], name);
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function request(path, init) {
  const response = await fetch(path, init).catch((error) => {
    if (init?.signal?.aborted) throw error;
    throw new Refusal(t('The channel does not answer.'), t('Is Stridebot still running? Your text is kept here.'));
  });
  if (response.ok) return response.json();
  const { message, hint } = await response.json().catch(() => ({ message: undefined, hint: undefined }));
  throw new Refusal(message ?? t('The channel answered {{status}}.', { status: response.status }), hint);
}

const firstRetryMs = 500;
const lastRetryMs = 4_000;

/**
 * Subscribes to the channel's events while the page is open. Reconnects after a lost connection, and resumes after the
 * last received event, so none is missed.
 *
 * @param {string} eventId The event after which to begin.
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
    // The browser's own retry would use the first URL again, and gives up after an error status.
    source.onerror = () => {
      source.close();
      onConnection(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    };
  };
  connect();
}
