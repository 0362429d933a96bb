import { EngineError } from '../errors.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * A picture with NaN or infinity in it would be shown as a black one.
 * @param stage For the message.
 * @throws EngineError `internal`.
 */
export function requireFinite(picture: Tensor, stage: string): Tensor {
  const bad = picture.data.find((value) => !Number.isFinite(value));
  if (bad === undefined) return picture;
  throw new EngineError(
    'internal',
    `${stage}: the picture has ${bad} in it, expected finite numbers; if the same recipe fails again, pin ENGINE_PROVIDER=cpu`,
  );
}
