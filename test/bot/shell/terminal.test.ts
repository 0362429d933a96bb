import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { inlinePicture, protocolOf } from '../../../src/bot/shell/terminal/inline-picture.ts';
import { commands } from '../../../src/commands/index.ts';
import { runInProcess } from './in-process.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** What bash offers for a line, after its completion script was read. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout: script } = await runInProcess(['completion', 'bash']);
  const asked = `${script}\nCOMP_WORDS=(stridebot "$@"); COMP_CWORD=$#; _stridebot; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', asked, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((each) => each !== '');
}

describe.runIf(has('bash'))('completion in bash', () => {
  test('offers every command', async () => {
    const all = await offered('');
    const absent = ['help', 'queue', 'cancel', 'delete'];
    for (const { name } of commands) expect([name, all.includes(name)]).toEqual([name, !absent.includes(name)]);
    expect(await offered('sam')).toEqual(['sample']);
  });

  test('offers the flags of a command, the values of a choice, and files otherwise', async () => {
    expect(await offered('sample', '--se')).toEqual(['--seed']);
    expect(await offered('sample', 'a skull', '--sampler', 'dd')).toEqual(['ddpm', 'ddim']);
    expect(await offered('upscale', 'in')).toEqual([]);
    expect(await offered('doctor', '--j')).toEqual(['--json']);
  });
});

describe.each(['zsh', 'fish'])('completion in %s', (shell) => {
  test('names every command and its flags', async () => {
    const { code, stdout } = await runInProcess(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['sample', 'hybrid', 'third-view', 'sampler', 'ddim']) expect(stdout).toContain(word);
    if (has(shell)) expect(spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' }).stderr).toBe('');
  });
});

test('completion of another shell is refused with those that there are', async () => {
  const { code, stderr } = await runInProcess(['completion', 'tcsh']);
  expect([code, stderr]).toEqual([2, 'There is no completion for tcsh.\nFor bash, zsh, fish there is.\n']);
});

describe('a picture in the terminal', () => {
  const esc = '\u001b';
  const png = new Uint8Array(Array.from({ length: 5_000 }, (_, i) => i % 256));

  test('is shown where the terminal can', () => {
    expect(protocolOf({ TERM: 'xterm-kitty' })).toBe('kitty');
    expect(protocolOf({ TERM_PROGRAM: 'ghostty' })).toBe('kitty');
    expect(protocolOf({ TERM_PROGRAM: 'iTerm.app' })).toBe('iterm2');
    expect(protocolOf({ TERM_PROGRAM: 'WezTerm' })).toBe('iterm2');
    expect(protocolOf({ TERM: 'xterm-256color' })).toBeUndefined();
  });

  test('reaches Kitty in pieces of at most 4096 characters, which together are the file', () => {
    const pieces = inlinePicture(png, 'kitty')
      .split(`${esc}_G`)
      .slice(1)
      .map((piece) => /^([^;]*);(.*)$/.exec(piece.split(`${esc}\\`)[0]!)!);
    expect(pieces.map(([, control]) => control)).toEqual(['f=100,a=T,m=1', 'm=0']);
    expect(pieces.every(([, , data]) => data!.length <= 4096)).toBe(true);
    expect(new Uint8Array(Buffer.from(pieces.map(([, , data]) => data).join(''), 'base64'))).toEqual(png);
  });

  test('reaches iTerm2 as one inline file', () => {
    const sequence = inlinePicture(png, 'iterm2');
    expect([sequence.startsWith(`${esc}]1337;File=inline=1;`), sequence.endsWith('\u0007\n')]).toEqual([true, true]);
    const [, size, data] = /size=(\d+):([A-Za-z0-9+/=]*)/.exec(sequence)!;
    expect(Number(size)).toBe(png.length);
    expect(new Uint8Array(Buffer.from(data!, 'base64'))).toEqual(png);
  });
});
