import { describe, expect, it, onTestFinished, test } from 'vitest';
import { createServerPolicy, type RequestOrigin } from '../../../src/bot/policy/server-policy.ts';
import type { ServerSettings } from '../../../src/bot/policy/settings.ts';
import { createSettingsStore } from '../../../src/bot/policy/settings-store.ts';
import { createQuotas } from '../../../src/bot/quotas/index.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { userMessages } from '../../../src/commands/messages/user-messages.ts';
import type { JobService } from '../../../src/commands/ports/job-service.ts';
import type { Drawing } from '../../../src/engine/client.ts';
import { memoryStudio, recordingReply } from '../../commands/job-service.ts';
import { asker, recipe, request } from '../requests.ts';
import { quiet, temporaryDir } from '../temporary.ts';

/** Rules of the server `guild`. */
function rulesWith(given: Partial<ServerSettings>) {
  const dataDir = temporaryDir();
  const settings = createSettingsStore(dataDir, quiet);
  const quotas = createQuotas({ dataDir, now: () => new Date(1_700_000_000_000) });
  onTestFinished(() => {
    quotas.close();
    settings.close();
  });
  settings.change('test', 'guild', given);
  return { policy: createServerPolicy({ settings, quotas }), settings };
}

const visit = (some: Partial<RequestOrigin> = {}): RequestOrigin => ({
  ...{ platform: 'test', server: 'guild', channels: ['c1'], roles: ['r1'], isManager: false },
  ...some,
});

describe('who may ask, and where', () => {
  test.each([
    ['everybody everywhere, where nothing is said', {}, {}, undefined],
    ['in an allowed channel', { channels: ['c0', 'c1'] }, {}, undefined],
    ['in a thread of an allowed channel', { channels: ['c1'] }, { channels: ['thread', 'c1'] }, undefined],
    ['not in another channel', { channels: ['c0'] }, {}, /this channel.*\/settings/],
    ['with one of the roles', { roles: ['r0', 'r1'] }, { roles: ['r1', 'r9'] }, undefined],
    ['not without a role', { roles: ['r0'] }, { roles: [] }, /roles.*\/settings/],
    ['a manager, in spite of both', { channels: ['c0'], roles: ['r0'] }, { isManager: true }, undefined],
    ['not by the rules of another server', { channels: ['c0'] }, { server: 'another' }, undefined],
    ['not by the rules of another platform', { channels: ['c0'] }, { platform: 'slack' }, undefined],
    ['in direct messages', { channels: ['c0'], roles: ['r0'] }, { server: undefined }, undefined],
  ] as const)('%s', (_name, given, where, refusal) => {
    const { policy } = rulesWith(given);
    const ask = () => policy.admit(visit(where));
    if (refusal === undefined) return ask();
    try {
      ask();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(`${error.notice.message} ${error.notice.hint}`).toMatch(refusal);
      return;
    }
    throw new Error('it was admitted');
  });
});

const drawing = recipe.drawings[0]!;
const of = (...drawings: readonly Partial<Drawing>[]) => ({
  ...request(),
  recipe: { ...recipe, drawings: drawings.map((each) => ({ ...drawing, ...each })) },
});
const member = { ...asker('ada'), server: 'guild' };
const say = (prompt: string) => ({ kind: 'prompt', prompt }) as const;

describe('blocked words', () => {
  const { message, hint } = userMessages.blockedWord();

  test.each([
    ['the prompt', { term: say('a lot of gore') }],
    ['the negative prompt', { guidance: { scale: 4, negative: 'gore' } }],
    [
      'a reading of an anagram',
      {
        term: {
          kind: 'views',
          parts: [
            { view: 'identity', term: say('a dog') },
            { view: 'flip', term: say('G.O.R.E') },
          ],
        },
      },
    ],
    ['a part of a hybrid', { term: { kind: 'components', split: 'frequency', terms: [say('gore'), say('a dog')] } }],
    ['a label', { label: 'gore' }],
  ] as const)('are refused in %s, of any drawing', async (_where, some) => {
    const { policy } = rulesWith({ blockedWords: ['gore'] });
    const jobService = memoryStudio();
    const submission = policy.govern(jobService, member).submit(of({}, some), recordingReply());
    await expect(submission).rejects.toThrow(new UserError({ message, hint }));
    expect(jobService.requests).toEqual([]);
  });

  it('cost nothing of a quota', async () => {
    const { policy, settings } = rulesWith({ blockedWords: ['gore'], perPersonPerDay: 1 });
    const jobService = policy.govern(memoryStudio(), member);
    await expect(jobService.submit(of({ term: say('gore') }), recordingReply())).rejects.toThrow(message);
    await jobService.submit(of({}), recordingReply());
    settings.change('test', 'guild', { blockedWords: [], perPersonPerDay: 2 });
    await jobService.submit(of({ term: say('gore') }), recordingReply());
  });
});

describe('quotas', () => {
  it('count each drawing, and refuse what is over', async () => {
    const { policy } = rulesWith({ perPersonPerDay: 3 });
    const inner = memoryStudio();
    const jobService = policy.govern(inner, member);
    await jobService.submit(of({}, {}), recordingReply());
    await expect(jobService.submit(of({}, {}), recordingReply())).rejects.toThrow(/2 pictures.*3 is the most/);
    await jobService.submit(of({}), recordingReply());
    expect(inner.requests).toHaveLength(2);
  });

  it('give back what was not accepted, and pass its reason on', async () => {
    const { policy } = rulesWith({ perPersonPerDay: 1 });
    const refusal = new UserError(userMessages.tooFast({ retryAfterMs: 1000 }));
    const full: JobService = { ...memoryStudio(), submit: () => Promise.reject(refusal) };
    for (let n = 0; n < 3; n++) {
      await expect(policy.govern(full, member).submit(of({}), recordingReply())).rejects.toBe(refusal);
    }
    await policy.govern(memoryStudio(), member).submit(of({}), recordingReply());
  });

  it('and words are no matter in direct messages', async () => {
    const { policy } = rulesWith({ perPersonPerDay: 1, blockedWords: ['gore'] });
    const jobService = policy.govern(memoryStudio(), asker('ada'));
    for (let n = 0; n < 3; n++) await jobService.submit(of({ term: say('gore') }), recordingReply());
  });
});

it('hands on all else', async () => {
  const { policy } = rulesWith({});
  const inner = memoryStudio(member);
  const jobService = policy.govern(inner, member);
  const id = await jobService.submit(of({}), recordingReply(), Promise.resolve('Nearer to it: a dog.'));
  expect(inner.requests).toMatchObject([{ remark: 'Nearer to it: a dog.' }]);
  expect(await jobService.find(id)).toMatchObject({ id });
  expect(await jobService.queue()).toHaveLength(1);
  expect(await jobService.cancel(id)).toBe(true);
});
