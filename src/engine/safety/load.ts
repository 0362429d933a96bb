import { join } from 'node:path';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { RawPicture } from '../engine.ts';
import type { Lock } from '../lock.ts';
import {
  chooseProvider,
  openSession,
  type ProviderChoice,
  type ProviderName,
  type Rejection,
} from '../onnx/providers.ts';
import { messageOf } from '../packages/broken-model.ts';
import { sha256Of } from '../packages/checksum.ts';
import { externalFiles } from '../packages/external-data.ts';
import { requirePlainFile, UnusableFile } from '../packages/plain-file.ts';
import { brokenSafetyModel } from './broken-safety-model.ts';
import { safetyInput } from './input.ts';
import { readSafetyManifest, type SafetyManifest } from './manifest.ts';
import { isFlagged, scoreOf } from './score.ts';

interface SafetyOptions extends ProviderChoice {
  readonly threads: number;
  /** Shared by all models of a process, so that only one of them runs at a time. */
  readonly lock: Lock;
  /** Called before every run. It returns a function to be called when the run has ended. */
  readonly onRun: () => () => void;
}

/** The host's model that flags finished pictures. */
export interface SafetyModel {
  readonly title: string;
  readonly provider: ProviderName;
  /** Execution providers that come before it, each with the reason for its rejection. */
  readonly rejected: readonly Rejection[];
  /** Returns whether each picture is flagged, in their order. */
  flags(pictures: readonly RawPicture[]): Promise<readonly boolean[]>;
}

/**
 * Loads a safety model. Checks its hash, its graph and one run.
 * @throws EngineError `broken-safety-model` naming the file, what was found and what was expected.
 */
export async function loadSafetyModel(dir: string, options: SafetyOptions): Promise<SafetyModel> {
  const manifest = await readSafetyManifest(dir);
  const path = join(dir, manifest.file);
  await checkFile(path, manifest);
  const {
    provider,
    rejected,
    value: flag,
  } = await chooseProvider(options, async (name) => {
    const session = await openSession(path, name, options.threads);
    try {
      const scorer = scorerOf(path, session, manifest);
      const score = await scorer(grey);
      if (!Number.isFinite(score)) throw new Error(`${path}: a grey picture gave ${score}, expected a finite number`);
      return scorer;
    } catch (error) {
      await session.release();
      throw error;
    }
  }).catch((cause) => {
    throw brokenSafetyModel(messageOf(cause), { cause });
  });
  const { lock, onRun } = options;
  const flagOne = (picture: RawPicture) =>
    lock(async () => {
      const runEnds = onRun();
      try {
        return isFlagged(await flag(picture), manifest.output.threshold);
      } finally {
        runEnds();
      }
    });
  return { title: manifest.title, provider, rejected, flags: (pictures) => Promise.all(pictures.map(flagOne)) };
}

/** The picture of the self-test. */
const grey: RawPicture = { width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3).fill(128) };

/**
 * Checks the graph's file.
 * @throws EngineError when its hash is not that of safety.json, or its weights are in another file.
 */
async function checkFile(path: string, { sha256 }: SafetyManifest): Promise<void> {
  try {
    await requirePlainFile(path);
    const actual = await sha256Of(path);
    if (actual !== sha256) throw new UnusableFile(`${path}: SHA-256 is ${actual}, safety.json says ${sha256}`);
    if (externalFiles(path).length > 0) {
      throw new UnusableFile(
        `${path}: its weights are in another file, which has no hash; export the graph as one file`,
      );
    }
  } catch (cause) {
    const isTold = cause instanceof UnusableFile;
    throw brokenSafetyModel(isTold ? cause.message : `${path}: cannot be read (${messageOf(cause)})`, { cause });
  }
}

/** Makes a function that scores one picture. @throws EngineError when the graph does not match safety.json. */
function scorerOf(path: string, session: InferenceSession, manifest: SafetyManifest) {
  const { size, layout, output } = manifest;
  const shape = layout === 'nchw' ? [1, 3, size, size] : [1, size, size, 3];
  const input = inputOf(path, session, shape);
  const scores = outputOf(path, session, manifest);
  return async (picture: RawPicture): Promise<number> => {
    const pixels = new Tensor('float32', await safetyInput(picture, manifest), shape);
    const { [scores]: result } = await session.run({ [input]: pixels });
    const numbers = result?.data;
    if (!(numbers instanceof Float32Array) || numbers.length <= output.index) {
      throw brokenSafetyModel(
        `${path}: "${scores}" gave ${numbers?.length ?? 0} numbers, safety.json asks for number ${output.index}`,
      );
    }
    return scoreOf(numbers, output);
  };
}

function inputOf(path: string, session: InferenceSession, shape: readonly number[]): string {
  const [input, ...others] = session.inputMetadata;
  if (input === undefined || others.length > 0) {
    throw brokenSafetyModel(`${path}: the graph has ${session.inputMetadata.length} inputs, expected one picture`);
  }
  if (!input.isTensor || input.type !== 'float32' || !fits(input.shape, shape)) {
    const found = input.isTensor ? `${input.type} [${input.shape.join(', ')}]` : 'no tensor';
    throw brokenSafetyModel(`${path}: input "${input.name}" is ${found}, expected float32 [${shape.join(', ')}]`);
  }
  return input.name;
}

function outputOf(path: string, session: InferenceSession, { output }: SafetyManifest): string {
  const names = session.outputMetadata.map(({ name }) => name);
  const [only, ...others] = names;
  const wanted = output.name ?? (others.length === 0 ? only : undefined);
  const found = session.outputMetadata.find(({ name }) => name === wanted);
  if (found === undefined) {
    throw brokenSafetyModel(`${path}: the outputs are ${names.join(', ')}; name one of them as output.name`);
  }
  if (!found.isTensor || found.type !== 'float32') {
    throw brokenSafetyModel(
      `${path}: output "${found.name}" is ${found.isTensor ? found.type : 'no tensor'}, expected float32`,
    );
  }
  return found.name;
}

/** Compares a graph's shape with the expected one. A dimension with a name is free. */
const fits = (found: readonly (number | string)[], shape: readonly number[]): boolean =>
  found.length === shape.length && found.every((each, i) => typeof each === 'string' || each <= 0 || each === shape[i]);
