import { expect, test } from 'vitest';
import { parseLineRequest } from '../../../src/bot/local/channel/parse-request.ts';
import { parseLine } from '../../../src/commands/parsing/parse-line.ts';

test.each([
  ['', 'There is no command here.'],
  ['   ', 'There is no command here.'],
  [`/sample ${'a'.repeat(4000)}`, 'That line is too long.'],
])('"%.9s…" is answered with its own sentence', async (line, message) => {
  const form = new FormData();
  form.set('line', line);
  await expect(parseLineRequest(form)).rejects.toMatchObject({ notice: { message } });
});

const file = (name: string) => new File([name], name);

/** Which file is for which option, by its content. */
async function placed(fields: readonly (readonly [string, string])[], line = '/inpaint a hat region:top half') {
  const form = new FormData();
  form.set('line', line);
  for (const [field, name] of fields) form.append(field, file(name));
  const request = await parseLineRequest(form);
  const values = Object.entries(parseLine(request.line, request.uploads).options);
  return Object.fromEntries(values.flatMap(([name, value]) => (typeof value === 'object' ? [[name, value.name]] : [])));
}

test.each([
  [
    'by the names of their fields',
    [
      ['mask', 'b.png'],
      ['image', 'a.png'],
    ],
    { image: 'a.png', mask: 'b.png' },
  ],
  [
    'one by its field, the other by its place',
    [
      ['mask', 'b.png'],
      ['file', 'a.png'],
    ],
    { image: 'a.png', mask: 'b.png' },
  ],
  [
    'by their own names',
    [
      ['file', 'mask.png'],
      ['file', 'a.png'],
    ],
    { image: 'a.png', mask: 'mask.png' },
  ],
  [
    'by their places',
    [
      ['file', 'a.png'],
      ['file', 'b.png'],
    ],
    { image: 'a.png', mask: 'b.png' },
  ],
] as const)('files are told apart %s', async (_, fields, places) => {
  expect(await placed(fields)).toEqual(places);
});

test('a file in a field that is none, or for an option that there is not, is spoken of', async () => {
  await expect(placed([['picture', 'a.png']])).rejects.toThrow('There is no field "picture" for a file.');
  await expect(placed([['mask', 'a.png']], '/sample a skull')).rejects.toThrow('/sample has no option called "mask".');
  await expect(placed([['mask', 'a.png']], '/inpaint a hat mask:1')).rejects.toThrow('"mask" is given twice.');
});
