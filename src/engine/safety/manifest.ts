import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../packages/broken-model.ts';
import { readPlainJson } from '../packages/plain-file.ts';
import { brokenSafetyModel } from './broken-safety-model.ts';

const colours = z.tuple([z.number(), z.number(), z.number()]);

const schema = z.object({
  version: z.literal(1),
  file: z.string().regex(/^[\w][\w.-]*$/, 'expected the name of a file beside safety.json, without folders'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits'),
  /** Side of the graph's square input in pixels. */
  size: z.int().min(1).max(1024),
  /** Normalisation of red, green and blue, 0 … 1: each becomes (value − mean) / std. */
  mean: colours,
  std: colours.refine((std) => std.every((value) => value > 0), 'expected numbers above 0'),
  layout: z.enum(['nchw', 'nhwc']),
  output: z.object({
    /** Name of the output; absent where the graph has only one. */
    name: z.string().min(1).optional(),
    /** Index of the score among the output's numbers. */
    index: z.int().min(0),
    /** Turns the numbers into a probability where the graph does not. */
    activation: z.enum(['none', 'softmax', 'sigmoid']).default('none'),
    /** A picture is flagged at this score and above. */
    threshold: z.number(),
  }),
  title: z.string().min(1),
  licence: z.string().min(1),
});

const maxBytes = 2 ** 20;

/** The content of `safety.json`. */
export type SafetyManifest = z.infer<typeof schema>;

/** Reads and validates `safety.json`. @throws EngineError `broken-safety-model` naming every field that is wrong. */
export async function readSafetyManifest(dir: string): Promise<SafetyManifest> {
  const path = join(dir, 'safety.json');
  const parsed = await readPlainJson(path, maxBytes).catch((cause) => {
    throw brokenSafetyModel(messageOf(cause), { cause });
  });
  const { data, error } = schema.safeParse(parsed);
  if (data !== undefined) return data;
  const problems = error.issues.map((issue) => `"${issue.path.join('.')}": ${issue.message}`);
  throw brokenSafetyModel(`${path}: ${problems.join('; ')}`, { cause: error });
}
