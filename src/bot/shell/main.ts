import { existsSync } from 'node:fs';
import { languageOfTerminal } from '../../commands/language/languages.ts';
import { preforkWorker } from '../../engine/prefork.ts';
import { exitCodes, type Shell } from './shell.ts';

// The entry point of `stridebot` in a shell.

/** Guesses whether a command line needs an engine: it has a command, and does not ask for help. */
const needsEngine = ([command = '-', ...rest]: readonly string[]): boolean =>
  !command.startsWith('-') &&
  !['start', 'discord', 'slack', 'completion'].includes(command) &&
  !rest.some((word) => word === '--help' || word === '-h');

if (existsSync('.env')) process.loadEnvFile('.env'); // before a process inherits the environment
if (needsEngine(process.argv.slice(2))) preforkWorker();
// Imported after the worker process was started, which takes as long to load its own modules.
const { createProgram, runProgram } = await import('./index.ts');
const { setLanguage } = await import('../../commands/language/translate.ts');

// What programs read is English, whatever the language of people.
await setLanguage(process.argv.includes('--json') ? 'en' : languageOfTerminal(process.env));

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

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error; // `stridebot … | head` may stop listening
});

const code = await runProgram(createProgram(shell), process.argv, shell);
if (code !== exitCodes.ok) process.exitCode = code; // a bot that could not start has set its own exit code
