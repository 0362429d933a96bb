import { describe, expect, it } from 'vitest';
import { buttonId, buttonRows, messageActionNames, readButton } from '../../../src/bot/discord/buttons.ts';
import { actionNames } from '../../../src/commands/ports/action.ts';
import type { JobId } from '../../../src/engine/client.ts';

const job = 'k7m2abcdef' as JobId;
const person = '80351110224678912';

describe('buttons in Discord', () => {
  it.each([...actionNames, ...messageActionNames])('%s says by itself what it is about', (button) => {
    const id = buttonId({ button, job, person });
    expect(id.length).toBeLessThanOrEqual(100);
    expect(readButton(id)).toEqual({ button, job, person });
  });

  it.each(['', 'sb1', 'sb1 reroll', 'sb1 explode k7 80', 'sb2 reroll k7 80', 'sb1 reroll k7 80 more'])(
    'knows that "%s" is none of its own',
    (id) => {
      expect(readButton(id)).toBeUndefined();
    },
  );

  it('stand five in a row, in order', () => {
    const rows = buttonRows(actionNames, job, person);
    expect(rows.map(({ components }) => components.length)).toEqual([5, 4]);
    const names = rows.flatMap(({ components }) => components.map((each) => readButton(each.custom_id)?.button));
    expect(names).toEqual(actionNames);
  });
});
