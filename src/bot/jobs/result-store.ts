import { access, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountedStep } from '../../commands/messages/step-text.ts';
import type { Result, ResultFile } from '../../commands/ports/reply.ts';
import type { JobId, StepReport } from '../../engine/client.ts';

/** What a step is remembered by; its preview is a file beside. */
export type StepRecord = CountedStep & Pick<StepReport, 'stage' | 'drawing' | 't'>;

/**
 * The pictures of jobs on disk, a folder each. What is being drawn lies in `<job>.partial`, and is given its name by
 * one rename when all of it is there: a folder without the ending is a whole result.
 */
export interface ResultStore {
  /** Makes room for a job, and takes away what an earlier attempt left. */
  begin(id: JobId): Promise<void>;
  keepStep(id: JobId, record: StepRecord, png: Uint8Array): Promise<void>;
  /** @param pictures One a drawing, PNG, without captions. */
  keep(result: Result, pictures: readonly Uint8Array[]): Promise<void>;
  /** Undefined until `keep` has ended, and when it is no longer kept. */
  load(id: JobId): Promise<Result | undefined>;
  pictures(id: JobId): Promise<readonly Uint8Array[] | undefined>;
  /** What the safety model flagged, one a drawing; empty where nothing was checked, or is no longer kept. */
  flagged(id: JobId): Promise<readonly boolean[]>;
  /** PNGs in the order of the walk, one list for each of `drawingCount` drawings; also while the job is drawn. */
  frames(id: JobId, drawingCount: number): Promise<readonly (readonly Uint8Array[])[] | undefined>;
  /** Puts files beside those of a whole result, unless they are there already. */
  attach(id: JobId, files: readonly ResultFile[]): Promise<void>;
  /** The steps of a whole result. */
  steps(id: JobId): Promise<readonly StepRecord[]>;
  /** A file of a whole result. */
  read(id: JobId, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The preview of a step, also while the job is drawn. */
  readStep(id: JobId, step: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(id: JobId): Promise<void>;
  /** Every job that has a folder, whole or partial. */
  list(): Promise<readonly JobId[]>;
}

/** `result.json`. */
interface Statement {
  readonly result: Omit<Result, 'files'> & { readonly files: readonly Omit<ResultFile, 'bytes'>[] };
  readonly pictureCount: number;
  readonly steps: readonly StepRecord[];
}

const statementName = 'result.json';
const partial = '.partial';

export function createResultStore(dir: string): ResultStore {
  const steps = new Map<JobId, StepRecord[]>();
  const whole = (id: JobId, ...path: readonly string[]) => join(dir, id, ...path);
  const growing = (id: JobId, ...path: readonly string[]) => join(dir, `${id}${partial}`, ...path);

  const state = async (id: JobId): Promise<Statement | undefined> => {
    const json = await readIfThere(whole(id, statementName));
    return json === undefined ? undefined : (JSON.parse(Buffer.from(json).toString()) as Statement);
  };

  const readStep = async (id: JobId, step: number) => {
    const name = `${step}.png`;
    // In this order: the rename may come in between.
    return (await readIfThere(growing(id, 'steps', name))) ?? (await readIfThere(whole(id, 'steps', name)));
  };

  return {
    async begin(id) {
      steps.set(id, []);
      await rm(growing(id), { recursive: true, force: true });
      for (const folder of ['files', 'pictures', 'steps']) await mkdir(growing(id, folder), { recursive: true });
    },

    async keepStep(id, record, png) {
      await writeFile(growing(id, 'steps', `${record.step}.png`), png);
      steps.get(id)?.push(record);
    },

    async keep({ files, ...rest }, pictures) {
      const id = rest.jobId;
      for (const { name, bytes } of files) await writeSynced(growing(id, 'files', name), bytes);
      for (const [index, png] of pictures.entries()) await writeSynced(growing(id, 'pictures', `${index}.png`), png);
      const statement: Statement = {
        result: { ...rest, files: files.map(({ bytes: _, ...file }) => file) },
        pictureCount: pictures.length,
        steps: steps.get(id) ?? [],
      };
      await writeSynced(growing(id, statementName), Buffer.from(JSON.stringify(statement)));
      await rename(growing(id), whole(id));
      await syncFolder(dir);
      steps.delete(id);
    },

    async load(id) {
      const statement = await state(id);
      if (statement === undefined) return undefined;
      const { files, ...rest } = statement.result;
      const read = async (file: Omit<ResultFile, 'bytes'>) => ({
        ...file,
        bytes: await readFile(whole(id, 'files', file.name)),
      });
      return { ...rest, files: await Promise.all(files.map(read)) };
    },

    async pictures(id) {
      const statement = await state(id);
      if (statement === undefined) return undefined;
      const indices = Array.from({ length: statement.pictureCount }, (_, index) => index);
      return Promise.all(indices.map((index) => readFile(whole(id, 'pictures', `${index}.png`))));
    },

    flagged: async (id) => (await state(id))?.result.flagged ?? [],

    async frames(id, drawingCount) {
      const records = steps.get(id) ?? (await state(id))?.steps;
      if (records === undefined) return undefined;
      const frame = async ({ step }: StepRecord) => (await readStep(id, step)) ?? [];
      const drawings = Array.from({ length: drawingCount }, (_, index) => index);
      const frames = (drawing: number) => records.filter((record) => record.drawing === drawing).map(frame);
      return Promise.all(drawings.map(async (drawing) => (await Promise.all(frames(drawing))).flat()));
    },

    async attach(id, files) {
      for (const { name, bytes } of files) await writeIfNew(whole(id, 'files', name), bytes);
    },

    steps: async (id) => (await state(id))?.steps ?? [],

    read: (id, name) => readIfThere(whole(id, 'files', name)),

    readStep,

    async remove(id) {
      steps.delete(id);
      for (const folder of [whole(id), growing(id)]) await rm(folder, { recursive: true, force: true });
    },

    async list() {
      await mkdir(dir, { recursive: true });
      const ids = (await readdir(dir)).map((name) => (name.endsWith(partial) ? name.slice(0, -partial.length) : name));
      return [...new Set(ids)] as JobId[];
    },
  };
}

/** A rename has reached the disk when its folder has. Windows has no such call, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The name appears with all of the bytes, or not at all. */
async function writeIfNew(path: string, bytes: Uint8Array): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await writeSynced(`${path}${partial}`, bytes);
  await rename(`${path}${partial}`, path);
}

/** Writes so that a power cut after the rename cannot leave an empty file under a good name. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
