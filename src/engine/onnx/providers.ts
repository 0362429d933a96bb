import { env, InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import { EngineError } from '../errors.ts';
import { brokenModel, messageOf } from '../packages/broken-model.ts';

/** ONNX Runtime's names of execution providers, in the order in which they are tried. */
const providerNames = ['cuda', 'webgpu', 'coreml', 'dml', 'cpu'] as const;
export type ProviderName = (typeof providerNames)[number];

export interface Rejection {
  readonly provider: string;
  readonly reason: string;
}

export interface ProviderChoice {
  /** The only provider to use; absent, all are tried in turn. */
  readonly pinned?: string | undefined;
  /** Providers not to try, because an earlier process died under them, with the reason. */
  readonly excluded?: readonly Rejection[] | undefined;
  /** Called before a provider is tried: if its driver kills the process, this is the provider to exclude. */
  readonly onAttempt?: ((provider: ProviderName) => void) | undefined;
}

export interface Chosen<T> {
  readonly provider: ProviderName;
  readonly value: T;
  readonly rejected: readonly Rejection[];
}

/** Lists the providers that this platform's build of the binding includes, in the order in which they are tried. */
export function supportedProviders(): readonly ProviderName[] {
  const known = new Set(listSupportedBackends().map(({ name }) => name));
  return providerNames.filter((name) => known.has(name));
}

/**
 * Tries providers in order until `attempt` succeeds. A provider that is built in may still fail on this machine, so the
 * only test is a real session and a real run. The reason of each failure is kept.
 * @throws EngineError `broken-model` with every reason when none succeeds. An EngineError of `attempt` is rethrown at
 * once, since no other provider can help.
 */
export async function chooseProvider<T>(
  { pinned, excluded = [], onAttempt }: ProviderChoice,
  attempt: (provider: ProviderName) => Promise<T>,
): Promise<Chosen<T>> {
  const rejected: Rejection[] = [];
  for (const provider of candidates(pinned)) {
    const earlier = excluded.find((entry) => entry.provider === provider);
    if (earlier !== undefined) {
      rejected.push(earlier);
      continue;
    }
    onAttempt?.(provider);
    try {
      return { provider, value: await attempt(provider), rejected };
    } catch (error) {
      if (error instanceof EngineError) throw error;
      rejected.push({
        provider,
        reason: `${withoutSourceLocation(messageOf(error)).trim()}${remedyFor(provider)}`,
      });
    }
  }
  const reasons = rejected.map(({ provider, reason }) => `${provider}: ${reason}`).join('; ');
  const remedy =
    pinned === undefined ? 'reinstall with npm ci' : 'leave ENGINE_PROVIDER unset to let the others be tried';
  throw brokenModel(`no execution provider could run the model (${reasons}); ${remedy}`);
}

function candidates(pinned: string | undefined): readonly ProviderName[] {
  const supported = supportedProviders();
  if (pinned === undefined) return supported;
  const known = supported.find((name) => name === pinned);
  if (known !== undefined) return [known];
  const build = `${process.platform}-${process.arch}`;
  throw brokenModel(
    `ENGINE_PROVIDER is "${pinned}", ONNX Runtime for ${build} has ${supported.join(', ')}; pin one of these or leave it unset`,
  );
}

/** Removes the source line, function and condition that ONNX Runtime puts in front of its messages. */
const withoutSourceLocation = (message: string): string => message.replace(/^\S+:\d+ .* was false\. /s, '');

const remedyFor = (provider: ProviderName): string => (provider === 'cpu' ? '' : ' (docs/gpu.md says what to do)');

/**
 * Opens a graph on one provider.
 * @throws Error of ONNX Runtime when the provider is not available, the file is damaged, or an operator is missing.
 */
export function openSession(path: string, provider: ProviderName, threads: number): Promise<InferenceSession> {
  // Failures are thrown and kept as reasons. ONNX Runtime would also print them on the terminal.
  env.logLevel = 'fatal';
  return InferenceSession.create(path, sessionOptions(provider, threads));
}

/**
 * Session options, chosen by measurement with stridebot-32 (float32, 2 virtual cores of an EPYC with AVX-512, median of
 * 20 runs; ms at batch 2 / 8):
 * - Threads sleep while they wait instead of spinning: 19.7 / 57.5 against 19.1 / 56.6 on an idle machine, 22 / 71
 *   against 42 / 130 beside two busy processes, where spinning takes the processor from the threads that are awaited.
 * - Graph optimisation 'all': 18.5 / 44; 'extended' 18.9 / 62, 'basic' 19.9 / 63.
 * - Sequential execution: 18.5 / 44; parallel 21.8 / 71.
 * - Without arena, memory pattern or denormals: no difference beyond 3 %, so ONNX Runtime's defaults stay.
 */
const sessionOptions = (provider: ProviderName, threads: number): InferenceSession.SessionOptions => ({
  executionProviders: [provider],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  intraOpNumThreads: threads,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
