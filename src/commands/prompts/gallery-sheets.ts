import { contactSheet, cutRaw, encodeAs, encodePng, type Gallery, pngToRaw } from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import type { ResultFile } from '../ports/reply.ts';

/** So many columns and rows stay legible on a phone. */
const columns = 6;
const cellsPerSheet = 8 * columns;
/** In pixels. */
const cellSide = 128;

/** Draws a gallery as contact sheets for chats, each picture above its words. */
export async function gallerySheets({
  image,
  columns: across,
  side,
  prompts,
}: Gallery): Promise<readonly ResultFile[]> {
  const whole = await pngToRaw(image);
  const cells = prompts.map((caption, i) => ({
    caption,
    picture: cutRaw(whole, {
      ...{ left: (i % across) * side, top: Math.floor(i / across) * side },
      ...{ width: side, height: side },
    }),
  }));
  const pages = Array.from({ length: Math.ceil(cells.length / cellsPerSheet) }, (_, i) =>
    cells.slice(i * cellsPerSheet, (i + 1) * cellsPerSheet),
  );
  return Promise.all(
    pages.map(async (page, i) => ({
      name: `words-${i + 1}.jpg`,
      mediaType: 'image/jpeg' as const,
      bytes: await encodeAs(await encodePng(await contactSheet(page, { columns, cellSide })), 'jpeg'),
      altText: t('Small pictures of: {{words}}', { words: page.map(({ caption }) => caption).join(', ') }),
    })),
  );
}
