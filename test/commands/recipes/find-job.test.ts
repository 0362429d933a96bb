import { expect, test } from 'vitest';
import { mayBeMeant, maySee } from '../../../src/commands/jobs/find-job.ts';
import type { Asker } from '../../../src/commands/ports/asker.ts';

const ada: Asker = { platform: 'discord', person: 'ada', channel: 'studio' };
const secret: Asker = { ...ada, isPrivate: true };
const bob: Asker = { ...ada, person: 'bob' };

test.each([
  { who: 'its asker', viewer: ada, asker: ada, sees: true, means: true },
  { who: 'its asker in another channel', viewer: { ...ada, channel: 'lab' }, asker: ada, sees: true, means: true },
  { who: 'somebody else in its channel', viewer: bob, asker: ada, sees: true, means: true },
  {
    who: 'somebody else in another channel',
    viewer: { ...bob, channel: 'lab' },
    asker: ada,
    sees: false,
    means: false,
  },
  {
    who: 'a namesake on another platform',
    viewer: { ...ada, platform: 'slack' },
    asker: ada,
    sees: false,
    means: false,
  },
  { who: 'the asker of a private one', viewer: ada, asker: secret, sees: true, means: false },
  { who: 'the same in private', viewer: secret, asker: secret, sees: true, means: true },
  { who: 'somebody else, of a private one', viewer: bob, asker: secret, sees: false, means: false },
  {
    who: 'the same in private',
    viewer: { ...bob, isPrivate: true as const },
    asker: secret,
    sees: false,
    means: false,
  },
])('$who may see it: $sees; may mean it without a name: $means', ({ viewer, asker, sees, means }) => {
  expect([maySee(viewer, asker), mayBeMeant(viewer, asker)]).toEqual([sees, means]);
});
