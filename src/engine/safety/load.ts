import { join } from 'node:path';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { RawPicture } from '../engine.ts';
import type { Lock } from '../lock.ts';
import { chooseProvider, openSession, type ProviderChoice } from '../onnx/providers.ts';
import { messageOf } from '../packages/broken-model.ts';
import { sha256Of } from '../packages/checksum.ts';
import { externalFiles } from '../packages/external-data.ts';
import { requirePlainFile, UnusableFile } from '../packages/plain-file.ts';
import { brokenSafetyModel } from './broken-safety-model.ts';
import { safetyInput } from './input.ts';
import { readSafetyManifest, type SafetyManifest } from './manifest.ts';
import { isFlagged, scoreOf } from './score.ts';

export interface SafetyOptions extends ProviderChoice {
  readonly threads: number;
  /** Shared by all models of a process, whose runs follow one another. */
  readonly lock: Lock;
  /** Called around every run; what it returns is called when the run has ended. */
  readonly onRun: () => () => void;
}

/** A model of the host's that looks at finished pictures. */
export interface SafetyModel {
  readonly title: string;
  readonly provider: string;
  /** One answer a picture, in their order. */
  flags(pictures: readonly RawPicture[]): Promise<readonly boolean[]>;
}

/**
 * Loads a safety model: its hash, its graph and one run are checked before anything is drawn.
 * @throws EngineError `broken-safety-model` naming the file, what was found and what was expected.
 */
export async function loadSafetyModel(dir: string, options: SafetyOptions): Promise<SafetyModel> {
  const statement = await readSafetyManifest(dir);
  const path = join(dir, statement.file);
  await checkFile(path, statement);
  const { provider, value: flag } = await chooseProvider(options, async (name) => {
    const session = await openSession(path, name, options.threads);
    try {
      const scorer = scorerOf(path, session, statement);
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
        return isFlagged(await flag(picture), statement.output.threshold);
      } finally {
        runEnds();
      }
    });
  return { title: statement.title, provider, flags: (pictures) => Promise.all(pictures.map(flagOne)) };
}

/** Any picture will do to try a graph. */
const grey: RawPicture = { width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3).fill(128) };

/** @throws EngineError for a file that is not the one that safety.json states, or takes its numbers from another. */
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

/** @throws EngineError when the graph is not what safety.json says. */
function scorerOf(path: string, session: InferenceSession, statement: SafetyManifest) {
  const { size, layout, output } = statement;
  const shape = layout === 'nchw' ? [1, 3, size, size] : [1, size, size, 3];
  const input = inputOf(path, session, shape);
  const scores = outputOf(path, session, statement);
  return async (picture: RawPicture): Promise<number> => {
    const pixels = new Tensor('float32', await safetyInput(picture, statement), shape);
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

/** A size that has a name is free. */
const fits = (found: readonly (number | string)[], shape: readonly number[]): boolean =>
  found.length === shape.length && found.every((each, i) => typeof each === 'string' || each <= 0 || each === shape[i]);
