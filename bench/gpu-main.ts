/**
 * Measures the execution provider that works here, or the one that ENGINE_PROVIDER pins: `npm run bench:gpu`. A slow one
 * needs less to do: `npm run bench:gpu -- --steps 2 --most 2 --small` draws two steps of each picture, at most two rows
 * or pictures at once, and enlarges none.
 */
import { parseArgs } from 'node:util';
import { parseConfig } from '../src/config.ts';
import { benchGpu } from './gpu.ts';
import { print } from './print.ts';

const { values } = parseArgs({
  options: { steps: { type: 'string' }, most: { type: 'string', default: '16' }, small: { type: 'boolean' } },
});

await benchGpu(print, {
  provider: parseConfig(process.env).engine.provider,
  steps: values.steps === undefined ? undefined : Number(values.steps),
  most: Number(values.most),
  isSmall: values.small ?? false,
});
