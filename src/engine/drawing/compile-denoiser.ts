import { type Leaf, leafKey } from '../batch-rows.ts';
import type { Denoiser } from '../diffusion/denoiser.ts';
import { splits } from '../guidance/components.ts';
import { anagram, cfg, hybrid, shared, sharedView } from '../guidance/denoiser-combinators.ts';
import type { View } from '../guidance/view.ts';
import { views } from '../guidance/views.ts';
import type { Conditioning, Guidance, ViewName } from '../recipe.ts';

/**
 * Compiles a conditioning into one denoiser. Guidance is applied to each prompt, inside the views, so that the
 * unconditional prediction sees each view too. A prediction that several parts need of the same image is computed once,
 * so a hybrid has one unconditional prediction.
 *
 * @param side Side of the images in pixels; filters scale with it.
 * @param denoiserOf Returns the denoiser of one prompt, for images to which its views were applied.
 */
export function compileDenoiser(
  term: Conditioning,
  guidance: Guidance,
  side: number,
  denoiserFor: (leaf: Leaf) => Denoiser,
): Denoiser {
  const known = new Map<string, Denoiser>();
  const leaf = (prompt: string, through: readonly ViewName[]): Denoiser => {
    const key = leafKey({ prompt, through });
    const denoise = known.get(key) ?? shared(denoiserFor({ prompt, through }));
    known.set(key, denoise);
    return denoise;
  };
  const knownViews = new Map<ViewName, View>();
  const viewOf = (name: ViewName): View => {
    const view = knownViews.get(name) ?? sharedView(views[name]);
    knownViews.set(name, view);
    return view;
  };
  const { scale, negative, interval } = guidance;

  const compile = (inner: Conditioning, through: readonly ViewName[]): Denoiser => {
    switch (inner.kind) {
      case 'prompt':
        return scale === 1
          ? leaf(inner.prompt, through)
          : cfg(leaf(inner.prompt, through), leaf(negative, through), scale, interval);
      case 'views':
        return anagram(
          inner.parts.map(({ view, term: part }) => ({
            view: viewOf(view),
            denoise: compile(part, [...through, view]),
          })),
        );
      case 'components': {
        const parts = inner.terms.map((part) => compile(part, through));
        return hybrid(splits[inner.split](side).map((component, i) => ({ component, denoise: parts[i]! })));
      }
      default:
        return inner satisfies never;
    }
  };
  return compile(term, []);
}
