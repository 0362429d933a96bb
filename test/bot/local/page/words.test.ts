import { expect, it } from 'vitest';
import { hueOf, initials, queuePlace, timeLeft } from '../../../../src/bot/local/page/lib/words.js';

it.each([
  [null, ''],
  [200, 'about 1 s'],
  [8_400, 'about 8 s'],
  [89_000, 'about 89 s'],
  [150_000, 'about 3 min'],
])('%s ms left is "%s"', (remainingMs, words) => expect(timeLeft(remainingMs)).toBe(words));

it.each([
  [0, 'Starting'],
  [1, 'Next in the queue'],
  [2, '2nd in the queue'],
  [3, '3rd in the queue'],
  [11, '11th in the queue'],
  [22, '22nd in the queue'],
])('place %i is "%s"', (place, words) => expect(queuePlace(place)).toBe(words));

it.each([
  ['Ann', 'AN'],
  ['ann lee', 'AL'],
  ['Guest 417', 'G4'],
  ['Ærø', 'ÆR'],
  ['🦊 fox', '🦊F'],
])('%s has the initials %s', (person, letters) => expect(initials(person)).toBe(letters));

it('gives a name the same colour everywhere, and others another', () => {
  expect(hueOf('Ann')).toBe(hueOf('Ann'));
  expect(new Set(['Ann', 'Bob', 'Eve', 'Guest 1', 'Guest 2'].map(hueOf)).size).toBe(5);
});
