import type { Command, CommandContext, OptionSpec } from '../command.ts';
import { commands, findCommand } from '../index.ts';
import { ownValue } from '../options/own.ts';
import { maxTypedLength } from '../options/typed-text.ts';
import type { JobSummary } from '../ports/job-service.ts';
import { captionOf } from '../recipes/caption.ts';
import { positionalOptions } from './parse-line.ts';

export interface Completion {
  /** The whole line with this completion taken. */
  readonly line: string;
  readonly label: string;
  readonly summary: string;
}

/** Where names and captions come from. */
export type CompletionSource = Pick<CommandContext<never>, 'engine' | 'jobService'>;

/** As many as can be read at a glance. */
const maxCompletions = 12;
/** Of those, captions before any letter of a prompt was typed. */
const maxPrompts = 4;

interface Offer {
  /** Takes the place of what was begun. */
  readonly insert: string;
  readonly label: string;
  readonly summary: string;
}

/**
 * What could stand at the cursor: commands, option names, choices, and captions that the model knows. What follows the
 * cursor stays. Never throws for what was typed: where nothing fits, there are none.
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
  /** The end of the line that an offer replaces. */
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
 * What an option could be, for places that show one option at a time. Never throws for what was typed.
 *
 * @param typed What stands there already.
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
      summary,
    }));

async function valueOffers(spec: OptionSpec, begun: string, source: CompletionSource): Promise<Offers> {
  const typed = begun.replace(/^["“]/, '').toLowerCase();
  const values = await valuesFor(spec, source);
  const offers = matching(values, typed).map(({ value, about }) => ({
    insert: written(value),
    label: value,
    summary: about ?? spec.summary,
  }));
  return { begun, offers };
}

/** Something an option can be; where it is a name, with what it stands for. */
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
  commands: async () => commands.map(({ name, summary }) => ({ value: name, about: summary })),
};

const named = ({ id, command, recipe }: JobSummary): Value => ({
  value: id,
  about: `/${command} ${captionOf(recipe)}`,
});

/** What begins with the letters comes first, then what has them at the beginning of a later word. */
function matching(values: readonly Value[], typed: string): readonly Value[] {
  const begins = values.filter(({ value }) => value.toLowerCase().startsWith(typed));
  const holds = typed === '' ? [] : values.filter(({ value }) => value.toLowerCase().includes(` ${typed}`));
  return [...new Set([...begins, ...holds])];
}

const written = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** After a command: the prompt that was begun, and the options that are still free. */
async function looseOffers(command: Command, before: string, source: CompletionSource): Promise<Offers> {
  const [begun] = /(?<![\w-])[\w-]*$/.exec(before)!;
  const name = begun.replace(/^--/, '').toLowerCase();
  const free = Object.entries(command.options).filter(
    ([each, spec]) => spec.kind !== 'image' && !new RegExp(`\\s(?:--)?${each}[:=]`, 'i').test(before),
  );
  const [first] = positionalOptions(command);
  const names = free.filter(([each]) => each !== first && each.startsWith(name));
  const options = names.map(([each, { summary }]) => ({ insert: `${each}:`, label: `${each}:`, summary }));
  const prompt = await promptOffers(command, before, source);
  // A prompt is longer than the word that may begin an option: where letters are, one kind is offered at a time.
  if (prompt.begun === '') return { begun, offers: [...prompt.offers.slice(0, maxPrompts), ...options] };
  return prompt.offers.length > 0 ? prompt : { begun, offers: options };
}

/** Captions for the words since the command, the last bar or the last quotation mark. */
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
