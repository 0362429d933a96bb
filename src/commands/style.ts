import { samplerNames } from '../engine/client.ts';
import { type CommandContext, command, type OptionValues } from './command.ts';
import { t } from './language/translate.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { choice, integer, number, text } from './options/options.ts';
import type { Section } from './ports/reply.ts';
import type { Style } from './ports/style-store.ts';

const styleOptions = {
  do: choice({ summary: 'What to do with styles.', choices: ['list', 'save', 'delete'], default: 'list' }),
  name: text({ summary: 'Name of the style.', maxLength: 40, complete: 'styles' }),
  prompt: text({ summary: 'Words of the style; {prompt} stands for what is drawn.', maxLength: 200 }),
  negative: text({ summary: 'What the style steers away from.', maxLength: 200 }),
  guidance: number({ summary: 'How hard the style follows the prompt.', min: 0, max: 30 }),
  steps: integer({ summary: 'Denoising steps of the style.', min: 2, max: 250 }),
  sampler: choice({ summary: 'How the style takes a step.', choices: samplerNames }),
} as const;

type StyleValues = OptionValues<typeof styleOptions>;
type StyleContext = CommandContext<StyleValues>;

export const style = command({
  name: 'style',
  summary: 'List the styles, save one of your own, or delete it.',
  options: styleOptions,
  examples: ['/style', '/style save name:noir prompt:"a black and white photo of {prompt}"', '/style delete name:noir'],
  async run(context) {
    const run = { list, save, delete: remove }[context.options.do];
    await run(context);
  },
});

async function list({ engine, styles, reply }: StyleContext): Promise<void> {
  const [model] = await engine.models();
  const known = model?.styles ?? [];
  const saved = styles.list();
  const sections: readonly Section[] = [
    ...(known.length === 0 ? [] : [{ heading: t('The model knows'), lines: known.map(describe) }]),
    ...(saved.length === 0 ? [] : [{ heading: t('Saved here'), lines: saved.map(describe) }]),
    {
      lines: [
        t('With a picture: /sample a cat style:"{{name}}"', { name: known[0]?.name ?? saved[0]?.name ?? 'noir' }),
        t('Your own: /style save name:noir prompt:"a black and white photo of {prompt}"'),
      ],
    },
  ];
  await reply.show({ kind: 'text', title: t('Styles'), sections });
}

const describe = ({ name, prompt, negative, guidance, steps, sampler }: Style): string => {
  const settings = Object.entries({ negative, guidance, steps, sampler }).flatMap(([option, value]) =>
    value === undefined ? [] : [`${option} ${value}`],
  );
  return [`${name}: ${prompt}`, ...settings].join(' · ');
};

async function save({ engine, styles, options, reply }: StyleContext): Promise<void> {
  const { prompt, negative, guidance, steps, sampler } = options;
  const name = nameIn(options);
  if (prompt === undefined) throw new UserError(userMessages.styleWithoutPrompt({ name }));
  if ((await engine.models()).some((model) => model.styles.some((each) => each.name === name)))
    throw new UserError(userMessages.styleOfModel({ name }));
  styles.save({
    ...{ name, prompt },
    ...(negative !== undefined && { negative }),
    ...(guidance !== undefined && { guidance }),
    ...(steps !== undefined && { steps }),
    ...(sampler !== undefined && { sampler }),
  });
  await reply.show({ kind: 'notice', ...userMessages.styleSaved({ name }) });
}

async function remove({ styles, options, reply }: StyleContext): Promise<void> {
  const name = nameIn(options);
  styles.remove(name);
  await reply.show({ kind: 'notice', ...userMessages.styleDeleted({ name }) });
}

/** Returns the name in lower case. @throws UserError unless it is letters, digits, spaces and hyphens. */
function nameIn({ name, do: what }: StyleValues): string {
  if (name === undefined) throw new UserError(userMessages.styleWithoutName({ what }));
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} -]*$/u.test(name)) throw new UserError(userMessages.badStyleName({ name }));
  return name.toLowerCase();
}
