import { drawRecipe } from '../drawing/draw-recipe.ts';
import { describeError } from '../errors.ts';
import type { Answer, JobUpdate, Question, Readiness, ToWorker, WorkerOptions } from '../ipc/protocol.ts';
import { createLock } from '../lock.ts';
import { defaultThreads } from '../onnx/threads.ts';
import { messageOf } from '../packages/broken-model.ts';
import { modelInfo } from '../packages/package.ts';
import type { JobId } from '../recipe.ts';
import { inspect } from './inspect-packages.ts';
import type { Channel } from './ipc.ts';
import { createModelCache } from './model-cache.ts';
import { createSafetyChecker } from './safety-checker.ts';

type DrawMessage = Extract<ToWorker, { kind: 'draw' }>;

/** What the worker process does with what it is told. */
export interface WorkerService {
  /** Loads the default model. Does not throw: a broken model is reported by the jobs that ask for it. */
  warmUp(): Promise<Readiness>;
  draw(message: DrawMessage): Promise<void>;
  cancel(id: JobId): void;
  /** @throws EngineError */
  answer(question: Question): Promise<Answer>;
}

export function createWorkerService(options: WorkerOptions, channel: Channel): WorkerService {
  const lock = createLock();
  const shelf = createModelCache(options, channel, lock);
  const inspector = createSafetyChecker(options, channel, lock);
  const running = new Map<JobId, AbortController>();
  let readiness: Readiness = {
    provider: null,
    rejected: options.excluded,
    threads: options.threads ?? defaultThreads(),
    problem: null,
  };

  return {
    async warmUp() {
      const { packages } = await shelf.find();
      const name = options.defaultModel ?? packages[0]?.statement.name;
      if (name === undefined) return { ...readiness, problem: `no model in ${options.modelDirs.join(', ')}` };
      await shelf
        .with(name, async ({ provider, rejected, threads }) => {
          readiness = { provider, rejected, threads, problem: null };
        })
        .catch((error) => {
          readiness = { ...readiness, problem: messageOf(error) };
        });
      await inspector.ready().catch((error) => {
        readiness = { ...readiness, problem: messageOf(error) };
      });
      return readiness;
    },
    async draw({ id, person, recipe }) {
      const tell = (jobUpdate: JobUpdate) => channel.send({ kind: 'job', id, ...jobUpdate });
      const controller = new AbortController();
      running.set(id, controller);
      let modelMs = 0;
      const turn = {
        person,
        job: id,
        onModelMs: (ms: number) => {
          modelMs += ms;
        },
      };
      try {
        await shelf.with(recipe.model, async (model) => {
          await inspector.ready(); // before the first step: nobody shall see what cannot be checked
          const pictures = await drawRecipe(recipe, model, {
            turn,
            signal: controller.signal,
            onPlanned: (work) => tell({ jobUpdate: 'planned', work }),
            onStep: (report, work) => tell({ jobUpdate: 'step', report, work }),
          });
          const flagged = await inspector.flags(pictures);
          tell({
            jobUpdate: 'done',
            pictures,
            ...(flagged !== undefined && { flagged }),
            modelMs,
            provider: model.provider,
          });
        });
      } catch (error) {
        tell(controller.signal.aborted ? { jobUpdate: 'cancelled' } : { jobUpdate: 'failed', ...describeError(error) });
      } finally {
        running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    async answer(question) {
      switch (question.kind) {
        case 'models':
          return {
            kind: 'models',
            models: inOrder((await shelf.find()).packages.map(modelInfo), options.defaultModel),
          };
        case 'suggest': {
          const { model, prompt, count } = question;
          return { kind: 'suggestions', suggestions: await shelf.with(model, ({ suggest }) => suggest(prompt, count)) };
        }
        case 'unread':
          return {
            kind: 'unread',
            ends: await shelf.with(question.model, async ({ unread }) => question.prompts.map(unread)),
          };
        case 'inspect':
          return { kind: 'inspection', inspection: await inspect(shelf, readiness, inspector) };
        default:
          return question satisfies never;
      }
    },
  };
}

/** The default model first: whoever needs one takes the first. */
const inOrder = <M extends { readonly name: string }>(
  models: readonly M[],
  first: string | undefined,
): readonly M[] => [...models.filter(({ name }) => name === first), ...models.filter(({ name }) => name !== first)];
