import type { Upload } from '../../src/commands/ports/upload.ts';
import { encodePng, type RawPicture, type Recipe } from '../../src/engine/client.ts';

/** A square of colours that differ from row to row and from column to column. */
export function gradient(side: number): RawPicture {
  const rgb = new Uint8Array(side * side * 3);
  for (let row = 0; row < side; row++)
    for (let col = 0; col < side; col++)
      rgb.set([(255 * row) / (side - 1), (255 * col) / (side - 1), 128], 3 * (row * side + col));
  return { width: side, height: side, rgb };
}

export const flat = (side: number, [r, g, b]: readonly [number, number, number]): RawPicture => ({
  width: side,
  height: side,
  rgb: Uint8Array.from({ length: side * side * 3 }, (_, i) => [r, g, b][i % 3]!),
});

export const uploaded = async (name: string, raw: RawPicture, recipe?: Recipe): Promise<Upload> => ({
  name,
  bytes: await encodePng(raw, recipe),
});

export const photo = await uploaded('photo.png', gradient(64));
