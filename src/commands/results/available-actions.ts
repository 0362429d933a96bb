import { recipeLimits } from '../../engine/client.ts';
import { findCommand } from '../index.ts';
import { largestSide } from '../options/options.ts';
import type { ActionName } from '../ports/action.ts';
import type { JobRequest } from '../ports/job-service.ts';
import { mainDrawing } from '../recipes/caption.ts';

/** Lists the buttons below a result: those of its command that apply to this recipe. */
export function availableActions({ command, recipe }: Pick<JobRequest, 'command' | 'recipe'>): readonly ActionName[] {
  const { walk, variations } = mainDrawing(recipe);
  const isSampled = walk.kind === 'sample';
  const isLargest = (recipe.finish.upscaleTo ?? 0) >= largestSide;
  const declared = findCommand(command)?.actions ?? [];
  return declared.filter((action) => {
    // A picture that was pasted into has a size of its own, which no upscaling stage draws.
    if (action === 'upscale') return !isLargest && recipe.finish.paste === undefined;
    if (action === 'vary') return isSampled && (variations?.length ?? 0) < recipeLimits.variations;
    return action === 'film' ? isSampled : true;
  });
}
