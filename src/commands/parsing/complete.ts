import type { Command, CommandContext, OptionSpec } from '../command.ts';
import { commands, findCommand } from '../index.ts';
import { t } from '../language/translate.ts';
import { ownValue } from '../options/own-value.ts';
import { maxTypedLength } from '../options/typed-text.ts';
import type { JobSummary } from '../ports/job-service.ts';
import type { Style } from '../ports/style-store.ts';
import { captionOf } from '../recipes/caption.ts';
import { positionalOptions } from './parse-line.ts';

export interface Completion {
  /** The whole line with this completion taken. */
  readonly line: string;
  readonly label: string;
  readonly summary: string;
}

/** The services that completions come from. */
type CompletionSource = Pick<CommandContext<never>, 'engine' | 'jobService' | 'styles'>;

/** Most completions. */
const maxCompletions = 12;
/** Most captions among them before any letter of the prompt is typed. */
const maxPrompts = 4;

interface Offer {
  /** Replaces the typed beginning. */
  readonly insert: string;
  readonly label: string;
  readonly summary: string;
}

/**
 * Completes a line at the cursor, with commands, option names, choices and captions of the model. The text after the
 * cursor stays. Never throws for invalid text; it then returns none.
 *
 * @param cursor Index in `line`, 0 … line.length.
 */
export async function complete(line: string, cursor: number, source: CompletionSource): Promise<readonly Completion[]> {
  if (line.length > maxTypedLength) return [];
  const before = line.slice(0, cursor);
  const after = line.slice(cursor);
  const { begun, offers } = await offersAt(before, source);
  const kept = before.slice(0, before.length - begun.length);
  return offers
    .slice(0, maxCompletions)
    .map(({ insert, label, summary }) => ({ line: kept + insert + after, label, summary }));
}

interface Offers {
  /** The end of the line before the cursor, which an offer replaces. */
  readonly begun: string;
  readonly offers: readonly Offer[];
}

const nothing: Offers = { begun: '', offers: [] };

async function offersAt(before: string, source: CompletionSource): Promise<Offers> {
  const start = /^\s*(\/?[\w-]*)$/.exec(before);
  if (start !== null) return { begun: start[1]!, offers: commandOffers(start[1]!) };
  const command = findCommand(/^\s*\/?([\w-]+)/.exec(before)?.[1]?.toLowerCase() ?? '');
  if (command === undefined) return nothing;
  const value = /(?:^|\s)(?:--)?([\w-]+)[:=]\s?(["“]?)([^"”:=]*)$/.exec(before);
  const spec = ownValue(command.options, value?.[1]?.toLowerCase() ?? '');
  if (value !== null && spec !== undefined) return valueOffers(spec, value[2]! + value[3]!, source);
  return looseOffers(command, before, source);
}

/**
 * Completes the value of one option, for platforms with a field per option. Never throws for invalid text.
 *
 * @param typed The text in the field.
 */
export const completeOption = async (
  spec: OptionSpec,
  typed: string,
  source: CompletionSource,
): Promise<readonly Value[]> => matching(await valuesFor(spec, source), typed.toLowerCase());

const commandOffers = (typed: string): readonly Offer[] =>
  commands
    .filter(({ name }) => name.startsWith(typed.replace('/', '').toLowerCase()))
    .map(({ name, summary, options }) => ({
      insert: `/${name}${Object.keys(options).length === 0 ? '' : ' '}`,
      label: `/${name}`,
      summary: t(summary),
    }));

