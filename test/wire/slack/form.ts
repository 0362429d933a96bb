import { SlackError } from './errors.ts';
import type { Json } from './world.ts';

/** Arguments that are JSON within a form. */
const JSON_FIELDS = ['blocks', 'attachments', 'view', 'files', 'metadata', 'chunks', 'unfurls', 'file_ids'];

/**
 * The arguments of a Web API call, however they were sent: as JSON, as a form, or as a form with files.
 *
 * @throws SlackError invalid_json, invalid_form_data or invalid_post_type.
 */
export async function readArguments(contentType: string, bytes: Buffer): Promise<Json> {
  if (bytes.byteLength === 0) return {};
  if (contentType.startsWith('application/json')) return parse(bytes.toString('utf8'), 'invalid_json') as Json;
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return withJson(Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))));
  if (contentType.startsWith('multipart/form-data')) {
    const form = await readMultipart(contentType, bytes);
    return withJson(Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string')));
  }
  throw new SlackError('invalid_post_type', {}, true);
}

const readMultipart = (contentType: string, bytes: Buffer): Promise<FormData> =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();

/** The bytes of an upload: the only file of a form, or the whole body. */
export async function readUpload(contentType: string, bytes: Buffer): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return bytes;
  for (const [, value] of (await readMultipart(contentType, bytes)).entries())
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  throw new SlackError('no_file_data', {}, true);
}

const withJson = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isText = JSON_FIELDS.includes(name) && typeof value === 'string' && /^\s*[[{]/.test(value);
      return [name, isText ? parse(value, `invalid_${name}_format`) : value];
    }),
  );

function parse(text: string, error: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError(error, {}, true);
  }
}
