import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../../src/engine/models/load.ts';
import { type Graph, networkGraph, textGraph } from '../../../src/engine/onnx/graph.ts';
import {
  type ModelManifest,
  type NetworkManifest,
  readPackage,
  type TextManifest,
  type UpscaleManifest,
} from '../../../src/engine/packages/package.ts';
import { readSafetyManifest, type SafetyManifest } from '../../../src/engine/safety/manifest.ts';
import { gaussianDir, type Loose, sha256 } from '../models/fixture.ts';

// docs/model-packages.md says what the readers of model.json and safety.json take.

const guide = readFileSync(new URL('../../../docs/model-packages.md', import.meta.url), 'utf8');
const safetyDir = fileURLToPath(new URL('../../fixtures/safety', import.meta.url));

const parent = mkdtempSync(join(tmpdir(), 'stridebot-guide-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** From a heading to the next one of any level. */
const sectionOf = (heading: string): string => guide.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? '';

/** The cells of the tables below a heading, without their heads. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const lines = sectionOf(heading).split('\n');
  const rows = lines.filter(
    (line, i) => line.startsWith('| ') && !line.startsWith('| ---') && !/^\| ---/.test(lines[i + 1] ?? ''),
  );
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

interface Field {
  readonly path: string;
  readonly value: string;
  readonly preset: string;
}

const fieldsOf = (heading: string, prefix = ''): readonly Field[] =>
  rowsOf(heading)
    .filter((cells) => cells.length === 4 && cells[0]!.startsWith('`'))
    .map(([name, value, preset]) => ({ path: prefix + unquoted(name!), value: value!, preset: unquoted(preset!) }));

const unquoted = (cell: string): string => cell.replaceAll('`', '');

const top = fieldsOf('### The package');
const schedule = fieldsOf('### `schedule`');
const networks = fieldsOf('### `base` and `upscale`');
const text = fieldsOf('### `textEncoder`');
const defaults = fieldsOf('### `defaults`');
const safety = fieldsOf("## The safety model's package");

/** Fields of the first table of `base` and `upscale`, and those that the second adds. */
const upscaleOnly = ['lowResSize', 'noiseLevel', 'steps', 'guidance', 'sampler'];
const baseFields = networks.filter(({ path }) => !upscaleOnly.includes(path));

const under = (prefix: string, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, path: `${prefix}.${field.path}` }));

const modelFields = [
  ...top,
  ...under('schedule', schedule),
  ...under('base', baseFields),
  ...under('upscale', networks),
  ...under('textEncoder', text),
  ...under('defaults', defaults),
];

/** The names of the schemas' keys: the compiler refuses a list that lacks one, or has one too many. */
const network = {
  file: 1,
  sha256: 1,
  externalData: 1,
  imageSize: 1,
  channels: 1,
  outputChannels: 1,
  predictionType: 1,
  varianceType: 1,
  thresholding: 1,
} satisfies Record<keyof NetworkManifest, 1>;
const thresholding = { ratio: 1, max: 1 } satisfies Record<keyof NetworkManifest['thresholding'], 1>;
const keys = {
  top: {
    formatVersion: 1,
    name: 1,
    title: 1,
    family: 1,
    licence: 1,
    languages: 1,
    schedule: 1,
    base: 1,
    upscale: 1,
    textEncoder: 1,
    captions: 1,
    captionsSha256: 1,
    styles: 1,
    gallery: 1,
    words: 1,
    defaults: 1,
    memoryMb: 1,
  } satisfies Record<keyof ModelManifest, 1>,
  schedule: { kind: 1, numTrainTimesteps: 1 } satisfies Record<keyof ModelManifest['schedule'], 1>,
  upscale: {
    ...network,
    lowResSize: 1,
    noiseLevel: 1,
    steps: 1,
    guidance: 1,
    sampler: 1,
  } satisfies Record<keyof UpscaleManifest, 1>,
  text: {
    file: 1,
    sha256: 1,
    externalData: 1,
    tokenizer: 1,
    tokenizerSha256: 1,
    tokenizerConfig: 1,
    tokenizerConfigSha256: 1,
    maxTokens: 1,
    width: 1,
  } satisfies Record<keyof TextManifest, 1>,
  defaults: { sampler: 1, spacing: 1, steps: 1, guidance: 1 } satisfies Record<keyof ModelManifest['defaults'], 1>,
  safety: {
    version: 1,
    file: 1,
    sha256: 1,
    size: 1,
    mean: 1,
    std: 1,
    layout: 1,
    output: 1,
    title: 1,
    licence: 1,
  } satisfies Record<keyof SafetyManifest, 1>,
  output: { name: 1, index: 1, activation: 1, threshold: 1 } satisfies Record<keyof SafetyManifest['output'], 1>,
};

const names = (fields: readonly Field[]): readonly string[] => fields.map(({ path }) => path).sort();
const namesOf = (record: object, prefix = ''): readonly string[] => Object.keys(record).map((key) => prefix + key);

