import type { Engine, JobId } from '../engine/client.ts';
import type { ActionName } from './ports/action.ts';
import type { Asker } from './ports/asker.ts';
import type { JobService } from './ports/job-service.ts';
import type { Reply } from './ports/reply.ts';
import type { StyleStore } from './ports/style-store.ts';
import type { Upload } from './ports/upload.ts';

interface OptionBase<Required extends boolean> {
  readonly summary: string;
  readonly required: Required;
  /** The option without which this one has no effect. A file without a name is assigned to that option first. */
  readonly needs?: string;
  /** The switch that makes this option ineffective. */
  readonly unless?: string;
  /** For those who know the sampler: it stands under *More options*. */
  readonly isExpert?: true;
}

/** The specification of an option: a closed union, of which every adapter renders each kind. */
export type OptionSpec =
  | (OptionBase<boolean> & {
      readonly kind: 'text';
      readonly maxLength: number;
      readonly default?: string;
      /** Source of completions: captions of the model, or names; absent where there are none. */
      readonly complete?: 'prompts' | 'models' | 'jobs' | 'waiting' | 'commands' | 'styles';
    })
  | (OptionBase<boolean> & {
      readonly kind: 'integer';
      readonly min: number;
      readonly max: number;
      readonly default?: number;
    })
  | (OptionBase<boolean> & {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly default?: number;
    })
  | (OptionBase<boolean> & { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default?: string })
  | (OptionBase<boolean> & { readonly kind: 'switch'; readonly default: boolean })
  | (OptionBase<boolean> & { readonly kind: 'image' });
type ValueOf<S extends OptionSpec> = S extends { kind: 'text' }
  ? string
  : S extends { kind: 'integer' | 'number' }
    ? number
    : S extends { kind: 'choice'; choices: readonly (infer C)[] }
      ? C
      : S extends { kind: 'switch' }
        ? boolean
        : Upload;

/** The values of a command's options. A value may be undefined unless the option is required or has a default. */
export type OptionValues<O extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof O]: O[K] extends { required: true } | { default: string | number | boolean }
    ? ValueOf<O[K]>
    : ValueOf<O[K]> | undefined;
};

export interface CommandContext<Options> {
  readonly options: Options;
  readonly asker: Asker;
  readonly reply: Reply;
  readonly jobService: JobService;
  readonly engine: Engine;
  readonly styles: StyleStore;
  /** Deletes what the platform shows of a job. Returns whether that was everything. */
  readonly removePosts: (job: JobId) => Promise<boolean>;
  /** A sentence that says how the request was understood, where that needs saying. */
  readonly note?: string;
  /** Random source of seeds, 0 ≤ value < 1. */
  readonly random: () => number;
}

export interface Command<O extends Readonly<Record<string, OptionSpec>> = Readonly<Record<string, OptionSpec>>> {
  readonly name: string;
  readonly summary: string;
  /** In the order of positional arguments; required options come first. */
  readonly options: O;
  /** Complete lines that a user can type. */
  readonly examples: readonly string[];
  /** Buttons below its results; absent for a command that submits no job. */
  readonly actions?: readonly ActionName[];
  /** The command is not idempotent, so it is not run again after a crash. */
  readonly isOnceOnly?: true;
  /** @throws UserError with a sentence for the chat user. */
  run(context: CommandContext<OptionValues<O>>): Promise<void>;
}

/** Defines a command. The types of its options are checked for `run` and erased outside. */
export const command = <const O extends Readonly<Record<string, OptionSpec>>>(definition: Command<O>): Command =>
  definition as unknown as Command;
