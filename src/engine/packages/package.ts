import { access, readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { predictionTypes, varianceTypes } from '../diffusion/prediction.ts';
import { scheduleKinds } from '../diffusion/schedule.ts';
import type { ModelInfo } from '../engine.ts';
import { samplerNames, spacingNames } from '../recipe.ts';
import { recipeLimits } from '../recipe-schema.ts';
import { brokenModel, messageOf } from './broken-model.ts';
import { readPlainJson, requirePlainFile, UnusableFile } from './plain-file.ts';

const fileName = z.string().regex(/^[\w][\w.-]*$/, 'expected the name of a file beside model.json, without folders');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits');
const count = z.int().positive();
const words = z.string().min(1).max(200);

/** How far a package may go: whoever offers it for download states its numbers, and memory is taken as they say. */
const limits = {
  /** Sides in pixels. */
  side: 1024,
  trainTimesteps: 10_000,
  tokens: 1024,
  width: 16_384,
  captions: 100_000,
  memoryMb: 2 ** 20,
  jsonBytes: 64 * 2 ** 20,
} as const;

const side = count.max(limits.side);
const steps = count.max(recipeLimits.steps);
const guidance = z.number().min(1).max(recipeLimits.guidance);

/** Weights that a graph keeps beside itself. */
const externalData = z
  .array(z.object({ file: fileName, sha256 }))
  .max(100)
  .optional();

const network = z
  .object({
    file: fileName,
    sha256,
    externalData,
    /** Side in pixels of what goes in and comes out. */
    imageSize: side.multipleOf(8, 'expected a multiple of 8, because views cut pictures into 8 × 8 blocks'),
    channels: z.literal(3),
    /** 6 where the network also says the variance. */
    outputChannels: z.literal([3, 6]),
    predictionType: z.enum(predictionTypes),
    varianceType: z.enum(varianceTypes),
    /** Dynamic thresholding: the quantile of |x0|, and the largest value it may give. */
    thresholding: z.object({ ratio: z.number().gt(0).max(1), max: z.number().min(1).max(1000) }),
  })
  .refine((stage) => (stage.varianceType === 'learned_range') === (stage.outputChannels === 6), {
    message: 'varianceType "learned_range" goes with outputChannels 6, "fixed_small" with 3',
    path: ['outputChannels'],
  });

const upscale = network.safeExtend({
  /** Side in pixels of the picture that is made larger. */
  lowResSize: side,
  /** Timestep to which the low-resolution picture is noised before the network sees it. */
  noiseLevel: z.int().min(0),
  steps,
  guidance,
  sampler: z.enum(samplerNames),
});

const modelSchema = z
  .object({
    formatVersion: z.literal(1),
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'expected at most 100 lower-case letters, digits, dots and hyphens'),
    title: words,
    family: z.literal('pixel'),
    licence: words,
    languages: z.array(z.string().max(100)).min(1).max(1000),
    schedule: z.object({ kind: z.enum(scheduleKinds), numTrainTimesteps: count.max(limits.trainTimesteps) }),
    base: network,
    upscale: upscale.optional(),
    textEncoder: z.object({
      file: fileName,
      sha256,
      externalData,
      tokenizer: fileName,
      tokenizerSha256: sha256,
      tokenizerConfig: fileName.default('tokenizer_config.json'),
      tokenizerConfigSha256: sha256,
      maxTokens: count.max(limits.tokens),
      /** Numbers per token. */
      width: count.max(limits.width),
    }),
    /** Prompts that the model is known to draw, the best examples first. */
    captions: fileName.optional(),
    captionsSha256: sha256.optional(),
    defaults: z.object({
      sampler: z.enum(samplerNames),
      spacing: z.enum(spacingNames),
      steps,
      guidance,
    }),
    /** Resident memory of the worker with this model loaded. */
    memoryMb: count.max(limits.memoryMb),
  })
  .refine(({ captions, captionsSha256 }) => captions === undefined || captionsSha256 !== undefined, {
    message: 'expected the SHA-256 of the captions',
    path: ['captionsSha256'],
  })
  .refine(({ upscale, schedule }) => (upscale?.noiseLevel ?? 0) < schedule.numTrainTimesteps, {
    message: 'expected a timestep of the schedule, less than schedule.numTrainTimesteps',
    path: ['upscale', 'noiseLevel'],
  });

/** `meaning`: the caption's mean token state as signed bytes, base64, of any length as a vector. */
const captionsSchema = z
  .array(
    z.object({
      text: z.string().min(1).max(recipeLimits.promptLength),
      meaning: z
        .base64()
        .max(2 * limits.width)
        .optional(),
    }),
  )
  .max(limits.captions);

export type Caption = z.infer<typeof captionsSchema>[number];

export type ModelManifest = z.infer<typeof modelSchema>;
export type NetworkManifest = z.infer<typeof network>;
export type UpscaleManifest = z.infer<typeof upscale>;
export type TextManifest = ModelManifest['textEncoder'];

