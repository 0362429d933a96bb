import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { predictionTypes, varianceTypes } from '../diffusion/prediction.ts';
import { scheduleKinds } from '../diffusion/schedule.ts';
import type { Gallery, ModelInfo } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { samplerNames, spacingNames } from '../recipe.ts';
import { recipeLimits } from '../recipe-schema.ts';
import { brokenModel, messageOf } from './broken-model.ts';
import { readPlainJson, requirePlainFile, UnusableFile } from './plain-file.ts';

const fileName = z.string().regex(/^[\w][\w.-]*$/, 'expected the name of a file beside model.json, without folders');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits');
const count = z.int().positive();
const shortText = z.string().min(1).max(200);

/** Upper bounds of a package. Its author chooses the numbers, and memory is allocated by them. */
const limits = {
  /** Sides in pixels. */
  side: 1024,
  trainTimesteps: 10_000,
  tokens: 1024,
  width: 16_384,
  captions: 100_000,
  styles: 50,
  words: 20_000,
  gallerySide: 256,
  galleryCells: 500,
  memoryMb: 2 ** 20,
  jsonBytes: 64 * 2 ** 20,
} as const;

const side = count.max(limits.side);
const steps = count.max(recipeLimits.steps);
const guidance = z.number().min(1).max(recipeLimits.guidance);

/** Files beside a graph with its weights: ONNX external data. */
const externalData = z
  .array(z.object({ file: fileName, sha256 }))
  .max(100)
  .optional();

const network = z
  .object({
    file: fileName,
    sha256,
    externalData,
    /** Side of the input and output in pixels. */
    imageSize: side.multipleOf(8, 'expected a multiple of 8, because views cut pictures into 8 × 8 blocks'),
    channels: z.literal(3),
    /** 6 where the network also predicts the variance. */
    outputChannels: z.literal([3, 6]),
    predictionType: z.enum(predictionTypes),
    varianceType: z.enum(varianceTypes),
    /** Dynamic thresholding: the quantile of |x0|, and the largest divisor. */
    thresholding: z.object({ ratio: z.number().gt(0).max(1), max: z.number().min(1).max(1000) }),
  })
  .refine((stage) => (stage.varianceType === 'learned_range') === (stage.outputChannels === 6), {
    message: 'varianceType "learned_range" goes with outputChannels 6, "fixed_small" with 3',
    path: ['outputChannels'],
  });

const upscale = network.safeExtend({
  /** Side of the low-resolution picture in pixels. */
  lowResSize: side,
  /** Training timestep to which the low-resolution picture is noised (noise conditioning augmentation). */
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
    title: shortText,
    family: z.literal('pixel'),
    licence: shortText,
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
      /** Size of a token's embedding. */
      width: count.max(limits.width),
    }),
    /** File with prompts that the model is known to draw, the best examples first. */
    captions: fileName.optional(),
    captionsSha256: sha256.optional(),
    /** Styles that the model learned: their names, and the prompt in which `{prompt}` stands for what is drawn. */
    styles: z
      .array(z.object({ name: z.string().min(1).max(40).toLowerCase(), prompt: z.string().min(1).max(200) }))
      .max(limits.styles)
      .optional(),
    /** Small pictures of what the model knows, in one WebP: square cells, row by row. */
    gallery: z
      .object({
        file: fileName,
        sha256,
        side: count.max(limits.gallerySide),
        columns: count.max(limits.galleryCells),
        prompts: z.array(z.string().min(1).max(recipeLimits.promptLength)).min(1).max(limits.galleryCells),
      })
      .optional(),
    /** Words of the training captions, besides those in `captions`. */
    words: z.array(z.string().min(1).max(50).toLowerCase()).max(limits.words).optional(),
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

/** `meaning`: the caption's sentence embedding as signed bytes in base64, not normalised. */
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

/** A model package with a valid model.json and all its files. `loadModel` checks hashes and graphs. */
export interface ModelPackage {
  readonly dir: string;
  readonly manifest: ModelManifest;
  readonly captions: readonly Caption[];
}

export interface FoundPackages {
  /** In the order of the searched folders, then by name. The first one is the default model. */
  readonly packages: readonly ModelPackage[];
  readonly broken: readonly BrokenPackage[];
}

interface BrokenPackage {
  readonly dir: string;
  readonly reason: string;
}

/**
 * Reads a package's model.json and captions, and checks that its files exist.
 * @throws EngineError `broken-model` when model.json is missing or malformed, or a file that it names is missing.
 */
