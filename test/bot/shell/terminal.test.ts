import { spawnSync } from 'node:child_process';
import { DecoderAsync } from 'sixel';
import { describe, expect, test } from 'vitest';
import { inlinePicture, protocolOf } from '../../../src/bot/shell/terminal/inline-picture.ts';
import { commands } from '../../../src/commands/index.ts';
import { encodePng } from '../../../src/engine/client.ts';
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
    expect(protocolOf({ TERM: 'foot-extra' })).toBe('sixel');
    expect(protocolOf({ TERM: 'xterm-256color', KONSOLE_VERSION: '230401' })).toBe('sixel');
    expect(protocolOf({ TERM: 'xterm-256color', KONSOLE_VERSION: '211203' })).toBeUndefined();
    expect(protocolOf({ TERM: 'xterm-256color' })).toBeUndefined();
  });

  test('reaches Kitty in pieces of at most 4096 characters, which together are the file', async () => {
    const pieces = (await inlinePicture(png, 'kitty'))
      .split(`${esc}_G`)
      .slice(1)
      .map((piece) => /^([^;]*);(.*)$/.exec(piece.split(`${esc}\\`)[0]!)!);
    expect(pieces.map(([, control]) => control)).toEqual(['f=100,a=T,m=1', 'm=0']);
    expect(pieces.every(([, , data]) => data!.length <= 4096)).toBe(true);
    expect(new Uint8Array(Buffer.from(pieces.map(([, , data]) => data).join(''), 'base64'))).toEqual(png);
  });

  test('reaches iTerm2 as one inline file', async () => {
    const sequence = await inlinePicture(png, 'iterm2');
    expect([sequence.startsWith(`${esc}]1337;File=inline=1;`), sequence.endsWith('\u0007\n')]).toEqual([true, true]);
    const [, size, data] = /size=(\d+):([A-Za-z0-9+/=]*)/.exec(sequence)!;
    expect(Number(size)).toBe(png.length);
    expect(new Uint8Array(Buffer.from(data!, 'base64'))).toEqual(png);
  });

  test('reaches a terminal with Sixel in its own size and colours', async () => {
    const picture = { width: 12, height: 12, rgb: new Uint8Array(12 * 12 * 3) };
    for (let i = 0; i < 12 * 12; i++) picture.rgb.set(i % 12 < 6 ? [200, 40, 40] : [40, 40, 200], 3 * i);
    const sequence = await inlinePicture(await encodePng(picture), 'sixel');
    expect([sequence.startsWith(`${esc}P`), sequence.endsWith(`${esc}\\\n`)]).toEqual([true, true]);
    const decoder = await DecoderAsync();
    const sixels = sequence.slice(sequence.indexOf('q') + 1, sequence.lastIndexOf(esc));
    decoder.decode(Buffer.from(sixels)); // the decoder would draw the escape sequences as well
    const { width, height, data32 } = decoder;
    expect([width, height]).toEqual([12, 12]);
    const pixels = new Uint8Array(data32.buffer, data32.byteOffset, width * height * 4);
    for (const [at, colour] of [
      [0, [200, 40, 40]],
      [12 * 12 - 1, [40, 40, 200]],
    ] as const) {
      for (const channel of [0, 1, 2]) {
        expect(Math.abs(pixels[4 * at + channel]! - colour[channel]!)).toBeLessThan(4); // Sixel counts colours in percent
      }
    }
  });
});
