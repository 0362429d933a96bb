import { describe, expect, test } from 'vitest';
import { engineMessage, imageMessage } from '../../../src/commands/messages/engine-messages.ts';
import { answerFailure, type FailureLog, UserError } from '../../../src/commands/messages/errors.ts';
import { inWords, userMessages } from '../../../src/commands/messages/user-messages.ts';
import { type Reply, ReplyGone, ReplyPostponed } from '../../../src/commands/ports/reply.ts';
import { EngineError, type EngineErrorCode, type ImageProblem } from '../../../src/engine/client.ts';
import { recordingReply } from '../job-service.ts';

/** A log that records its lines. */
function recordingLog(): FailureLog & { readonly lines: { readonly reference: string; readonly err: unknown }[] } {
  const lines: { readonly reference: string; readonly err: unknown }[] = [];
  return { lines, error: (fields) => void lines.push(fields) };
}

const gone: Reply = { show: () => Promise.reject(new ReplyGone()) };

describe('a failure becomes something a chat user reads', () => {
  test('a sentence of ours as it is, and nothing in the log', async () => {
    const [reply, log] = [recordingReply(), recordingLog()];
    await answerFailure(new UserError(userMessages.nothingToCancel()), reply, log);
    expect(reply.contents).toEqual([{ kind: 'notice', ...userMessages.nothingToCancel() }]);
    expect(log.lines).toEqual([]);
  });

  test('anything else as one calm notice, whose reference the log carries', async () => {
    const [reply, log] = [recordingReply(), recordingLog()];
    const failure = new Error('/srv/secret: tensor of wrong shape');
    await answerFailure(failure, reply, log);
    const { reference, err } = log.lines[0]!;
    expect(err).toBe(failure);
    expect(reply.contents).toEqual([
      { kind: 'notice', message: 'Something went wrong on our side.', hint: `Reference: ${reference}` },
    ]);
  });

  test.each([
    ['the bot is being stopped', new ReplyPostponed('ends'), /^I am being stopped/],
    ['the engine is being stopped', new EngineError('stopped', 'ends'), /^I am being stopped/],
    ['the engine does not run', new EngineError('worker-unavailable', 'fell'), /^The engine is not running/],
    ['the disk is full', Object.assign(new Error('no'), { code: 'SQLITE_FULL' }), /disk is full/],
    ['the disk has a fault', Object.assign(new Error('no'), { code: 'SQLITE_IOERR_WRITE' }), /disk cannot be used/],
    ['a folder cannot be written any more', Object.assign(new Error('no'), { code: 'EROFS' }), /disk cannot be used/],
  ])("what is nobody's mistake by its name: %s", async (_, failure, words) => {
    const [reply, log] = [recordingReply(), recordingLog()];
    await answerFailure(failure, reply, log);
    expect(reply.contents).toMatchObject([{ kind: 'notice', message: expect.stringMatching(words) }]);
    expect(log.lines).toHaveLength(1);
  });

  test('a reply that is gone is no failure', async () => {
    const log = recordingLog();
    await answerFailure(new UserError(userMessages.noJob()), gone, log);
    await answerFailure(new ReplyGone(), recordingReply(), log);
    expect(log.lines).toEqual([]);
    await answerFailure(new Error('broken'), gone, log);
    expect(log.lines).toHaveLength(1);
  });
});

const size = { width: 20_000, height: 20_000 };

const problems: readonly ImageProblem[] = [
  { code: 'empty' },
  { code: 'not-a-picture', looksLike: 'text' },
  { code: 'not-a-picture', looksLike: 'unknown' },
  { code: 'unsupported-format', format: 'svg' },
  { code: 'damaged', format: 'png' },
  { code: 'too-many-bytes', sizeBytes: 30_123_456, maxBytes: 20_000_000 },
  { code: 'too-many-pixels', ...size, maxPixels: 64_000_000 },
  { code: 'mask-does-not-fit', mask: size, picture: { width: 10, height: 20 } },
];

const codes: readonly EngineErrorCode[] = [
  'unknown-model',
  'broken-model',
  'bad-recipe',
  'job-kills-worker',
  'worker-unavailable',
  'stopped',
  'internal',
];

describe('every failure has sentences, and each its own', () => {
  const notices = [...problems.map((problem) => imageMessage('my.png', problem)), ...codes.map(engineMessage)];

  test('what happened and what to do, in plain sentences', () => {
    for (const { message, hint } of notices) {
      expect(message).toMatch(/^["A-Z].*\.$/);
      expect(hint).toMatch(/^[/A-Z].*(?:\.|doctor)$/);
      expect(message.length + (hint?.length ?? 0)).toBeLessThan(220);
    }
    expect(new Set(notices.map((notice) => notice.message)).size).toBe(notices.length);
  });

  test('with the facts', () => {
    expect(imageMessage('big.png', problems[5]!).message).toBe('"big.png" has 30.2 MB; 20 MB is the most.');
    expect(imageMessage('big.png', problems[6]!).message).toBe('"big.png" is 20000 × 20000 pixels, more than I open.');
  });
});

test.each([
  [1, '1 second'],
  [1001, '2 seconds'],
  [89_000, '89 seconds'],
  [90_000, '2 minutes'],
  [600_000, '10 minutes'],
  [7_199_000, '120 minutes'],
  [7_200_000, '2 hours'],
  [23.2 * 3_600_000, '24 hours'],
])('%i ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
