import type { Engine } from '../engine/client.ts';
import type { ActionName } from './ports/action.ts';
import type { Asker } from './ports/asker.ts';
import type { JobService } from './ports/job-service.ts';
import type { Reply } from './ports/reply.ts';
import type { Upload } from './ports/upload.ts';

interface OptionBase<Required extends boolean> {
  readonly summary: string;
  readonly required: Required;
  /** The option without which this one says nothing; a picture that came without a name goes there first. */
  readonly needs?: string;
  /** The switch beside which this one says nothing. */
  readonly unless?: string;
}

/** The closed union of what an option can be: every adapter renders each of these. */
export type OptionSpec =
  | (OptionBase<boolean> & {
      readonly kind: 'text';
      readonly maxLength: number;
      readonly default?: string;
      /** What to complete with: known captions of the model, or names; absent where there is nothing to offer. */
      readonly complete?: 'prompts' | 'models' | 'jobs' | 'waiting' | 'commands';
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

/** Present where required or defaulted; otherwise maybe undefined. */
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
  /** The random source for seeds, 0 ≤ value < 1. */
  readonly random: () => number;
}

export interface Command<O extends Readonly<Record<string, OptionSpec>> = Readonly<Record<string, OptionSpec>>> {
  readonly name: string;
  readonly summary: string;
  /** In the order in which positional arguments are read. Required ones come first. */
  readonly options: O;
  /** Complete lines that a user can type. */
  readonly examples: readonly string[];
  /** Buttons below its results; absent where a command makes no job. */
  readonly actions?: readonly ActionName[];
  /** Done a second time it would mean something else, so it is not done again after a crash that came between. */
  readonly isOnceOnly?: true;
  /** @throws UserError with a sentence for the chat user. */
  run(context: CommandContext<OptionValues<O>>): Promise<void>;
}

/** Keeps the option types for `run` and forgets them outside. */
export const command = <const O extends Readonly<Record<string, OptionSpec>>>(definition: Command<O>): Command =>
  definition as unknown as Command;
