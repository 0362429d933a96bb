import type { RawPicture } from '../engine.ts';
import { splits } from '../guidance/components.ts';
import { fromPixels, toPixels } from './pixels.ts';
import { scaleRaw } from './raster.ts';
import { contactSheet } from './sheet.ts';

/** Captions of the whole picture and of its first component, by split. */
const captions = { colour: ['in colour', 'in grey'], motion: ['still', 'moving'] } as const;

/** Minimal side of a cell in pixels. */
const minSide = 192;

/**
 * Draws a sheet on which both prompts of a hybrid by colour or motion can be seen: each picture beside its first
 * component, which is the picture in grey, or blurred as if it moved. One row per picture.
 */
export async function componentSheet(
  pictures: readonly RawPicture[],
  split: keyof typeof captions,
): Promise<RawPicture> {
  const [whole, part] = captions[split];
  const cells = pictures.map(async (picture) => {
    const factor = Math.max(1, Math.ceil(minSide / picture.width));
    const near = await scaleRaw(picture, picture.width * factor, picture.height * factor, 'lanczos');
    const [component] = splits[split](near.width);
    return [
      { picture: near, caption: whole },
      { picture: toPixels(component!(fromPixels(near))), caption: part },
    ];
  });
  return contactSheet((await Promise.all(cells)).flat(), { columns: 2 });
}
