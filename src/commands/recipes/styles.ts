import type { ModelInfo, SamplerName } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { plainPrompt } from '../options/options.ts';
import type { Style, StyleStore } from '../ports/style-store.ts';
import { pickModel } from './build-recipe.ts';

/** Stands for the request's own prompt in that of a style. */
const promptSlot = '{prompt}';

interface StyledOptions {
  readonly style?: string | undefined;
  readonly prompt?: string | undefined;
  readonly negative?: string | undefined;
  readonly guidance?: number | undefined;
  readonly steps?: number | undefined;
  readonly sampler?: SamplerName | undefined;
  readonly model?: string | undefined;
}

/**
 * Applies the style that the options name: its prompt around the request's, and its settings where the request has none.
 *
 * @throws UserError when there is no such style.
 */
export async function withStyle<O extends StyledOptions>({
  options,
  engine,
  styles,
}: Pick<CommandContext<O>, 'options' | 'engine' | 'styles'>): Promise<O> {
  if (options.style === undefined) return options;
  const style = findStyle(options.style, await pickModel(engine, options.model), styles);
  const negatives = [options.negative, style.negative].filter((words) => words !== undefined && words !== '');
  return {
    ...options,
    prompt: styledPrompt(options.prompt, style),
    ...(negatives.length > 0 && { negative: negatives.join(', ') }),
    guidance: options.guidance ?? style.guidance,
    steps: options.steps ?? style.steps,
    sampler: options.sampler ?? style.sampler,
  };
}

/** Finds a style of the model or, if it has none of that name, a saved one. */
function findStyle(typed: string, model: ModelInfo, saved: StyleStore): Style {
  const name = typed.toLowerCase();
  const known = model.styles.find((each) => each.name === name) ?? saved.list().find((each) => each.name === name);
  if (known !== undefined) return known;
  const names = [...model.styles, ...saved.list()].map((each) => each.name);
  throw new UserError(userMessages.unknownStyle({ name: typed, near: didYouMean(name, names), names }));
}

function styledPrompt(prompt: string | undefined, style: Style): string {
  const words = prompt === undefined || prompt === plainPrompt ? 'a picture' : prompt;
  return style.prompt.includes(promptSlot) ? style.prompt.replaceAll(promptSlot, words) : `${words}, ${style.prompt}`;
}
