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
  /** Side in pixels of the square that the graph takes. */
  size: z.int().min(1).max(1024),
  /** Of red, green and blue, 0 … 1: each becomes (value − mean) / std. */
  mean: colours,
  std: colours.refine((std) => std.every((value) => value > 0), 'expected numbers above 0'),
  layout: z.enum(['nchw', 'nhwc']),
  output: z.object({
    /** Absent: the graph has only one. */
    name: z.string().min(1).optional(),
    /** Which of the numbers says how likely the picture is to be flagged. */
    index: z.int().min(0),
    /** What makes a probability of the numbers, where the graph does not itself. */
    activation: z.enum(['none', 'softmax', 'sigmoid']).default('none'),
    /** A picture with this much, or more, is flagged. */
    threshold: z.number(),
  }),
  title: z.string().min(1),
  licence: z.string().min(1),
});

const maxBytes = 2 ** 20;

/** `safety.json`. */
export type SafetyManifest = z.infer<typeof schema>;

/** @throws EngineError `broken-safety-model` naming every field that is wrong. */
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
