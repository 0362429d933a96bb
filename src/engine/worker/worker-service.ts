import { drawRecipe } from '../drawing/draw-recipe.ts';
import type { RawPicture } from '../engine.ts';
import { describeError } from '../errors.ts';
import { cutSquare } from '../images/shape/square.ts';
import type { JobUpdate, Readiness, RpcRequest, RpcResponse, ToWorker, WorkerOptions } from '../ipc/protocol.ts';
import { createLock } from '../lock.ts';
import { defaultThreads } from '../onnx/threads.ts';
import { messageOf } from '../packages/broken-model.ts';
import { modelInfo, readGallery } from '../packages/package.ts';
import type { JobId, Recipe } from '../recipe.ts';
import { inspect } from './inspect-packages.ts';
import type { IpcChannel } from './ipc.ts';
import { createModelCache } from './model-cache.ts';
import { createNoisePrefetcher } from './noise-prefetcher.ts';
import { createSafetyChecker } from './safety-checker.ts';

type DrawMessage = Extract<ToWorker, { kind: 'draw' }>;

/** Handles the messages to the worker process. */
export interface WorkerService {
  /** Loads the default model. Does not throw for a broken model, which fails the jobs that use it. */
  warmUp(): Promise<Readiness>;
  draw(message: DrawMessage): Promise<void>;
  cancel(id: JobId): void;
  /** @throws EngineError */
  handle(request: RpcRequest): Promise<RpcResponse>;
}

export function createWorkerService(options: WorkerOptions, channel: IpcChannel): WorkerService {
  const lock = createLock();
  const modelCache = createModelCache(options, channel, lock);
  const safetyChecker = createSafetyChecker(options, channel, lock, () => readiness.rejected);
  const prefetchNoise = createNoisePrefetcher();
  const running = new Map<JobId, AbortController>();
  let readiness: Readiness = {
    provider: null,
    rejected: options.excluded,
    threads: options.threads ?? defaultThreads(),
    problem: null,
  };

  /** Flags what was drawn: in a picture that was pasted into, the square is looked at, too, which may be a small part. */
  const flagsOf = async ({ finish: { paste } }: Recipe, pictures: readonly RawPicture[]) => {
    const flagged = await safetyChecker.flags(pictures);
    if (flagged === undefined || paste === undefined) return flagged;
    const squares = await safetyChecker.flags(pictures.map((picture) => cutSquare(picture, paste)));
    return flagged.map((isFlagged, i) => isFlagged || squares?.[i] === true);
  };

  return {
    async warmUp() {
      const { packages } = await modelCache.find();
      const name = options.defaultModel ?? packages[0]?.manifest.name;
      if (name === undefined) return { ...readiness, problem: `no model in ${options.modelDirs.join(', ')}` };
      await modelCache
        .with(name, async ({ provider, rejected, threads }) => {
          readiness = { provider, rejected, threads, problem: null };
        })
        .catch((error) => {
          readiness = { ...readiness, problem: messageOf(error) };
        });
      await safetyChecker.ready().catch((error) => {
        readiness = { ...readiness, problem: messageOf(error) };
      });
      return readiness;
    },
    async draw({ id, person, recipe }) {
      const sendUpdate = (update: JobUpdate) => channel.send({ kind: 'job', id, ...update });
      const controller = new AbortController();
      running.set(id, controller);
      let modelMs = 0;
      const owner = {
        person,
        job: id,
        onModelMs: (ms: number) => {
          modelMs += ms;
        },
      };
      try {
        await modelCache.with(recipe.model, async (model) => {
          await safetyChecker.ready(); // before the first step, since its preview must not be shown unless it can be checked
          const pictures = await drawRecipe(recipe, model, {
            owner,
            signal: controller.signal,
            prefetchNoise,
            onPlanned: (work) => sendUpdate({ event: 'planned', work }),
            onStep: (report, work) => sendUpdate({ event: 'step', report, work }),
          });
          const flagged = await flagsOf(recipe, pictures);
          sendUpdate({
            event: 'done',
            pictures,
            ...(flagged !== undefined && { flagged }),
            modelMs,
            provider: model.provider,
          });
        });
      } catch (error) {
        sendUpdate(controller.signal.aborted ? { event: 'cancelled' } : { event: 'failed', ...describeError(error) });
      } finally {
        running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    async handle(request) {
      switch (request.kind) {
        case 'models':
          return {
            kind: 'models',
            models: inOrder((await modelCache.find()).packages.map(modelInfo), options.defaultModel),
          };
        case 'suggest': {
          const { model, prompt, count } = request;
          return {
            kind: 'suggestions',
            suggestions: await modelCache.with(model, ({ suggest }) => suggest(prompt, count)),
          };
        }
        case 'gallery':
          return { kind: 'gallery', gallery: await readGallery((await modelCache.find()).packages, request.model) };
        case 'truncated':
          return {
            kind: 'truncated',
            ends: await modelCache.with(request.model, async ({ truncatedText }) => request.prompts.map(truncatedText)),
          };
        case 'inspect':
          return { kind: 'inspection', inspection: await inspect(modelCache, readiness, safetyChecker) };
        default:
          return request satisfies never;
      }
    },
  };
}

/** Moves the default model to the front, since callers without a choice use the first. */
const inOrder = <M extends { readonly name: string }>(
  models: readonly M[],
  first: string | undefined,
): readonly M[] => [...models.filter(({ name }) => name === first), ...models.filter(({ name }) => name !== first)];
