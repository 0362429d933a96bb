/**
 * Draws the pictures of what the embedded model knows, `npm run gallery`: one of each caption, at the defaults and with
 * the same seed. Of captions that mean the same, the first. Writes the file beside model.json, and states it there.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { draw, drawing, prompt, withEngine } from './draw.ts';

const folder = new URL('../models/stridebot-32/', import.meta.url);
const seed = 180;
const side = 64;
const columns = 12;
/** Captions that are more similar than this show the same thing. */
const sameSimilarity = 0.78;
const quality = 82;
const drawnAtOnce = 8;

interface Caption {
  readonly text: string;
  readonly meaning: string;
}

const unit = ({ meaning }: Caption): readonly number[] => {
  const values = [...new Int8Array(Buffer.from(meaning, 'base64'))];
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

const similarity = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The captions without those that mean the same as an earlier one. The first caption means any picture. */
function distinct([, ...captions]: readonly Caption[]): readonly string[] {
  const kept: { text: string; meaning: readonly number[] }[] = [];
  for (const caption of captions) {
    const meaning = unit(caption);
    if (kept.every((each) => similarity(each.meaning, meaning) < sameSimilarity))
      kept.push({ text: caption.text, meaning });
  }
  return kept.map(({ text }) => text);
}

await withEngine(async (engine, model) => {
  const prompts = distinct(JSON.parse(readFileSync(new URL('captions.json', folder), 'utf8')));
  const cells: Buffer[] = [];
  for (let from = 0; from < prompts.length; from += drawnAtOnce) {
    const drawings = prompts.slice(from, from + drawnAtOnce).map((text) => drawing(model, prompt(text), seed));
    const { pictures } = await draw(engine, model, drawings);
    for (const { rgb, width, height } of pictures) {
      const raw = { width, height, channels: 3 } as const;
      cells.push(await sharp(rgb, { raw }).resize(side, side).removeAlpha().png().toBuffer());
    }
  }
  const rows = Math.ceil(cells.length / columns);
  const canvas = { width: columns * side, height: rows * side, channels: 3, background: 'white' } as const;
  const image = await sharp({ create: canvas })
    .composite(cells.map((input, i) => ({ input, left: (i % columns) * side, top: Math.floor(i / columns) * side })))
    .webp({ quality, effort: 6 })
    .toBuffer();
  writeFileSync(new URL('gallery.webp', folder), image);
  const path = fileURLToPath(new URL('model.json', folder));
  const gallery = {
    file: 'gallery.webp',
    sha256: createHash('sha256').update(image).digest('hex'),
    side,
    columns,
    prompts,
  };
  const statement: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify({ ...statement, gallery }, null, 2)}\n`);
});
