import { randomUUID } from 'node:crypto';
import { t } from '../../commands/language/translate.ts';
import { engineMessage } from '../../commands/messages/engine-messages.ts';
import { UserError } from '../../commands/messages/errors.ts';
import type { JobState } from '../../commands/ports/job-service.ts';
import type { StyleStore } from '../../commands/ports/style-store.ts';
import { type Config, parseConfig } from '../../config.ts';
import {
  createEngine,
  type Engine,
  EngineError,
  type EngineOptions,
  type JobId,
  loadSharp,
} from '../../engine/client.ts';
import { StartupError } from '../../startup-error.ts';
import { printNotice } from './reply.ts';
import { type ExitCode, exitCodes, type Shell } from './shell.ts';
import { createShellJobService, type ShellJobService } from './shell-job-service.ts';
import { createShellStyles } from './shell-styles.ts';

/** What a command uses while it runs. */
export interface Session {
  readonly engine: Engine;
  readonly jobService: ShellJobService;
  readonly styles: StyleStore;
}

/** The engine's options in a shell, from the environment. Warnings are printed only if LOG_LEVEL is set. */
export function engineOptions(shell: Shell): EngineOptions {
  const { engine, logLevel }: Config = parseConfig(shell.env);
  const isVerbose = shell.env.LOG_LEVEL !== undefined && logLevel !== 'silent';
  const print = (_: object, message: string) => void shell.stderr.write(`${message}\n`);
  const log = { info: () => {}, warn: isVerbose ? print : () => {} };
  return { ...engine, log, maxDowntimeMs: 0 }; // a person waits at the terminal
}

/** Runs `work` with its own engine until every job that it submitted has ended. Ctrl-C cancels the jobs. */
export async function inSession(
  shell: Shell,
  json: boolean,
  work: (session: Session) => Promise<void>,
): Promise<ExitCode> {
  const engine = createEngine(engineOptions(shell));
  const styles = createShellStyles(parseConfig(shell.env).sharedDir);
  setImmediate(loadSharp); // while the engine loads the model
  const jobService = createShellJobService({
    engine,
    newId: () => randomUUID() as JobId,
    now: shell.now,
    onFailure: (message) => void shell.stderr.write(`${message}\n`),
  });
  let isInterrupted = false;
  const release = shell.onInterrupt(() => {
    isInterrupted = true;
    jobService.cancelAll();
  });
  try {
    await work({ engine, jobService, styles });
    return exitCodeOf(await jobService.settled(), isInterrupted);
  } catch (error) {
    return isInterrupted ? exitCodes.interrupted : printFailure(shell, error, json);
  } finally {
    release();
    styles.close();
    await engine.stop();
  }
}

function exitCodeOf(states: readonly JobState[], isInterrupted: boolean): ExitCode {
  if (isInterrupted && states.some((state) => state !== 'delivered')) return exitCodes.interrupted;
  return states.every((state) => state === 'delivered') ? exitCodes.ok : exitCodes.failure;
}

/** Prints an error. @returns The exit code: usage for an error of the user, failure for any other. */
export function printFailure(shell: Shell, error: unknown, json: boolean): ExitCode {
  if (error instanceof UserError) {
    printNotice(shell, error.notice, json);
    return exitCodes.usage;
  }
  if (error instanceof StartupError) {
    printNotice(shell, { message: t('Stridebot cannot start:'), hint: error.message }, json);
    return exitCodes.failure;
  }
  if (error instanceof EngineError) {
    printNotice(shell, engineMessage(error.code), json);
    shell.stderr.write(`${error.message}\n`);
    return exitCodes.failure;
  }
  printNotice(shell, { message: t('Something went wrong inside Stridebot.') }, json);
  shell.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.failure;
}