/** A folder whose model.json is well formed and whose files exist. Hashes and graphs are checked by `loadModel`. */
export interface ModelPackage {
  readonly dir: string;
  readonly statement: ModelManifest;
  readonly captions: readonly Caption[];
}

export interface FoundPackages {
  /** In the order of the folders that were searched, then by name. The first one is the default model. */
  readonly packages: readonly ModelPackage[];
  readonly broken: readonly BrokenPackage[];
}

interface BrokenPackage {
  readonly dir: string;
  readonly reason: string;
}

/** @throws EngineError `broken-model` when model.json is missing or malformed, or a file that it names is missing. */
export async function readPackage(dir: string): Promise<ModelPackage> {
  const statement = await readJson(join(dir, 'model.json'), modelSchema);
  for (const { file } of hashedFiles(statement)) await broken(requirePlainFile(join(dir, file)));
  const captions =
    statement.captions === undefined ? [] : await readJson(join(dir, statement.captions), captionsSchema);
  return { dir, statement, captions };
}

/**
 * Reads every package in the folders (those of the first folder come first). A broken package is reported and hides
 * no other. A folder that does not exist is empty; a folder that is itself a package counts as one; one that is found on
 * several ways counts once.
 */
export async function findPackages(dirs: readonly string[]): Promise<FoundPackages> {
  const packages: ModelPackage[] = [];
  const broken: BrokenPackage[] = [];
  const seen = new Set<string>();
  for (const dir of (await Promise.all(dirs.map((root) => packageDirs(root, broken)))).flat()) {
    const place = await realpath(dir).catch(() => dir);
    if (seen.has(place)) continue;
    seen.add(place);
    try {
      const found = await readPackage(dir);
      const other = packages.find(({ statement }) => statement.name === found.statement.name);
      if (other) throw brokenModel(`${dir}: the name "${found.statement.name}" is taken by ${other.dir}; rename one`);
      packages.push(found);
    } catch (error) {
      broken.push({ dir, reason: messageOf(error) });
    }
  }
  return { packages, broken };
}

export const modelInfo = ({ statement, captions }: ModelPackage): ModelInfo => ({
  name: statement.name,
  title: statement.title,
  family: statement.family,
  imageSize: statement.base.imageSize,
  upscaledSize: statement.upscale?.imageSize ?? null,
  numTrainTimesteps: statement.schedule.numTrainTimesteps,
  licence: statement.licence,
  languages: statement.languages,
  captions: captions.map(({ text }) => text),
  defaults: statement.defaults,
});

interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** Every file of a package but model.json, with the hash that it states: nothing else of the folder is used. */
export function hashedFiles({
  base,
  upscale,
  textEncoder,
  captions,
  captionsSha256,
}: ModelManifest): readonly HashedFile[] {
  const { tokenizer, tokenizerSha256, tokenizerConfig, tokenizerConfigSha256 } = textEncoder;
  return [
    ...[base, textEncoder, ...(upscale === undefined ? [] : [upscale])].flatMap(
      ({ file, sha256, externalData = [] }) => [{ file, sha256 }, ...externalData],
    ),
    { file: tokenizer, sha256: tokenizerSha256 },
    { file: tokenizerConfig, sha256: tokenizerConfigSha256 },
    ...(captions === undefined ? [] : [{ file: captions, sha256: captionsSha256! }]),
  ];
}

/** A folder that cannot be read is added to `unread`. */
async function packageDirs(dir: string, unread: BrokenPackage[]): Promise<readonly string[]> {
  const root = resolve(dir);
  if (await exists(join(root, 'model.json'))) return [root];
  if (!(await exists(root))) return [];
  const entries = await readdir(root, { withFileTypes: true }).catch((error) => {
    const expected = 'expected a folder of model packages; name one with MODELS_DIR';
    unread.push({ dir: root, reason: `${root}: ${expected} (${messageOf(error)})` });
    return [];
  });
  const folders = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  return folders
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => join(root, name));
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What is wrong with a file is wrong with the package. */
const broken = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error) => {
    throw error instanceof UnusableFile ? brokenModel(error.message, { cause: error }) : error;
  });

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = await broken(readPlainJson(path, limits.jsonBytes));
  const { success, data, error } = schema.safeParse(parsed, { reportInput: true });
  if (success) return data;
  const problems = error.issues.slice(0, maxProblems).map(({ path: at, input, message }) => {
    const found = at.length === 0 || typeof input === 'object' ? '' : ` is ${clip(JSON.stringify(input))}`;
    return `"${at.join('.')}"${found}: ${message}`;
  });
  throw brokenModel(`${path}: ${problems.join('; ')}; export the package again (python -m stridebot_training.export)`, {
    cause: error,
  });
}

/** Of what is wrong with one file, so much is told. */
const maxProblems = 20;
const maxFoundChars = 40;

const clip = (found = 'missing'): string =>
  found.length <= maxFoundChars ? found : `${found.slice(0, maxFoundChars)}…`;
