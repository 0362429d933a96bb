/**
 * Draws the pictures of the README with the embedded model: `npm run pictures`. The seeds were chosen by eye.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import {
  contactSheet,
  encodePng,
  nearFar,
  type Picture,
  pictureOf,
  type RawPicture,
  regionMask,
  viewPicture,
} from '../src/engine/client.ts';
import { anagramOf, draw, drawing, hybridOf, prompt, withEngine } from './draw.ts';

const samples = [
  ['a skull', 1],
  ['a dog', 1],
  ['people around a campfire', 1],
  ['a rocket ship', 1],
  ['waterfalls', 1],
  ['a snowy mountain village', 1],
  ['an old man', 1],
  ['a tornado in a desert', 2],
] as const;
const anagram = { first: 'a skull', second: 'an old man', seed: 198 };
const hybrid = { far: 'a skull', near: 'waterfalls', seed: 185 };

/** Draws a house like a child's drawing, the init image of the examples. */
async function house(): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256">
    <rect width="64" height="64" fill="#bfe3ff"/><rect y="48" width="64" height="16" fill="#7cbf5a"/>
    <rect x="16" y="28" width="32" height="24" fill="#f2d08a"/><path d="M12 30 32 12 52 30Z" fill="#c4452f"/>
    <rect x="28" y="38" width="9" height="14" fill="#7a4a2b"/></svg>`;
  return { png: (await sharp(Buffer.from(svg)).png().toBuffer()).toString('base64') };
}

async function write(name: string, cells: readonly (readonly [RawPicture, string])[], columns: number, cellSide = 192) {
  const sheet = await contactSheet(
    cells.map(([picture, caption]) => ({ picture, caption })),
    { columns, cellSide },
  );
  await writeFile(new URL(`pictures/${name}.png`, import.meta.url), await encodePng(sheet));
}

await withEngine(async (engine, model) => {
  const { pictures } = await draw(
    engine,
    model,
    samples.map(([text, seed]) => drawing(model, prompt(text), seed)),
  );
  await write(
    'samples',
    pictures.map((picture, i) => [picture, samples[i]![0]] as const),
    4,
  );

  const sampled = await draw(engine, model, [drawing(model, prompt(samples[0][0]), samples[0][1])]);
  const base = sampled.steps.filter(({ stage }) => stage === 'base');
  const previews = base
    .filter((_, i) => i % Math.ceil(base.length / 5) === 0)
    .map(({ preview, t }) => [preview, `t = ${t}`] as const);
  await write('walk', [...previews, [sampled.pictures[0]!, 'the result'] as const], 6, 128);

  const views = anagramOf(anagram.first, anagram.second);
  const [anagramPicture] = (await draw(engine, model, [drawing(model, views, anagram.seed)])).pictures;
  await write(
    'anagram',
    [
      [anagramPicture!, anagram.first],
      [viewPicture(anagramPicture!, 'flip'), `flipped: ${anagram.second}`],
    ],
    2,
  );

  const parts = hybridOf(hybrid.far, hybrid.near);
  const [hybridPicture] = (await draw(engine, model, [drawing(model, parts, hybrid.seed)])).pictures;
  await writeFile(new URL('pictures/hybrid.png', import.meta.url), await encodePng(await nearFar(hybridPicture!)));

  const scene = await pictureOf(pictures[5]!);
  const mask = await regionMask([{ kind: 'rectangle', left: 0.2, top: 0.2, right: 0.8, bottom: 0.8 }]);
  const keep = { kind: 'mask', image: scene, mask, form: 'renoised' } as const;
  const image = await house();
  const start = { kind: 'image', image, timestep: 900 } as const;
  const composed = await draw(engine, model, [
    drawing(model, views, anagram.seed, { keep }),
    drawing(model, parts, hybrid.seed, { start }),
  ]);
  await write(
    'composed',
    [
      [pictures[5]!, 'a picture'],
      [composed.pictures[0]!, 'an anagram drawn into it'],
      [viewPicture(composed.pictures[0]!, 'flip'), 'the same, flipped'],
      [composed.pictures[1]!, 'a hybrid that starts from a drawing'],
    ],
    4,
  );

  const starts = [900, 780, 690, 600, 480];
  const original = drawing(model, prompt('a castle'), 180, {
    start: { kind: 'image', image, timestep: null },
    walk: { kind: 'none' },
  });
  const redrawn = starts.map((timestep) =>
    drawing(model, prompt('a castle'), 180, { start: { kind: 'image', image, timestep } }),
  );
  const sheet = await draw(engine, model, [...redrawn, original]);
  await write(
    'sdedit',
    sheet.pictures.map(
      (picture, i) => [picture, starts[i] === undefined ? 'the drawing' : `from t = ${starts[i]}`] as const,
    ),
    6,
    128,
  );
});
