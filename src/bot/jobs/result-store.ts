import { access, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountedStep } from '../../commands/messages/step-text.ts';
import type { Result, ResultFile } from '../../commands/ports/reply.ts';
import type { JobId, StepReport } from '../../engine/client.ts';

/** The stored data of a step; its preview is a file of its own. */
export type StepRecord = CountedStep & Pick<StepReport, 'stage' | 'drawing' | 't'>;

/**
 * Stores the pictures of jobs on disk, in a folder each. A job being drawn has the folder `<job>.partial`, which is
 * renamed when it is complete: a folder without the suffix is a complete result.
 */
export interface ResultStore {
  /** Creates the folder of a job, and deletes what an earlier attempt left. */
  begin(id: JobId): Promise<void>;
  keepStep(id: JobId, record: StepRecord, png: Uint8Array): Promise<void>;
  /** Stores a complete result. @param pictures One PNG per drawing, without captions. */
  keep(result: Result, pictures: readonly Uint8Array[]): Promise<void>;
  /** Loads a result; undefined until `keep` has ended, and after it was deleted. */
  load(id: JobId): Promise<Result | undefined>;
  pictures(id: JobId): Promise<readonly Uint8Array[] | undefined>;
  /** Whether the safety model flagged each drawing; empty when nothing was checked, or the result was deleted. */
  flagged(id: JobId): Promise<readonly boolean[]>;
  /**
   * The previews in the order of the steps, one list for each of `drawingCount` drawings; also while the job is drawn.
   */
  frames(id: JobId, drawingCount: number): Promise<readonly (readonly Uint8Array[])[] | undefined>;
  /** Adds files to a complete result, unless they exist already. */
  attach(id: JobId, files: readonly ResultFile[]): Promise<void>;
  /** The steps of a complete result. */
  steps(id: JobId): Promise<readonly StepRecord[]>;
  /** Reads a file of a complete result. */
  read(id: JobId, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Reads the preview of a step, also while the job is drawn. */
  readStep(id: JobId, step: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(id: JobId): Promise<void>;
  /** All jobs that have a folder, complete or partial. */
  list(): Promise<readonly JobId[]>;
}

/** `result.json`. */
interface ResultManifest {
  readonly result: Omit<Result, 'files'> & { readonly files: readonly Omit<ResultFile, 'bytes'>[] };
  readonly pictureCount: number;
  readonly steps: readonly StepRecord[];
}

const manifestName = 'result.json';
const partial = '.partial';

export function createResultStore(dir: string): ResultStore {
  const steps = new Map<JobId, StepRecord[]>();
  const completePath = (id: JobId, ...path: readonly string[]) => join(dir, id, ...path);
  const partialPath = (id: JobId, ...path: readonly string[]) => join(dir, `${id}${partial}`, ...path);

  const readManifest = async (id: JobId): Promise<ResultManifest | undefined> => {
    const json = await readIfThere(completePath(id, manifestName));
    return json === undefined ? undefined : (JSON.parse(Buffer.from(json).toString()) as ResultManifest);
  };

  const readStep = async (id: JobId, step: number) => {
    const name = `${step}.png`;
    // In this order, since the folder may be renamed in between.
    return (await readIfThere(partialPath(id, 'steps', name))) ?? (await readIfThere(completePath(id, 'steps', name)));
  };

  return {
    async begin(id) {
      steps.set(id, []);
      await rm(partialPath(id), { recursive: true, force: true });
      for (const folder of ['files', 'pictures', 'steps']) await mkdir(partialPath(id, folder), { recursive: true });
    },

    async keepStep(id, record, png) {
      await writeFile(partialPath(id, 'steps', `${record.step}.png`), png);
      steps.get(id)?.push(record);
    },

    async keep({ files, ...rest }, pictures) {
      const id = rest.jobId;
      for (const { name, bytes } of files) await writeSynced(partialPath(id, 'files', name), bytes);
      for (const [index, png] of pictures.entries())
        await writeSynced(partialPath(id, 'pictures', `${index}.png`), png);
      const manifest: ResultManifest = {
        result: { ...rest, files: files.map(({ bytes: _, ...file }) => file) },
        pictureCount: pictures.length,
        steps: steps.get(id) ?? [],
      };
      await writeSynced(partialPath(id, manifestName), Buffer.from(JSON.stringify(manifest)));
      await rename(partialPath(id), completePath(id));
      await syncFolder(dir);
      steps.delete(id);
    },

    async load(id) {
      const manifest = await readManifest(id);
      if (manifest === undefined) return undefined;
      const { files, ...rest } = manifest.result;
      const read = async (file: Omit<ResultFile, 'bytes'>) => ({
        ...file,
        bytes: await readFile(completePath(id, 'files', file.name)),
      });
      return { ...rest, files: await Promise.all(files.map(read)) };
    },

    async pictures(id) {
      const manifest = await readManifest(id);
      if (manifest === undefined) return undefined;
      const indices = Array.from({ length: manifest.pictureCount }, (_, index) => index);
      return Promise.all(indices.map((index) => readFile(completePath(id, 'pictures', `${index}.png`))));
    },

    flagged: async (id) => (await readManifest(id))?.result.flagged ?? [],

    async frames(id, drawingCount) {
      const records = steps.get(id) ?? (await readManifest(id))?.steps;
      if (records === undefined) return undefined;
      const frame = async ({ step }: StepRecord) => (await readStep(id, step)) ?? [];
      const drawings = Array.from({ length: drawingCount }, (_, index) => index);
      const frames = (drawing: number) => records.filter((record) => record.drawing === drawing).map(frame);
      return Promise.all(drawings.map(async (drawing) => (await Promise.all(frames(drawing))).flat()));
    },

    async attach(id, files) {
      for (const { name, bytes } of files) await writeIfNew(completePath(id, 'files', name), bytes);
    },

    steps: async (id) => (await readManifest(id))?.steps ?? [],

    read: (id, name) => readIfThere(completePath(id, 'files', name)),

    readStep,

    async remove(id) {
      steps.delete(id);
      for (const folder of [completePath(id), partialPath(id)]) await rm(folder, { recursive: true, force: true });
    },

    async list() {
      await mkdir(dir, { recursive: true });
      const ids = (await readdir(dir)).map((name) => (name.endsWith(partial) ? name.slice(0, -partial.length) : name));
      return [...new Set(ids)] as JobId[];
    },
  };
}

/** Flushes a folder to disk, which makes a rename in it durable. Windows has no such call, and needs none. */
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

/** Writes a file atomically, unless it exists. */
async function writeIfNew(path: string, bytes: Uint8Array): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await writeSynced(`${path}${partial}`, bytes);
  await rename(`${path}${partial}`, path);
}

/** Writes and flushes a file, so that a power cut after a rename cannot leave it empty. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
