import { EngineError } from '../errors.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Returns the picture if all its values are finite. NaN or infinity would be shown as black.
 * @param stage Names the model's file in the message.
 * @throws EngineError `internal`.
 */
export function requireFinite(picture: Tensor, stage: string): Tensor {
  const { data } = picture;
  let bad: number | undefined;
  for (let i = 0; i < data.length && bad === undefined; i++) if (!Number.isFinite(data[i])) bad = data[i]!;
  if (bad === undefined) return picture;
  throw new EngineError(
    'internal',
    `${stage}: the picture contains ${bad}, expected finite numbers; if the same recipe fails again, pin ENGINE_PROVIDER=cpu`,
  );
}
