import type { EngineStatus, ModelInfo } from '../engine/client.ts';
import { command } from './command.ts';
import type { Section } from './ports/reply.ts';

export const status = command({
  name: 'status',
  summary: 'Show how the engine is, what it runs on, and which models there are.',
  options: {},
  examples: ['/status'],
  async run({ engine, reply, jobService }) {
    const models = await modelsOf(engine.models()); // once the engine answers, its provider is known
    const now = engine.status();
    const queue = await jobService.queue();
    const running = queue.filter((job) => job.place === 0).length;
    await reply.show({
      kind: 'text',
      title: titles[now.worker],
      sections: [
        { heading: 'Jobs', lines: [`${running} being drawn, ${queue.length - running} waiting`] },
        engineSection(now),
        modelSection(models),
        sinceStart(now),
      ],
    });
  },
});

const titles: Readonly<Record<EngineStatus['worker'], string>> = {
  starting: 'The engine is starting.',
  ready: 'The engine is ready.',
  restarting: 'The engine is being restarted.',
  stopped: 'The engine is stopped.',
};

const engineSection = (status: EngineStatus): Section => ({
  heading: 'Engine',
  lines: [runsOn(status), ...(status.provider === 'cpu' ? [inThreads(status.threads)] : [])],
});

const inThreads = (threads: number): string => (threads === 1 ? '1 thread' : `${threads} threads`);

/** Describes the provider. Reasons for failures are left to `stridebot doctor`: native libraries give pages of them. */
function runsOn({ worker, provider, rejected, lastFailure }: EngineStatus): string {
  const doctor = 'Whoever runs this bot finds out more with: stridebot doctor';
  if (worker === 'ready' && provider === null) return `No model can be run here. ${doctor}`;
  if (provider === null)
    return lastFailure === null ? 'What it runs on is not decided yet.' : `It does not start. ${doctor}`;
  if (provider !== 'cpu') return `Runs on the GPU, with ${gpuWords[provider]}.`;
  return rejected.length === 0 ? 'Runs on the processor.' : 'Runs on the processor; no GPU can be used.';
}

/** Names of GPU libraries by provider. */
const gpuWords: Readonly<Record<string, string>> = {
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  coreml: 'Core ML',
  dml: 'DirectML',
};

/** Returns no models while the worker is down, so that the rest of the status can be shown. */
const modelsOf = (models: Promise<readonly ModelInfo[]>): Promise<readonly ModelInfo[]> => models.catch(() => []);

const modelSection = (models: readonly ModelInfo[]): Section => ({
  heading: 'Models',
  lines: models.length === 0 ? ['none can be named right now'] : models.map(modelLine),
});

const modelLine = ({ name, title, imageSize, upscaledSize, languages, licence }: ModelInfo): string =>
  [
    `${name}: ${title}`,
    upscaledSize === null ? `${imageSize} px` : `${imageSize} px, then ${upscaledSize} px`,
    languages.join(', '),
    licence,
  ].join(' · ');

function sinceStart({ steps, modelRuns, meanBatch, restarts, memoryBytes }: EngineStatus): Section {
  const memory = memoryBytes === null ? [] : [`memory: ${Math.round(memoryBytes / 2 ** 20)} MiB`];
  return {
    heading: 'Since the start',
    lines: [
      `${steps} steps in ${modelRuns} model runs, ${meanBatch.toFixed(1)} rows each`,
      `restarts: ${restarts}`,
      ...memory,
    ],
  };
}
