import type { Conditioning, Drawing, Recipe } from '../../engine/client.ts';

// Wildcards: of "{red|blue} car" each drawing takes one alternative, chosen by its seed. Groups nest. Braces without a
// bar, or without their partner, are plain text.

type Node = string | Group;

/** A group of alternatives; `index` counts all groups of a text from 0. */
interface Group {
  readonly index: number;
  readonly alternatives: readonly (readonly Node[])[];
}

/** A part of a text in which brackets are balanced, with the positions of the bars outside all brackets. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly bars: readonly number[];
}

/** Finds the closing brace of the group that opens at `from`; undefined where it is none. */
function groupAt(text: string, from: number): Span | undefined {
  const bars: number[] = [];
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '|' && depth === 1) bars.push(at);
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return bars.length === 0 ? undefined : { from, to: at, bars };
  }
  return undefined;
}

function parse(text: string, counter: { next: number }): readonly Node[] {
  const nodes: Node[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const group = text[at] === '{' ? groupAt(text, at) : undefined;
    if (group === undefined) {
      plain += text[at];
      continue;
    }
    const index = counter.next++;
    const cuts = [group.from, ...group.bars, group.to];
    const alternatives = cuts.slice(1).map((cut, i) => parse(text.slice(cuts[i]! + 1, cut), counter));
    nodes.push(plain, { index, alternatives });
    plain = '';
    at = group.to;
  }
  return [...nodes, plain];
}

export const hasWildcards = (text: string): boolean =>
  [...text].some((_, at) => text[at] === '{' && groupAt(text, at) !== undefined);

/**
 * Splits a text at the separators that are outside all groups.
 *
 * @param separator Sticky; matches one separator.
 */
export function splitOutsideGroups(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const group = text[at] === '{' ? groupAt(text, at) : undefined;
    separator.lastIndex = at;
    const match = group === undefined ? separator.exec(text) : null;
    if (match !== null) {
      parts.push(text.slice(from, at));
      from = at + match[0].length;
    }
    at = group !== undefined ? group.to + 1 : at + (match?.[0].length || 1);
  }
  return [...parts, text.slice(from)];
}

/** Mixes a whole number to one that looks random, 0 ≤ value < 2³². The finaliser of MurmurHash3. */
function mixed(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Replaces each group by one of its alternatives. The same seed and place take the same ones.
 *
 * @param place Which prompt of the drawing it is, from 0: two prompts with the same groups do not take the same ones.
 */
export function expandWildcards(template: string, seed: number, place = 0): string {
  const choice = ({ index, alternatives }: Group): string =>
    written(alternatives[mixed(mixed(mixed(seed) + place) + index) % alternatives.length]!);
  const written = (nodes: readonly Node[]): string =>
    nodes.map((node) => (typeof node === 'string' ? node : choice(node))).join('');
  return written(parse(template, { next: 0 }))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Lists the prompts of a conditioning as they were typed, in the order of `promptsOf`. */
export function typedPromptsOf(term: Conditioning): readonly string[] {
  switch (term.kind) {
    case 'prompt':
      return [term.template ?? term.prompt];
    case 'views':
      return term.parts.flatMap((part) => typedPromptsOf(part.term));
    case 'components':
      return term.terms.flatMap(typedPromptsOf);
    default:
      throw term satisfies never;
  }
}

/** Changes every prompt of a conditioning, with its place from 0. */
export function mapPrompts(
  term: Conditioning,
  change: (prompt: Extract<Conditioning, { kind: 'prompt' }>, place: number) => Conditioning,
): Conditioning {
  let place = 0;
  const changed = (old: Conditioning): Conditioning => {
    switch (old.kind) {
      case 'prompt':
        return change(old, place++);
      case 'views':
        return { ...old, parts: old.parts.map((part) => ({ ...part, term: changed(part.term) })) };
      case 'components':
        return { ...old, terms: old.terms.map(changed) };
      default:
        throw old satisfies never;
    }
  };
  return changed(term);
}

/** Whether any prompt of a conditioning was typed with wildcards. */
export const isTemplate = (term: Conditioning): boolean => typedPromptsOf(term).some(hasWildcards);

/** Expands the wildcards in the prompts of every drawing by its seed. The recipe keeps what was typed. */
export const expandRecipe = (recipe: Recipe): Recipe => ({ ...recipe, drawings: recipe.drawings.map(expandDrawing) });

/** Longest label of a drawing: a contact sheet has little room, and a recipe allows no more than 100 characters. */
const maxLabel = 60;

function expandDrawing(drawing: Drawing): Drawing {
  const { seed, label } = drawing;
  if (!isTemplate(drawing.term)) return drawing;
  const words: string[] = [];
  const term = mapPrompts(drawing.term, ({ kind, prompt, template = prompt }, place) => {
    if (!hasWildcards(template)) return { kind, prompt: template };
    const expanded = expandWildcards(template, seed, place);
    words.push(expanded);
    return { kind, prompt: expanded, template };
  });
  if (label === undefined || !seedLabel.test(label)) return { ...drawing, term };
  const became = words.join(' / ');
  const shown = became.length > maxLabel ? `${[...became].slice(0, maxLabel - 1).join('')}…` : became;
  return { ...drawing, term, label: `${shown} · seed ${seed}` };
}

/** Matches the seed at the end of a label. */
export const seedLabel = /(?<=^| · )seed \d+$/;
