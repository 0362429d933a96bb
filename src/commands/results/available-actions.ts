import { findCommand } from '../index.ts';
import { largestSide } from '../options/options.ts';
import type { ActionName } from '../ports/action.ts';
import type { JobRequest } from '../ports/job-service.ts';
import { mainDrawing } from '../recipes/caption.ts';

/** Lists the buttons below a result: those of its command that apply to this recipe. */
export function availableActions({ command, recipe }: Pick<JobRequest, 'command' | 'recipe'>): readonly ActionName[] {
  const isSampled = mainDrawing(recipe).walk.kind === 'sample';
  const isLargest = (recipe.finish.upscaleTo ?? 0) >= largestSide;
  const declared = findCommand(command)?.actions ?? [];
  return declared.filter((action) => {
    if (action === 'upscale') return !isLargest;
    return action === 'film' || action === 'vary' ? isSampled : true;
  });
}
