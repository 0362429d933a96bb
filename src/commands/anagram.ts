import type { Conditioning } from '../engine/client.ts';
import { command, type OptionValues } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { choice, countOption, prompt, required, samplingOptions } from './options/options.ts';
import { repeat, resolveSettings } from './recipes/build-recipe.ts';
import { composedOptions, initOf, nonIdentityViews, optionalConstraint } from './recipes/composed-prompts.ts';
import { submitRecipe } from './recipes/submit.ts';

const anagramOptions = {
  first: required(prompt('What it shows as it is.')),
  second: required(prompt('What it shows when turned.')),
  third: prompt('What it shows when turned by the third view.'),
  view: choice({ summary: 'How to turn it; flip is upside down.', choices: nonIdentityViews, default: 'flip' }),
  'third-view': choice({
    summary: 'How to turn it for the third.',
    choices: nonIdentityViews,
    default: 'rotate90',
    needs: 'third',
  }),
  ...countOption,
  ...samplingOptions,
  ...composedOptions,
} as const;

type AnagramValues = OptionValues<typeof anagramOptions>;

// Source: Visual Anagrams, arXiv:2311.17919.
export const anagram = command({
  name: 'anagram',
  summary: 'Draw one picture that shows two things: turn it, and it is the other one.',
  options: anagramOptions,
  examples: [
    '/anagram "a skull" "a dog"',
    '/anagram people around a campfire | an old man seed:180',
    '/anagram "a skull" "a dog" view:rotate90 third:"a rocket ship" third-view:rotate180',
  ],
  actions: ['reroll', 'vary', 'upscale', 'turn', 'film', 'settings'],
  async run(context) {
    const { options, engine, random } = context;
    const settings = await resolveSettings(options, engine, random);
    const { keep, ...origin } = await optionalConstraint(options, settings);
    const { start } = await initOf(options, settings, true); // its views turn squares
    const spec = { term: conditioningOf(options), start, keep };
    const recipe = repeat(spec, settings, options);
    await submitRecipe('anagram', recipe, context, origin);
  },
});

/** Makes the anagram's conditioning. @throws UserError for two prompts with one view, since they would overlap. */
const conditioningOf = ({ first, second, third, view, ...others }: AnagramValues): Conditioning => {
  const thirdView = others['third-view'];
  if (third !== undefined && thirdView === view) throw new UserError(userMessages.sameView({ view }));
  return {
    kind: 'views',
    parts: [
      { view: 'identity', term: { kind: 'prompt', prompt: first } },
      { view, term: { kind: 'prompt', prompt: second } },
      ...(third === undefined ? [] : [{ view: thirdView, term: { kind: 'prompt', prompt: third } } as const]),
    ],
  };
};