async function valueOffers(spec: OptionSpec, begun: string, source: CompletionSource): Promise<Offers> {
  const typed = begun.replace(/^["“]/, '').toLowerCase();
  const values = await valuesFor(spec, source);
  const offers = matching(values, typed).map(({ value, about }) => ({
    insert: written(value),
    label: value,
    summary: about ?? t(spec.summary),
  }));
  return { begun, offers };
}

/** A value of an option; for a name, with a description. */
export interface Value {
  readonly value: string;
  readonly about?: string;
}

const plain = (values: readonly string[]): readonly Value[] => values.map((value) => ({ value }));

async function valuesFor(spec: OptionSpec, source: CompletionSource): Promise<readonly Value[]> {
  if (spec.kind === 'choice') return plain(spec.choices);
  if (spec.kind === 'switch') return plain(['yes', 'no']);
  return spec.kind === 'text' && spec.complete !== undefined ? namesFor[spec.complete](source) : [];
}

type Kind = NonNullable<Extract<OptionSpec, { kind: 'text' }>['complete']>;

const namesFor: Readonly<Record<Kind, (source: CompletionSource) => Promise<readonly Value[]>>> = {
  prompts: async ({ engine }) => plain([...new Set((await engine.models()).flatMap((model) => model.captions))]),
  models: async ({ engine }) => (await engine.models()).map(({ name, title }) => ({ value: name, about: title })),
  jobs: async ({ jobService }) => (await jobService.recent(maxCompletions)).map(named),
  waiting: async ({ jobService }) =>
    (await jobService.queue()).flatMap(({ own }) => (own === undefined ? [] : [named(own)])),
  styles: async ({ engine, styles }) => [
    ...((await engine.models())[0]?.styles ?? []).map(styleNamed),
    ...styles.list().map(styleNamed),
  ],
  commands: async () => commands.map(({ name, summary }) => ({ value: name, about: t(summary) })),
};

const styleNamed = ({ name, prompt }: Style): Value => ({ value: name, about: prompt });

const named = ({ id, command, recipe }: JobSummary): Value => ({
  value: id,
  about: `/${command} ${captionOf(recipe)}`,
});

/** Filters values: those that begin with the typed letters come first, then those with a later word that does. */
function matching(values: readonly Value[], typed: string): readonly Value[] {
  const begins = values.filter(({ value }) => value.toLowerCase().startsWith(typed));
  const holds = typed === '' ? [] : values.filter(({ value }) => value.toLowerCase().includes(` ${typed}`));
  return [...new Set([...begins, ...holds])];
}

const written = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** Offers captions for the prompt that was begun, and the names of options that are not given yet. */
async function looseOffers(command: Command, before: string, source: CompletionSource): Promise<Offers> {
  const [begun] = /(?<![\w-])[\w-]*$/.exec(before)!;
  const name = begun.replace(/^--/, '').toLowerCase();
  const free = Object.entries(command.options).filter(
    ([each, spec]) => spec.kind !== 'image' && !new RegExp(`\\s(?:--)?${each}[:=]`, 'i').test(before),
  );
  const [first] = positionalOptions(command);
  const names = free.filter(([each]) => each !== first && each.startsWith(name));
  const options = names.map(([each, { summary }]) => ({ insert: `${each}:`, label: `${each}:`, summary: t(summary) }));
  const prompt = await promptOffers(command, before, source);
  // The typed letters may begin a caption or an option's name: only one of both kinds is offered at a time.
  if (prompt.begun === '') return { begun, offers: [...prompt.offers.slice(0, maxPrompts), ...options] };
  return prompt.offers.length > 0 ? prompt : { begun, offers: options };
}

/** Offers captions for the words after the command, the last bar or the last quotation mark. */
async function promptOffers(command: Command, before: string, source: CompletionSource): Promise<Offers> {
  const [place] = positionalOptions(command);
  const spec = command.options[place ?? ''];
  const start = /^\s*\/?[\w-]+\s/.exec(before);
  if (spec?.kind !== 'text' || start === null) return nothing;
  const words = before.slice(start[0].length);
  const from = Math.max(...['|', '/', '"', '“', '”'].map((sign) => words.lastIndexOf(sign)));
  if (/[:=]/.test(words) || words[from] === '”') return nothing;
  const begun = words.slice(from + 1).trimStart();
  const { offers } = await valueOffers(spec, begun, source);
  const isOpen = /["“]$/.test(before.slice(0, before.length - begun.length));
  return { begun, offers: offers.map((offer) => ({ ...offer, insert: offer.label + (isOpen ? '"' : '') })) };
}
