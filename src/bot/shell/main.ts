import { existsSync } from 'node:fs';
import { createProgram, runProgram } from './index.ts';
import { exitCodes, type Shell } from './shell.ts';

// The entry point of `stridebot` in a shell.

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
