import { existsSync } from 'node:fs';
import { preforkWorker } from '../../engine/prefork.ts';
import { exitCodes, type Shell } from './shell.ts';

// The entry point of `stridebot` in a shell.

/** Whether the words on the command line are likely to need an engine: a command, and no question for help. */
const drawsPicture = ([command = '-', ...rest]: readonly string[]): boolean =>
  !command.startsWith('-') && !['start', 'discord', 'slack'].includes(command) && !rest.includes('--help');

if (drawsPicture(process.argv.slice(2))) preforkWorker();
// Imported when the worker process is on its way, which takes as long to load its own.
const { createProgram, runProgram } = await import('./index.ts');

function onInterrupt(handler: () => void): () => void {
  const first = () => {
    process.once('SIGINT', second);
    handler();
  };
  const second = () => process.exit(exitCodes.interrupted);
  process.once('SIGINT', first);
  return () => {
    process.off('SIGINT', first);
    process.off('SIGINT', second);
  };
}

const shell: Shell = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isInteractive: process.stderr.isTTY === true,
  env: process.env,
  random: Math.random,
  now: () => new Date(),
  onInterrupt,
};

if (existsSync('.env')) process.loadEnvFile('.env');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error; // `stridebot … | head` may stop listening
});

const code = await runProgram(createProgram(shell), process.argv, shell);
if (code !== exitCodes.ok) process.exitCode = code; // a bot that could not start has set its own exit code
