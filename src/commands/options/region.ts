import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { ownValue } from './own-value.ts';

/** A rectangle of a picture, in shares of its side: 0 is left or top, 1 is right or bottom. */
interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Part of one axis. */
type Span = readonly [from: number, to: number];

const whole: Span = [0, 1];

const shares: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fourth: 1 / 4,
  fifth: 1 / 5,
  sixth: 1 / 6,
  eighth: 1 / 8,
  tenth: 1 / 10,
  twothirds: 2 / 3,
  threequarters: 3 / 4,
};

const sides: Readonly<Record<string, 'left' | 'right' | 'top' | 'bottom' | 'middle'>> = {
  left: 'left',
  right: 'right',
  top: 'top',
  upper: 'top',
  up: 'top',
  bottom: 'bottom',
  lower: 'bottom',
  down: 'bottom',
  middle: 'middle',
  center: 'middle',
  centre: 'middle',
};

const everything = ['everything', 'all', 'whole', 'full', 'whole picture', 'whole image', 'full picture', 'full image'];

/**
 * Parses rectangles in words: "top half", "bottom 30%", "top left quarter", "middle 40%", "x 10-60% y 20-50%",
 * "everything". Several are joined with "and" or a comma; "the", "of", "picture" and the like are ignored.
 *
 * @throws UserError with examples when a part is not understood.
 */
export function parseRegion(words: string): readonly Region[] {
  const parts = tidy(words).split(/ ?(?:,|;|\band\b|\+) ?/);
  const regions = parts.map((part) => parseBox(part) ?? parseSides(part));
  if (regions.includes(undefined)) throw new UserError(userMessages.unknownRegion({ words }));
  return regions.filter((region) => region !== undefined);
}

function tidy(words: string): string {
  return words
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/per ?cent/g, '%')
    .replace(/ %/g, '%')
    .replace(/\b(two|2)[ -]thirds?\b|\b2\/3|⅔/g, 'twothirds')
    .replace(/\b(three|3)[ -]quarters?\b|\b3\/4|¾/g, 'threequarters')
    .replace(/\b1\/2|½/g, 'half')
    .replace(/\b1\/3|⅓/g, 'third')
    .replace(/\b1\/4|¼/g, 'quarter')
    .replace(/([a-z])-(?=[a-z])/g, '$1 ')
    .replace(/\b(top|bottom|left|right)most\b/g, '$1')
    .replace(/\b(the|of|in|at|from|side|part|corner|hand|picture|image|area|only|a|one|most)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Parses "x 10-60% y 20-50%", or either axis alone, in percent. */
function parseBox(part: string): Region | undefined {
  const range = String.raw`\s*[:=]?\s*(\d+(?:\.\d+)?)%?\s*(?:-|to|\.\.)\s*(\d+(?:\.\d+)?)%?`;
  const match = new RegExp(`^(?:x${range})?\\s*(?:y${range})?$`).exec(part);
  if (match === null || part === '') return undefined;
  const across = spanBetween(match[1], match[2]);
  const down = spanBetween(match[3], match[4]);
  return across && down && region(across, down);
}

function spanBetween(from?: string, to?: string): Span | undefined {
  if (from === undefined || to === undefined) return whole;
  const [low, high] = [Number(from) / 100, Number(to) / 100].sort((a, b) => a - b);
  return low! < high! && high! <= 1 ? [low!, high!] : undefined;
}

/** Parses "top half", "left", "bottom 30%", "top left quarter", "centre". */
function parseSides(part: string): Region | undefined {
  if (everything.includes(part)) return region(whole, whole);
  const strip = parseStrip(part);
  if (strip !== undefined) return strip;
  const { share, rest } = takeShare(part);
  const named = rest === '' ? [] : rest.split(' ').map((word) => ownValue(sides, word));
  if (named.length === 0 || named.length > 2 || named.includes(undefined)) return undefined;
  if (share !== undefined && (share <= 0 || share > 1)) return undefined;
  const across = named.find((side) => side === 'left' || side === 'right');
  const down = named.find((side) => side === 'top' || side === 'bottom');
  if (across !== undefined && down !== undefined) return corner(across, down, share);
  if (named.length === 2 && !named.includes('middle')) return undefined;
  return across === undefined && down === undefined
    ? middle(share ?? 1 / 2)
    : band(across, down, share ?? 1 / 2, named);
}

/** Parses "middle row" and "left column": a third of the picture. */
function parseStrip(part: string): Region | undefined {
  const match = /^(\w+) (row|column)$/.exec(part);
  const side = ownValue(sides, match?.[1] ?? '');
  if (match === null || side === undefined) return undefined;
  const isRow = match[2] === 'row';
  const [first, last] = isRow ? ['top', 'bottom'] : ['left', 'right'];
  if (side !== 'middle' && side !== first && side !== last) return undefined;
  const span = side === 'middle' ? centred(1 / 3) : end(side === first, 1 / 3);
  return isRow ? region(whole, span) : region(span, whole);
}

function takeShare(part: string): { share: number | undefined; rest: string } {
  const percent = /(?<!\d)(\d+(?:\.\d+)?)(?:%|$|(?= ))/.exec(part);
  if (percent !== null) return { share: Number(percent[1]) / 100, rest: without(part, percent[0]) };
  const word = part.split(' ').find((each) => ownValue(shares, each) !== undefined);
  return word === undefined ? { share: undefined, rest: part } : { share: shares[word], rest: without(part, word) };
}

const without = (part: string, word: string): string => part.replace(word, ' ').replace(/\s+/g, ' ').trim();

/**
 * Makes a rectangle in a corner. A quarter of the picture's area is half of each side; 30 % means 30 % of each side.
 */
function corner(across: 'left' | 'right', down: 'top' | 'bottom', share: number | undefined): Region {
  const side = share === undefined || share === 1 / 4 ? 1 / 2 : share;
  return region(end(across === 'left', side), end(down === 'top', side));
}

/** Makes a strip along one side; with "middle", only its middle half: "bottom middle". */
function band(across: string | undefined, down: string | undefined, share: number, named: readonly unknown[]): Region {
  const other = named.includes('middle') ? centred(1 / 2) : whole;
  return across === undefined
    ? region(other, end(down === 'top', share))
    : region(end(across === 'left', share), other);
}

const middle = (share: number): Region => region(centred(share), centred(share));

const centred = (share: number): Span => [(1 - share) / 2, (1 + share) / 2];
const end = (isFirst: boolean, share: number): Span => (isFirst ? [0, share] : [1 - share, 1]);
const region = (across: Span, down: Span): Region => ({
  left: across[0],
  right: across[1],
  top: down[0],
  bottom: down[1],
});
