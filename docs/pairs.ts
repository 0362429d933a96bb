/**
 * Draws three anagrams and three hybrids with the model's defaults, each with both of its prompts visible: `npm run
 * pairs`. The seeds were chosen by eye among the best of 30000 to 30019, as ranked by `evaluate --best-of`. A pair that
 * does not work is shown, too.
 */
import { type Conditioning, contactSheet, fromAfar, type RawPicture, viewPicture } from '../src/engine/client.ts';
import { anagramOf, draw, drawing, hybridOf, withEngine, writeWebp } from './draw.ts';

const anagrams = [
  ['an oil painting of an old man', 'an oil painting of people around a campfire', 30017],
  ['a lithograph of waterfalls', 'a lithograph of a skull', 30000],
  ['a snowy mountain village', 'a dog', 30009],
] as const;
const hybrids = [
  ['a skull', 'waterfalls', 30007],
  ['a tornado in a desert', 'the face of a programmer', 30013],
  ['a sunset in a desert', 'a bar with dim lighting', 30005],
] as const;

await withEngine(async (engine, model) => {
  const drawn = async (term: Conditioning, seed: number): Promise<RawPicture> =>
    (await draw(engine, model, [drawing(model, term, seed)])).pictures[0]!;
  const cells = [];
  for (const [first, second, seed] of anagrams) {
    const picture = await drawn(anagramOf(first, second), seed);
    cells.push({ picture, caption: first }, { picture: viewPicture(picture, 'flip'), caption: `flipped: ${second}` });
  }
  for (const [far, near, seed] of hybrids) {
    const picture = await drawn(hybridOf(far, near), seed);
    cells.push({ picture, caption: `near: ${near}` }, { picture: await fromAfar(picture), caption: `far: ${far}` });
  }
  await writeWebp('pairs', await contactSheet(cells, { columns: 6, cellSide: 192 }));
});
