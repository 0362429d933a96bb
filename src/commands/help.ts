import type { Engine } from '../engine/client.ts';
import { type Command, command, type OptionSpec } from './command.ts';
import { t } from './language/translate.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { didYouMean } from './options/did-you-mean.ts';
import { text } from './options/options.ts';
import type { ReplyContent, Section } from './ports/reply.ts';
import { gallerySheets } from './prompts/gallery-sheets.ts';

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
        return reply.show({ kind: 'text', title: t('What I can do'), sections });
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
      t('Type a command and what to draw: /sample a skull'),
      t('You watch the noise turn into it, step by step. The buttons below the picture take it from there.'),
    ],
  },
  { heading: t('Commands'), lines: all.map(({ name, summary }) => `/${name}: ${t(summary)}`) },
  {
    heading: t('Good to know'),
    lines: [
      t('Options have names, and any order: /sample a skull seed:180 steps:20'),
      t('Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog'),
      t('Pictures are attached to the command itself: drop, paste or pick them.'),
      t('The same seed and settings draw the same picture; every PNG of mine carries them.'),
      t('/help anagram explains one command with all its options.'),
    ],
  },
];

/** Lists what the first model knows, and its styles. */
async function knownWords(engine: Engine): Promise<ReplyContent> {
  const [model] = await engine.models();
  const captions = model?.captions ?? [];
  const styles = model?.styles.map(({ name }) => `style:"${name}"`) ?? [];
  const known = captions.length === 0 ? [t('It does not say; free text is worth a try.')] : [captions.join(', ')];
  const sections: readonly Section[] = [
    { lines: [model?.title ?? t('There is no model.')] },
    { heading: t('It knows'), lines: known },
    ...(styles.length === 0 ? [] : [{ heading: t('Styles'), lines: [styles.join(', ')] }]),
    { lines: [t('Other words draw what is nearest to them, and the answer says which it never learned.')] },
  ];
  const gallery = model === undefined ? null : await engine.gallery(model.name);
  const pictures = gallery === null ? {} : { pictures: () => gallerySheets(gallery) };
  return { kind: 'text', title: t('What I can draw'), sections, ...pictures };
}

/** Describes what the first model can draw. Left out while the engine is not ready. */
async function modelSection(engine: Engine): Promise<readonly Section[]> {
  if (engine.status().worker !== 'ready') return [];
  const [model] = await engine.models();
  if (model === undefined || model.captions.length === 0) return [];
  const known = model.captions.slice(0, 6).join(', ');
  return [
    {
      heading: t('The model'),
      lines: [
        model.title,
        t('It has seen {{count}} things by name, such as {{known}}. /help words lists them all.', {
          ...{ count: model.captions.length, known },
        }),
      ],
    },
  ];
}

const explain = ({ summary, options, examples }: Command): readonly Section[] => [
  { lines: [t(summary)] },
  { heading: t('For example'), lines: examples },
  ...optionSections(options),
];

/** Lists the options; those for who knows the sampler come last. */
function optionSections(options: Command['options']): readonly Section[] {
  const linesOf = (isExpert: boolean) =>
    Object.entries(options).flatMap(([name, spec]) =>
      (spec.isExpert === true) === isExpert ? [optionLine(name, spec)] : [],
    );
  const sections = [
    { heading: t('Options'), lines: linesOf(false) },
    { heading: t('More options'), lines: linesOf(true) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const optionLine = (name: string, spec: OptionSpec): string =>
  [`${name}: ${t(spec.summary)}`, ...limits(spec)].join(' ');

/** Describes the allowed values of an option in a sentence; none where there is nothing to say. */
function limits(spec: OptionSpec): readonly string[] {
  switch (spec.kind) {
    case 'text':
      return spec.default === undefined ? needed(spec) : [t('Without it: {{default}}.', { default: spec.default })];
    case 'integer':
    case 'number':
      return [range(spec)];
    case 'choice':
      return [choices(spec)];
    case 'switch':
      return [spec.default ? t('Yes or no, normally yes.') : t('Yes or no, normally no.')];
    case 'image':
      return needed(spec);
    default:
      throw spec satisfies never;
  }
}

const needed = (spec: OptionSpec): readonly string[] => (spec.required ? [t('Needed.')] : []);

const range = ({ min, max, default: preset }: Extract<OptionSpec, { min: number }>): string =>
  preset === undefined
    ? t('From {{min}} to {{max}}.', { min, max })
    : t('From {{min}} to {{max}}, normally {{default}}.', { min, max, default: preset });

function choices(spec: Extract<OptionSpec, { kind: 'choice' }>): string {
  const list = spec.choices.join(', ');
  return spec.default === undefined
    ? t('One of {{choices}}.', { choices: list })
    : t('One of {{choices}}; normally {{default}}.', { choices: list, default: spec.default });
}