describe('the tables name every field of the schema, and no other', () => {
  it.each([
    ['the package', top, namesOf(keys.top)],
    ['schedule', schedule, namesOf(keys.schedule)],
    ['base', baseFields, [...namesOf(network), ...namesOf(thresholding, 'thresholding.')]],
    ['upscale', networks, [...namesOf(keys.upscale), ...namesOf(thresholding, 'thresholding.')]],
    ['textEncoder', text, namesOf(keys.text)],
    ['defaults', defaults, namesOf(keys.defaults)],
    ['safety.json', safety, [...namesOf(keys.safety), ...namesOf(keys.output, 'output.')]],
  ])('%s', (_, fields, expected) => {
    expect(names(fields)).toEqual([...expected].sort());
  });
});

/** A package whose files are there, and every field with them. */
const fullModel: Loose = JSON.parse(readFileSync(join(gaussianDir, 'model.json'), 'utf8'));
fullModel.upscale.noiseLevel = 0;
fullModel.styles = [{ name: 'oil painting', prompt: 'an oil painting of {prompt}' }];
fullModel.words = ['skull'];
fullModel.gallery = { file: 'captions.json', sha256: 'a'.repeat(64), side: 64, columns: 1, prompts: ['a skull'] };
fullModel.textEncoder.tokenizerConfig = 'tokenizer_config.json';
for (const part of ['base', 'upscale', 'textEncoder']) fullModel[part].externalData = [];
const fullSafety: Loose = JSON.parse(readFileSync(join(safetyDir, 'safety.json'), 'utf8'));
fullSafety.output.activation = 'none';

/** Reads a manifest in a new folder with the files of a fixture. */
function reader<T>(fixture: string, file: string, read: (dir: string) => Promise<T>) {
  return (manifest: Loose): Promise<T> => {
    const dir = mkdtempSync(join(parent, 'full-'));
    cpSync(fixture, dir, { recursive: true });
    writeFileSync(join(dir, file), JSON.stringify(manifest));
    return read(dir);
  };
}

const readModel = reader(gaussianDir, 'model.json', async (dir) => (await readPackage(dir)).manifest);
const readSafety = reader(safetyDir, 'safety.json', readSafetyManifest);

const at = (value: Loose, path: string): Loose => path.split('.').reduce((inner, key) => inner?.[key], value);

function changed(manifest: Loose, path: string, value: unknown): Loose {
  const copy = structuredClone(manifest);
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((inner, key) => inner[key], copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  // These two go together.
  if (value === 6) holder.varianceType = 'learned_range';
  if (value === 'learned_range') holder.outputChannels = 6;
  return copy;
}

interface Probe {
  readonly name: string;
  readonly value: unknown;
  readonly isTaken: boolean;
  /** Part of the refusal: the choices that there are. */
  readonly says: string;
}

/** What the cell "value" promises, as values to try. */
function probesOf({ path, value, preset }: Field, given: unknown): readonly Probe[] {
  const probes: Probe[] = [];
  const take = (tried: unknown) =>
    probes.push({ name: `${path} takes ${JSON.stringify(tried)}`, value: tried, isTaken: true, says: '' });
  const refuse = (tried: unknown, says = '') =>
    probes.push({ name: `${path} refuses ${JSON.stringify(tried)?.slice(0, 40)}`, value: tried, isTaken: false, says });
  if (preset === '') refuse(undefined);
  const bounds = /^(whole number|number|text|list), (above )?(\d+) (?:to (\d+)|or more)/.exec(
    value.replace(/,(?=\d)/g, ''),
  );
  const choices = [...value.matchAll(/`([^`]+)`/g)].map(([, word]) => (/^\d+$/.test(word!) ? Number(word) : word));
  if (value.startsWith('`')) {
    for (const choice of choices) take(choice);
    refuse('x0', choices.length > 1 ? choices.map((choice) => JSON.stringify(choice)).join('|') : '');
  } else if (bounds !== null) {
    const [, kind, isOpen, low, high] = bounds;
    const make = makers[kind!]!;
    const [least, most] = [Number(low), high === undefined ? undefined : Number(high)];
    const stride = value.includes('multiple of 8') ? 8 : 1;
    if (isOpen !== undefined) refuse(make(least, given));
    else {
      take(make(least, given));
      if (least > 0 || kind !== 'list') refuse(make(least - stride, given));
    }
    if (most !== undefined && !value.includes('one less')) {
      take(make(most, given));
      refuse(make(most + stride, given));
    }
    if (kind === 'whole number') refuse(least + 0.5);
    if (stride > 1) refuse(least + 1);
  } else if (value === 'file name') {
    take(given);
    refuse('../x.onnx');
    refuse('a b');
  } else if (value === 'SHA-256') {
    take('a'.repeat(64));
    refuse('A'.repeat(64));
    refuse('a'.repeat(63));
  } else {
    take(given);
    refuse(null);
  }
  return probes;
}

