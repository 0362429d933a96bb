import { invalidForm } from './errors.ts';

export interface FormFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Form {
  /** The JSON of the request, or of `payload_json`; plain form fields as an object; undefined when there is none. */
  readonly body: unknown;
  /** By what stands between the brackets of `files[0]`; other files by their field's name. */
  readonly files: ReadonlyMap<string, FormFile>;
}

/** Reads a request's body as Discord does. @throws DiscordError 50035 when it is neither JSON nor a form. */
export async function readForm(contentType: string, bytes: Buffer): Promise<Form> {
  if (bytes.byteLength === 0) return { body: undefined, files: new Map() };
  if (contentType.startsWith('multipart/form-data')) return readMultipart(contentType, bytes);
  try {
    return { body: JSON.parse(bytes.toString('utf8')), files: new Map() };
  } catch {
    throw invalidForm({
      path: [],
      code: 'CONTENT_TYPE_INVALID',
      message: 'Expected "Content-Type" of JSON or multipart/form-data',
    });
  }
}

async function readMultipart(contentType: string, bytes: Buffer): Promise<Form> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  const files = new Map<string, FormFile>();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value;
    else files.set(/^files\[(\d+)\]$/.exec(name)?.[1] ?? name, await readFile(value));
  }
  const { payload_json, ...plain } = fields;
  return { body: typeof payload_json === 'string' ? JSON.parse(payload_json) : plain, files };
}

const readFile = async (file: File): Promise<FormFile> => ({
  name: file.name,
  contentType: file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
});
