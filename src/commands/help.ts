import type { Engine } from '../engine/client.ts';
import { type Command, command, type OptionSpec } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { didYouMean } from './options/did-you-mean.ts';
import { text } from './options/options.ts';
import type { ReplyContent, Section } from './ports/reply.ts';

/**
 * Makes the help command.
 * @param all Returns every command, this one included; called when help is requested.
 */
export const helpFor = (all: () => readonly Command[]): Command =>
  command({
    name: 'help',
    summary: 'List the commands, or explain one.',
    options: {
      command: text({
        summary: 'Which command to explain; "words" lists what can be drawn.',
        maxLength: 30,
        complete: 'commands',
      }),
    },
    examples: ['/help', '/help anagram', '/help words'],
    async run({ engine, options, reply }) {
      if (options.command === undefined) {
        const sections = [...overview(all()), ...(await modelSection(engine))];
        return reply.show({ kind: 'text', title: 'What I can do', sections });
      }
      if (options.command.toLowerCase() === 'words') return reply.show(await knownWords(engine));
      const explained = find(options.command, all());
      await reply.show({ kind: 'text', title: `/${explained.name}`, sections: explain(explained) });
    },
  });

/** Finds a command by its name. @throws UserError that suggests the nearest name. */
function find(typed: string, all: readonly Command[]): Command {
  const name = typed.replace(/^\//, '').toLowerCase();
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = all.map((each) => each.name);
  throw new UserError(userMessages.unknownCommand({ name, near: didYouMean(name, names) }));
}

const overview = (all: readonly Command[]): readonly Section[] => [
  {
    lines: [
      'Type a command and what to draw: /sample a skull',
      'You watch the noise turn into it, step by step. The buttons below the picture take it from there.',
    ],
  },
  { heading: 'Commands', lines: all.map(({ name, summary }) => `/${name}: ${summary}`) },
  {
    heading: 'Good to know',
    lines: [
      'Options have names, and any order: /sample a skull seed:180 steps:20',
      'Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog',
      'Pictures are attached to the command itself: drop, paste or pick them.',
      'The same seed and settings draw the same picture; every PNG of mine carries them.',
      '/help anagram explains one command with all its options.',
    ],
  },
];

/** Lists what the first model knows, and its styles. */
async function knownWords(engine: Engine): Promise<ReplyContent> {
  const [model] = await engine.models();
  const captions = model?.captions ?? [];
  const styles = model?.styles.map(({ name }) => `style:"${name}"`) ?? [];
  const known = captions.length === 0 ? ['It does not say; free text is worth a try.'] : [captions.join(', ')];
  const sections: readonly Section[] = [
    { lines: [model?.title ?? 'There is no model.'] },
    { heading: 'It knows', lines: known },
    ...(styles.length === 0 ? [] : [{ heading: 'Styles', lines: [styles.join(', ')] }]),
    { lines: ['Other words draw what is nearest to them, and the answer says which it never learned.'] },
  ];
  return { kind: 'text', title: 'What I can draw', sections };
}

/** Describes what the first model can draw. Left out while the engine is not ready. */
async function modelSection(engine: Engine): Promise<readonly Section[]> {
  if (engine.status().worker !== 'ready') return [];
  const [model] = await engine.models();
  if (model === undefined || model.captions.length === 0) return [];
  const known = model.captions.slice(0, 6).join(', ');
  return [
    {
      heading: 'The model',
      lines: [
        model.title,
        `It has seen ${model.captions.length} things by name, such as ${known}. /help words lists them all.`,
      ],
    },
  ];
}

const explain = ({ summary, options, examples }: Command): readonly Section[] => [
  { lines: [summary] },
  { heading: 'For example', lines: examples },
  ...optionSections(options),
];

/** Lists the options; those for who knows the sampler come last. */
function optionSections(options: Command['options']): readonly Section[] {
  const linesOf = (isExpert: boolean) =>
    Object.entries(options).flatMap(([name, spec]) =>
      (spec.isExpert === true) === isExpert ? [optionLine(name, spec)] : [],
    );
  const sections = [
    { heading: 'Options', lines: linesOf(false) },
    { heading: 'More options', lines: linesOf(true) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const optionLine = (name: string, spec: OptionSpec): string => `${name}: ${spec.summary}${limits(spec)}`;

/** Describes the allowed values of an option, as a sentence after its summary. */
function limits(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'text':
      return spec.default === undefined ? needed(spec) : ` Without it: ${spec.default}.`;
    case 'integer':
    case 'number':
      return ` From ${spec.min} to ${spec.max}${spec.default === undefined ? '' : `, normally ${spec.default}`}.`;
    case 'choice':
      return ` One of ${spec.choices.join(', ')}${spec.default === undefined ? '' : `; normally ${spec.default}`}.`;
    case 'switch':
      return ` Yes or no, normally ${spec.default ? 'yes' : 'no'}.`;
    case 'image':
      return needed(spec);
    default:
      throw spec satisfies never;
  }
}

const needed = (spec: OptionSpec): string => (spec.required ? ' Needed.' : '');
