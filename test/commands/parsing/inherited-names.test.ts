import { describe, expect, it } from 'vitest';
import { fieldNames } from '../../../src/bot/chat/forms/form-fields.ts';
import { fieldOf } from '../../../src/bot/slack/forms/form-submission.ts';
import { readTyped } from '../../../src/bot/slack/parse-command.ts';
import { commands, findCommand } from '../../../src/commands/index.ts';
import type { Notice } from '../../../src/commands/messages/errors.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { parseOptions } from '../../../src/commands/options/parse-options.ts';
import { parseRegion } from '../../../src/commands/options/region.ts';
import { parseLine, readLine } from '../../../src/commands/parsing/parse-line.ts';
import { lineOfText } from '../../../src/commands/parsing/plain-words.ts';

function refusal(work: () => unknown): Notice {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.notice;
    throw error;
  }
  throw new Error('it was not refused');
}

// Every object inherits these names, so a plain lookup in a record would find them.
describe.each(Object.getOwnPropertyNames(Object.prototype))('%s', (name) => {
  const typed = name.toLowerCase();
  /** Options and commands begin with a letter: `__proto__` is never read as the name of one. */
  const itIfName = /^[a-z]/.test(name) ? it : () => {};

  it('is a word of a prompt, in a line and in a mention', () => {
    expect(readLine(`/sample a skull, ${name}`).values).toEqual({ prompt: `a skull, ${name}` });
    expect(lineOfText(`a skull, ${name}`, false).line).toBe(`/sample a skull, ${name}`);
    expect(lineOfText(`a skull, ${name} 5`, true).line).toBe(`/sdedit a skull, ${name} 5`);
    expect(readLine(`/sample a skull -${name}`).values).toEqual({ prompt: `a skull -${name}` });
  });

  itIfName('is no option', () => {
    for (const line of [`/sample a skull ${name}:5`, `/sample a skull --${name} 5`, `/sample a skull --no-${name}`]) {
      const missing = line.includes('--no-') ? `no-${typed}` : typed;
      expect(refusal(() => parseLine(line)).message).toBe(`/sample has no option called "${missing}".`);
      expect(refusal(() => readTyped(line)).message).toBe(`/sample has no option called "${missing}".`);
    }
    expect(refusal(() => parseOptions(findCommand('sample')!, { prompt: 'a', [name]: '5' })).message).toMatch(
      /^\/sample has no option called/,
    );
  });

  itIfName('is no command', () => {
    expect(refusal(() => parseLine(`/${name}`)).message).toBe(`There is no command /${typed}.`);
  });

  it('is no value of any option', () => {
    for (const command of commands) {
      for (const [option, spec] of Object.entries(command.options)) {
        if (spec.kind === 'text' || spec.kind === 'image') continue;
        const values = Object.fromEntries(
          Object.entries(command.options).map(([each, { kind }]) => [
            each,
            kind === 'image' ? { name: 'a.png', bytes: new Uint8Array() } : kind === 'text' ? 'a' : undefined,
          ]),
        );
        expect(refusal(() => parseOptions(command, { ...values, [option]: name })).message).toContain(option);
      }
    }
  });

  it('is no part of a picture', () => {
    for (const words of [name, `top ${name}`, `${name} row`, `${name} half`]) {
      expect(refusal(() => parseRegion(words)).message).toBe(`I do not know which part "${words}" is.`);
    }
  });

  it("is no field of a form's mistake", () => {
    const state = { prompt: {}, [fieldNames.more]: {} };
    expect(fieldOf({ message: `/sample has no option called "${name}".` }, state)).toBe(fieldNames.more);
  });
});