const makers: Readonly<Record<string, (size: number, given: unknown) => unknown>> = {
  'whole number': (size) => size,
  number: (size) => size,
  text: (size) => 'a'.repeat(Math.max(0, size)),
  list: (size, given) => new Array(Math.max(0, size)).fill(sampleEntry(given)),
};
const sampleEntry = (given: unknown): unknown =>
  (Array.isArray(given) && given[0]) || { file: 'base.onnx', sha256: 'a'.repeat(64) };

/** The name of a probe that did not come out as promised; '' where it did. */
async function outcomeOf(
  read: (manifest: Loose) => Promise<unknown>,
  full: Loose,
  path: string,
  { name, value, isTaken, says }: Probe,
): Promise<string> {
  try {
    const isKept = at(await read(changed(full, path, value)), path) !== undefined;
    return isTaken && isKept ? '' : name;
  } catch (error) {
    return !isTaken && String(error).includes(says) ? '' : `${name}: ${error}`;
  }
}

describe('what the tables promise of a value holds', () => {
  const probes = modelFields.flatMap((field) =>
    probesOf(field, at(fullModel, field.path)).map((probe) => ({ ...probe, path: field.path })),
  );

  it('in model.json', async () => {
    expect(probes.length).toBeGreaterThan(150);
    const outcomes = probes.map((probe) => outcomeOf(readModel, fullModel, probe.path, probe));
    expect((await Promise.all(outcomes)).filter((wrong) => wrong !== '')).toEqual([]);
  });

  it('in safety.json', async () => {
    const outcomes = safety.flatMap((field) =>
      probesOf(field, at(fullSafety, field.path)).map((probe) => outcomeOf(readSafety, fullSafety, field.path, probe)),
    );
    expect((await Promise.all(outcomes)).filter((wrong) => wrong !== '')).toEqual([]);
  });

  it('of defaults and of what is optional', async () => {
    for (const { path, preset } of modelFields.filter(
      (field) => field.preset !== '' && !field.path.endsWith('captionsSha256'),
    )) {
      const manifest = await readModel(changed(fullModel, path, undefined));
      expect([path, at(manifest, path)]).toEqual([path, preset === 'optional' ? undefined : preset]);
    }
    expect(await readSafety(changed(fullSafety, 'output.activation', undefined))).toMatchObject({
      output: { activation: 'none' },
    });
  });
});

describe('the ports', () => {
  const manifest = fullModel as ModelManifest;
  const graphs: Readonly<Record<string, Graph>> = {
    base: networkGraph('base', manifest.base, manifest.textEncoder),
    upscale: networkGraph('upscale', manifest.upscale!, manifest.textEncoder),
    textEncoder: textGraph(manifest.textEncoder),
  };
  const written = rowsOf('## The graphs').map((cells) => cells.map(unquoted));

  it.each(Object.entries(graphs))('of %s have their type and shape', (name, graph) => {
    const numbers: Loose = { ...manifest.textEncoder, ...(name === 'textEncoder' ? {} : at(manifest, name)) };
    const size = (word: string): number =>
      word.split(' · ').reduce((product, part) => product * (numbers[part] ?? Number(part)), 1);
    const ports = written
      .filter(([of]) => of === name)
      .map(([, port, side, type, shape]) => {
        const sizes = shape!.replace(/[[\]]/g, '').split(', ');
        return { side, name: port, type, shape: sizes.map((word) => (word === 'n' ? 'n' : size(word))) };
      });
    expect(ports).toEqual([
      ...graph.inputs.map((port) => ({ side: 'input', ...port })),
      ...graph.outputs.map((port) => ({ side: 'output', ...port })),
    ]);
  });
});

describe('the example', () => {
  const [json = ''] = guide.match(/(?<=```json\n)\{[\s\S]*?(?=```)/) ?? [];
  const files = ['base.onnx', 'text.onnx', 'tokenizer.json', 'tokenizer_config.json'];

  it('loads, with the files that it names', async () => {
    const dir = mkdtempSync(join(parent, 'example-'));
    for (const file of files) copyFileSync(join(gaussianDir, file), join(dir, file));
    writeFileSync(join(dir, 'model.json'), json);
    const model = await loadModel(dir, { pinned: 'cpu', maxBatch: 1 });
    expect(model.info).toMatchObject({ name: 'my-model', imageSize: 32, upscaledSize: null });
    await model.release();
  });

  it('has no field that it could do without', async () => {
    const example = JSON.parse(json);
    const optional = modelFields.filter(({ preset }) => preset !== '');
    for (const { path } of optional) expect([path, at(example, path)]).toEqual([path, undefined]);
  });

  it('is hashed by the line of the guide', async () => {
    const line = /^node -e '(.*)' base\.onnx text\.onnx$/m.exec(guide)?.[1] ?? '';
    const printed = execFileSync(process.execPath, ['-e', line, 'base.onnx'], { cwd: gaussianDir, encoding: 'utf8' });
    expect(printed).toBe(`${await sha256(join(gaussianDir, 'base.onnx'))} base.onnx\n`);
  });
});

it('links within the guide lead somewhere', () => {
  const headings = [...guide.matchAll(/^##+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const [, link] of guide.matchAll(/\]\(#([\w-]+)\)/g)) expect(headings).toContain(link);
});
