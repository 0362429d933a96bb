import { type AST, RegExpParser } from '@eslint-community/regexpp';

// A regular expression engine that says how many steps a search took. Engines of browsers and of Node.js backtrack as this one does,
// and do not say it.

/** Goes on behind a match that ends at `at`; false: not there, try another way. */
type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

interface Search {
  text: string;
  readonly groups: (readonly [from: number, to: number] | undefined)[];
  steps: number;
}

export interface Found {
  readonly index: number;
  readonly end: number;
}

const parser = new RegExpParser();

interface Compiled {
  readonly state: Search;
  readonly match: Matcher;
}

const compiled = new Map<string, Compiled>();

function compile({ source, flags }: RegExp): Compiled {
  const ast = parser.parsePattern(source, undefined, undefined, { unicode: flags.includes('u') });
  const state: Search = { text: '', groups: [], steps: 0 };
  return { state, match: alternativesOf(ast.alternatives, flags, state) };
}

/** Searches as `RegExp.prototype.exec` does, from `from`. @returns What it finds, and in how many steps. */
export function search(pattern: RegExp, text: string, from: number): { found: Found | undefined; steps: number } {
  const { state, match } = compiled.get(String(pattern)) ?? compile(pattern);
  compiled.set(String(pattern), { state, match });
  Object.assign(state, { text, steps: 0 });
  const last = pattern.sticky ? from : text.length;
  for (let index = from; index <= last; index++) {
    let end = -1;
    state.groups.length = 0;
    const isFound = match(index, (at) => {
      end = at;
      return true;
    });
    if (isFound) return { found: { index, end }, steps: state.steps };
  }
  return { found: undefined, steps: state.steps };
}

function alternativesOf(alternatives: readonly AST.Alternative[], flags: string, state: Search): Matcher {
  const matchers = alternatives.map(({ elements }) => sequenceOf(elements, flags, state));
  return (at, next) => matchers.some((match) => match(at, next));
}

function sequenceOf(elements: readonly AST.Element[], flags: string, state: Search): Matcher {
  const matchers = elements.map((element) => matcherOf(element, flags, state));
  const from = (index: number, at: number, next: Next): boolean =>
    index === matchers.length ? next(at) : matchers[index]!(at, (end) => from(index + 1, end, next));
  return (at, next) => from(0, at, next);
}

function matcherOf(element: AST.Element, flags: string, state: Search): Matcher {
  const counted = (match: Matcher): Matcher => {
    return (at, next) => {
      state.steps++;
      return match(at, next);
    };
  };
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass': {
      const widthAt = signOf(element, flags, state);
      return counted((at, next) => widthAt(at) > 0 && next(at + widthAt(at)));
    }
    case 'Group':
      return alternativesOf(element.alternatives, flags, state);
    case 'CapturingGroup':
      return capturing(element, alternativesOf(element.alternatives, flags, state), state);
    case 'Backreference':
      return counted((at, next) => {
        const [from, to] = state.groups[Number(element.ref)] ?? [0, 0];
        const seen = state.text.slice(from, to);
        return state.text.startsWith(seen, at) && next(at + seen.length);
      });
    case 'Quantifier':
      return quantified(element, flags, state);
    case 'Assertion':
      return counted(asserting(element, flags, state));
    default:
      throw new Error(`${element.type} is not known to the engine that counts steps`);
  }
}

/** How many code units a sign takes at a place; 0: it is another. */
function signOf({ raw }: AST.Element, flags: string, state: Search): (at: number) => number {
  const single = new RegExp(`^(?:${raw})$`, flags.replace(/[gym]/g, ''));
  const known = new Map<string, boolean>();
  return (at) => {
    const { text } = state;
    const code = flags.includes('u') ? text.codePointAt(at) : text.charCodeAt(at);
    if (at >= text.length || code === undefined) return 0;
    const sign = String.fromCodePoint(code);
    if (!known.has(sign)) known.set(sign, nativeTest(single, sign));
    return known.get(sign) ? sign.length : 0;
  };
}

const nativeExec = RegExp.prototype.exec;
const nativeTest = (pattern: RegExp, text: string): boolean => nativeExec.call(pattern, text) !== null;

function capturing({ parent }: AST.CapturingGroup, match: Matcher, state: Search): Matcher {
  let pattern: AST.Node = parent;
  while (pattern.type !== 'Pattern') pattern = pattern.parent!;
  const index = nextGroup.get(pattern) ?? 1;
  nextGroup.set(pattern, index + 1);
  return (at, next) => {
    const before = state.groups[index];
    const isFound = match(at, (end) => {
      const inner = state.groups[index];
      state.groups[index] = [at, end];
      if (next(end)) return true;
      state.groups[index] = inner;
      return false;
    });
    if (!isFound) state.groups[index] = before;
    return isFound;
  };
}

/** Groups have numbers in the order in which they are compiled, which is that in which they open. */
const nextGroup = new WeakMap<AST.Node, number>();

function quantified({ element, min, max, greedy }: AST.Quantifier, flags: string, state: Search): Matcher {
  const isSign = ['Character', 'CharacterSet', 'CharacterClass'].includes(element.type);
  if (isSign && greedy) return repeatedSign(signOf(element, flags, state), min, max, state);
  const match = matcherOf(element, flags, state);
  const more = (count: number, at: number, next: Next): boolean => {
    state.steps++;
    const again = () => count < max && match(at, (end) => (end > at || count < min) && more(count + 1, end, next));
    if (count < min) return again();
    return greedy ? again() || next(at) : next(at) || again();
  };
  return (at, next) => more(0, at, next);
}

/** As many as there are, then one less at a time. */
function repeatedSign(widthAt: (at: number) => number, min: number, max: number, state: Search): Matcher {
  return (at, next) => {
    const ends = [at];
    while (ends.length <= max) {
      state.steps++;
      const width = widthAt(ends.at(-1)!);
      if (width === 0) break;
      ends.push(ends.at(-1)! + width);
    }
    for (let count = ends.length - 1; count >= min; count--) {
      state.steps++;
      if (next(ends[count]!)) return true;
    }
    return false;
  };
}

function asserting(assertion: AST.Assertion, flags: string, state: Search): Matcher {
  const isWord = (at: number): boolean => /\w/.test(state.text[at] ?? '');
  const isLine = (at: number): boolean => flags.includes('m') && /[\n\r\u2028\u2029]/.test(state.text[at] ?? '');
  switch (assertion.kind) {
    case 'start':
      return (at, next) => (at === 0 || isLine(at - 1)) && next(at);
    case 'end':
      return (at, next) => (at === state.text.length || isLine(at)) && next(at);
    case 'word':
      return (at, next) => (isWord(at - 1) !== isWord(at)) !== assertion.negate && next(at);
    case 'lookahead': {
      const ahead = alternativesOf(assertion.alternatives, flags, state);
      return (at, next) => ahead(at, () => true) !== assertion.negate && next(at);
    }
    case 'lookbehind': {
      const behind = alternativesOf(assertion.alternatives, flags, state);
      const reach = Math.max(...assertion.alternatives.map(({ raw }) => raw.length)); // of signs, words and classes: at most that
      const isBehind = (at: number): boolean => {
        for (let from = at; from >= Math.max(0, at - reach); from--) {
          if (behind(from, (end) => end === at)) return true;
        }
        return false;
      };
      return (at, next) => isBehind(at) !== assertion.negate && next(at);
    }
    default:
      throw assertion satisfies never;
  }
}
