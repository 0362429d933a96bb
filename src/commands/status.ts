import type { EngineStatus, ModelInfo } from '../engine/client.ts';
import { command } from './command.ts';
import { t } from './language/translate.ts';
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
    const waiting = queue.length - running;
    await reply.show({
      kind: 'text',
      title: titles()[now.worker],
      sections: [
        { heading: t('Jobs'), lines: [t('{{running}} being drawn, {{waiting}} waiting', { running, waiting })] },
        engineSection(now),
        modelSection(models),
        sinceStart(now),
      ],
    });
  },
});

const titles = (): Readonly<Record<EngineStatus['worker'], string>> => ({
  starting: t('The engine is starting.'),
  ready: t('The engine is ready.'),
  restarting: t('The engine is being restarted.'),
  stopped: t('The engine is stopped.'),
});

const engineSection = (status: EngineStatus): Section => ({
  heading: t('Engine'),
  lines: [runsOn(status), ...(status.provider === 'cpu' ? [inThreads(status.threads)] : [])],
});

const inThreads = (threads: number): string => (threads === 1 ? t('1 thread') : t('{{threads}} threads', { threads }));

/** Describes the provider. Reasons for failures are left to `stridebot doctor`: native libraries give pages of them. */
function runsOn({ worker, provider, rejected, lastFailure }: EngineStatus): string {
  const doctor = t('Whoever runs this bot finds out more with: stridebot doctor');
  if (worker === 'ready' && provider === null) return `${t('No model can be run here.')} ${doctor}`;
  if (provider === null)
    return lastFailure === null ? t('What it runs on is not decided yet.') : `${t('It does not start.')} ${doctor}`;
  if (provider !== 'cpu') return t('Runs on the GPU, with {{library}}.', { library: gpuWords[provider] ?? provider });
  return rejected.length === 0 ? t('Runs on the processor.') : t('Runs on the processor; no GPU can be used.');
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
  heading: t('Models'),
  lines: models.length === 0 ? [t('none can be named right now')] : models.map(modelLine),
});

const modelLine = ({ name, title, imageSize, upscaledSize, languages, licence }: ModelInfo): string =>
  [
    `${name}: ${title}`,
    upscaledSize === null
      ? `${imageSize} px`
      : t('{{size}} px, then {{upscaled}} px', { size: imageSize, upscaled: upscaledSize }),
    languages.join(', '),
    licence,
  ].join(' · ');

function sinceStart({ steps, modelRuns, meanBatch, restarts, memoryBytes }: EngineStatus): Section {
  const memory = memoryBytes === null ? [] : [t('memory: {{size}} MiB', { size: Math.round(memoryBytes / 2 ** 20) })];
  return {
    heading: t('Since the start'),
    lines: [
      t('{{steps}} steps in {{runs}} model runs, {{rows}} rows each', {
        ...{ steps, runs: modelRuns, rows: meanBatch.toFixed(1) },
      }),
      t('restarts: {{restarts}}', { restarts }),
      ...memory,
    ],
  };
}
