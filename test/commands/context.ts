import { expect } from 'vitest';
import type { ActionContext } from '../../src/commands/actions/actions.ts';
import { type Notice, UserError } from '../../src/commands/messages/errors.ts';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import type { Asker } from '../../src/commands/ports/asker.ts';
import type { JobRequest } from '../../src/commands/ports/job-service.ts';
import type { ReplyContent } from '../../src/commands/ports/reply.ts';
import type { Upload } from '../../src/commands/ports/upload.ts';
import type { Engine, EngineStatus, ModelInfo, Recipe, Suggestion } from '../../src/engine/client.ts';
import { ann, type MemoryStudio, memoryStudio, recordingReply } from './job-service.ts';
import { memoryStyles } from './style-store.ts';

export const model: ModelInfo = {
  name: 'emoji',
  title: 'Small pictures',
  family: 'pixel',
  imageSize: 64,
  upscaledSize: 256,
  numTrainTimesteps: 1000,
  licence: 'MIT',
  languages: ['en'],
  captions: ['a skull', 'a dog', 'people around a campfire', 'a snowy mountain village'],
  words: ['campfires', 'puppy'],
  styles: [{ name: 'oil painting', prompt: 'an oil painting of {prompt}' }],
  defaults: { sampler: 'dpm++2m', spacing: 'trailing', steps: 20, guidance: 4 },
};

/** Has no super-resolution. */
export const digits: ModelInfo = {
  ...model,
  name: 'digits',
  family: 'digits',
  upscaledSize: null,
  numTrainTimesteps: 300,
};

export const status: EngineStatus = {
  worker: 'ready',
  provider: 'cpu',
  rejected: [{ provider: 'cuda', reason: 'no such device\nat line 3' }],
  threads: 2,
  running: 0,
  waiting: 0,
  steps: 120,
  modelRuns: 60,
  meanBatch: 2,
  restarts: 0,
  modelMs: 5000,
  memoryBytes: 300 * 2 ** 20,
  lastFailure: null,
};

export interface EngineFacts {
  readonly models?: readonly ModelInfo[];
  readonly status?: Partial<EngineStatus>;
  /** As many words of a prompt as the model reads. */
  readonly words?: number;
  readonly suggest?: (prompt: string) => readonly Suggestion[];
}

/** An engine for commands: it has models and captions, and never draws. */
export const quietEngine = (facts: EngineFacts = {}): Engine => ({
  submit: () => {
    throw new Error('a command must go through the studio');
  },
  status: () => ({ ...status, ...facts.status }),
  models: async () => facts.models ?? [model, digits],
  truncatedText: async (_, prompts) =>
    prompts.map((prompt) =>
      prompt
        .split(' ')
        .slice(facts.words ?? 300)
        .join(' '),
    ),
  suggest: async (_, prompt) => facts.suggest?.(prompt) ?? [{ text: prompt, similarity: 1 }],
  gallery: async () => null,
  stop: async () => {},
});

export interface Trial {
  readonly context: ActionContext;
  readonly jobService: MemoryStudio;
  /** What the person saw. */
  readonly contents: readonly ReplyContent[];
  /** Types one line. */
  type(line: string, ...uploads: readonly Upload[]): Promise<void>;
  /** Types one line that makes one job. */
  request(line: string, ...uploads: readonly Upload[]): Promise<JobRequest>;
  recipe(line: string, ...uploads: readonly Upload[]): Promise<Recipe>;
  /** Types one line that is refused. */
  refusal(line: string, ...uploads: readonly Upload[]): Promise<Notice>;
}

interface TrialFacts extends EngineFacts {
  readonly asker?: Asker;
  /** Without it, an engine that draws nothing. */
  readonly engine?: Engine;
  readonly jobService?: MemoryStudio;
  readonly removePosts?: ActionContext['removePosts'];
}

/** A user who types lines; the random source always returns a quarter. */
export function trial({ asker = ann, engine, jobService: known, removePosts, ...facts }: TrialFacts = {}): Trial {
  const jobService = known ?? memoryStudio(asker);
  const reply = recordingReply();
  const context = {
    ...{ asker, reply, jobService, engine: engine ?? quietEngine(facts), random: () => 0.25 },
    styles: memoryStyles(),
    removePosts: removePosts ?? (async () => true),
  };
  const type: Trial['type'] = async (line, ...uploads) => {
    const { command, options } = parseLine(line, uploads);
    await command.run({ ...context, options });
  };
  const request: Trial['request'] = async (line, ...uploads) => {
    const before = jobService.requests.length;
    await type(line, ...uploads);
    expect(jobService.requests).toHaveLength(before + 1);
    return jobService.requests.at(-1)!;
  };
  return {
    context,
    jobService,
    contents: reply.contents,
    type,
    request,
    recipe: async (...typed) => (await request(...typed)).recipe,
    refusal: (...typed) => refusalOf(type(...typed)),
  };
}

/** Returns the notice of a UserError. */
export async function refusalOf(attempt: Promise<unknown>): Promise<Notice> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).notice;
}
