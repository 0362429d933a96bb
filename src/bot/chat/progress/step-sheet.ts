import { t } from '../../../commands/language/translate.ts';
import { stepInBrief, stepsInWords } from '../../../commands/messages/step-text.ts';
import type { ResultFile } from '../../../commands/ports/reply.ts';
import { contactSheet, encodePng, pngToRaw } from '../../../engine/client.ts';
import type { StepRecord } from '../../jobs/result-store.ts';

/** A step with its preview, as a sheet needs it. */
export type ShownStep = StepRecord & { readonly preview: Uint8Array };

/** The most previews on one sheet. */
export const maxCells = 100;
const cellSide = 96;

/** Draws the clean estimates of consecutive steps as one picture: at least one, at most `maxCells`. */
export async function stepSheet(shown: readonly ShownStep[]): Promise<ResultFile> {
  const [first, last] = [shown[0]!, shown.at(-1)!];
  return {
    name: `steps-${first.step}-${last.step}.png`,
    mediaType: 'image/png',
    bytes: await sheetOf(shown),
    altText: t('The clean estimates of {{steps}}.', { steps: stepsInWords(shown) }),
  };
}

async function sheetOf(shown: readonly ShownStep[]): Promise<Uint8Array> {
  const columns = Math.min(shown.length, shown.length > 36 ? 10 : 6);
  const cells = shown.map(async ({ preview, ...step }) => ({
    picture: await pngToRaw(preview),
    caption: step.stage === 'base' ? `${stepInBrief(step)} · t ${step.t}` : stepInBrief(step),
  }));
  return encodePng(
    await contactSheet(await Promise.all(cells), { columns, cellSide: shown.length === 1 ? 2 * cellSide : cellSide }),
  );
}
