import { expect, test } from 'vitest';
import { parseLineRequest } from '../../../src/bot/local/requests.ts';

test.each([
  ['', 'There is no command here.'],
  ['   ', 'There is no command here.'],
  [`/sample ${'a'.repeat(4000)}`, 'That line is too long.'],
])('"%.9s…" is answered with its own sentence', async (line, message) => {
  const form = new FormData();
  form.set('line', line);
  await expect(parseLineRequest(form)).rejects.toMatchObject({ notice: { message } });
});