export async function readPackage(dir: string): Promise<ModelPackage> {
  const manifest = await readJson(join(dir, 'model.json'), modelSchema);
  for (const { file } of hashedFiles(manifest)) await asBrokenModel(requirePlainFile(join(dir, file)));
  const captions = manifest.captions === undefined ? [] : await readJson(join(dir, manifest.captions), captionsSchema);
  return { dir, manifest, captions };
}

/**
 * Reads every package in the folders, in their order. A broken package is reported and does not affect the others. A
 * folder that does not exist counts as empty, a folder that is itself a package as one package, and a package that is
 * found on several paths counts once.
 */
export async function findPackages(dirs: readonly string[]): Promise<FoundPackages> {
  const packages: ModelPackage[] = [];
  const broken: BrokenPackage[] = [];
  const seen = new Set<string>();
  for (const dir of (await Promise.all(dirs.map((root) => packageDirs(root, broken)))).flat()) {
    const realDir = await realpath(dir).catch(() => dir);
    if (seen.has(realDir)) continue;
    seen.add(realDir);
    try {
      const found = await readPackage(dir);
      const other = packages.find(({ manifest }) => manifest.name === found.manifest.name);
      if (other) throw brokenModel(`${dir}: the name "${found.manifest.name}" is taken by ${other.dir}; rename one`);
      packages.push(found);
    } catch (error) {
      broken.push({ dir, reason: messageOf(error) });
    }
  }
  return { packages, broken };
}

export const modelInfo = ({ manifest, captions }: ModelPackage): ModelInfo => ({
  name: manifest.name,
  title: manifest.title,
  family: manifest.family,
  imageSize: manifest.base.imageSize,
  upscaledSize: manifest.upscale?.imageSize ?? null,
  numTrainTimesteps: manifest.schedule.numTrainTimesteps,
  licence: manifest.licence,
  languages: manifest.languages,
  captions: captions.map(({ text }) => text),
  styles: manifest.styles ?? [],
  words: manifest.words ?? [],
  defaults: manifest.defaults,
});

/**
 * Reads the pictures of what a model knows; null where its package has none.
 *
 * @throws EngineError `unknown-model` when there is no such package.
 */
export async function readGallery(packages: readonly ModelPackage[], name: string): Promise<Gallery | null> {
  const found = packages.find(({ manifest }) => manifest.name === name);
  if (found === undefined) throw new EngineError('unknown-model', `there is no model ${name}`);
  const { gallery } = found.manifest;
  if (gallery === undefined) return null;
  const { file, side, columns, prompts } = gallery;
  return { image: await readFile(join(found.dir, file)), side, columns, prompts };
}

interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** Lists every file of a package but model.json, with its expected hash. Other files of the folder are not used. */
export function hashedFiles({
  base,
  upscale,
  textEncoder,
  captions,
  captionsSha256,
  gallery,
}: ModelManifest): readonly HashedFile[] {
  const { tokenizer, tokenizerSha256, tokenizerConfig, tokenizerConfigSha256 } = textEncoder;
  return [
    ...[base, textEncoder, ...(upscale === undefined ? [] : [upscale])].flatMap(
      ({ file, sha256, externalData = [] }) => [{ file, sha256 }, ...externalData],
    ),
    { file: tokenizer, sha256: tokenizerSha256 },
    { file: tokenizerConfig, sha256: tokenizerConfigSha256 },
    ...(captions === undefined ? [] : [{ file: captions, sha256: captionsSha256! }]),
    ...(gallery === undefined ? [] : [gallery]),
  ];
}

/** Lists the folders of the packages in `dir`. A folder that cannot be read is added to `unreadable`. */
async function packageDirs(dir: string, unreadable: BrokenPackage[]): Promise<readonly string[]> {
  const root = resolve(dir);
  if (await exists(join(root, 'model.json'))) return [root];
  if (!(await exists(root))) return [];
  const entries = await readdir(root, { withFileTypes: true }).catch((error) => {
    const expected = 'expected a folder of model packages; name one with MODELS_DIR';
    unreadable.push({ dir: root, reason: `${root}: ${expected} (${messageOf(error)})` });
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

/** Converts an UnusableFile error into a broken-model error. */
const asBrokenModel = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error) => {
    throw error instanceof UnusableFile ? brokenModel(error.message, { cause: error }) : error;
  });

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = await asBrokenModel(readPlainJson(path, limits.jsonBytes));
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

/** Limits of an error message: problems per file, and characters of a quoted value. */
const maxProblems = 20;
const maxFoundChars = 40;

const clip = (found = 'missing'): string =>
  found.length <= maxFoundChars ? found : `${found.slice(0, maxFoundChars)}…`;
