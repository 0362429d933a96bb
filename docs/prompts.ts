/**
 * Draws the fixed sheet by which the embedded model is judged: 48 prompts with two seeds each, at the defaults. `npm
 * run prompts`. Prompts and seeds are the same for every model, and none was chosen by eye.
 */
import { contactSheet } from '../src/engine/client.ts';
import { draw, drawing, prompt, withEngine, writeWebp } from './draw.ts';

const prompts = [
  ...['a skull', 'a dog', 'a rocket ship', 'people around a campfire', 'an old man', 'waterfalls'],
  ...['a snowy mountain village', 'a man wearing a hat', 'a pencil', 'a tornado in a desert', 'a sunset in a desert'],
  ...['the face of a programmer', 'a bar with dim lighting', 'a tower', 'a lithograph of a skull'],
  ...['an oil painting of an old man', 'a watercolour of a snowy mountain village', 'a pencil sketch of a dog'],
  ...['a cat', 'a bear', 'a panda', 'a fox', 'a frog', 'a penguin', 'an elephant', 'a fish', 'a butterfly'],
  ...['a pizza', 'a hamburger', 'an apple', 'a strawberry', 'a mushroom', 'a red car', 'a hot air balloon'],
  ...['a castle', 'a house', 'a tree', 'a cactus', 'a sunflower', 'a volcano', 'a rainbow', 'a crescent moon'],
  ...['a heart', 'a crown', 'a pumpkin', 'a robot', 'a ghost', 'a puppy in the snow'],
] as const;
const seeds = [1, 2];
const cellSide = 112;

await withEngine(async (engine, model) => {
  const cells = [];
  for (const text of prompts) {
    const { pictures } = await draw(
      engine,
      model,
      seeds.map((seed) => drawing(model, prompt(text), seed)),
    );
    cells.push(...pictures.map((picture, i) => ({ picture, caption: i === 0 ? text : '' })));
  }
  await writeWebp('prompts', await contactSheet(cells, { columns: 8, cellSide }));
});
