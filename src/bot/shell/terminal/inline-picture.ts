import { pngToRaw } from '../../../engine/client.ts';

// Shows a picture inside a terminal that can: Kitty's graphics protocol, iTerm2's inline images, and Sixel.
// Sources: sw.kovidgoyal.net/kitty/graphics-protocol; iterm2.com/documentation-images.html.

type Protocol = 'kitty' | 'iterm2' | 'sixel';
type Environment = Readonly<Record<string, string | undefined>>;

/** The protocol that a terminal speaks, as far as its environment says; undefined: none. */
export function protocolOf(env: Environment): Protocol | undefined {
  const { TERM = '', TERM_PROGRAM, KITTY_WINDOW_ID, KONSOLE_VERSION, WT_SESSION } = env;
  if (KITTY_WINDOW_ID !== undefined || TERM === 'xterm-kitty' || TERM_PROGRAM === 'ghostty') return 'kitty';
  if (TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'WezTerm') return 'iterm2';
  const hasSixel = /^(foot|mlterm)/.test(TERM) || Number(KONSOLE_VERSION) >= firstKonsole || WT_SESSION !== undefined;
  return hasSixel ? 'sixel' : undefined;
}

/** Konsole 22.04 is the first that shows Sixel. */
const firstKonsole = 220_400;

/** Kitty's limit: characters of base64 in one escape sequence. */
const chunkChars = 4096;

/** Returns the escape sequences that show a PNG, and a line break. Sixel has 256 colours. */
export async function inlinePicture(png: Uint8Array, protocol: Protocol): Promise<string> {
  if (protocol === 'sixel') return sixelOf(png);
  const base64 = Buffer.from(png).toString('base64');
  if (protocol === 'iterm2') return `\u001b]1337;File=inline=1;size=${png.length}:${base64}\u0007\n`;
  const chunks = base64.match(new RegExp(`.{1,${chunkChars}}`, 'g')) ?? [];
  const sequences = chunks.map((chunk, i) => {
    const first = i === 0 ? 'f=100,a=T,' : '';
    return `\u001b_G${first}m=${i === chunks.length - 1 ? 0 : 1};${chunk}\u001b\\`;
  });
  return `${sequences.join('')}\n`;
}

async function sixelOf(png: Uint8Array): Promise<string> {
  const { image2sixel } = await import('sixel');
  const { width, height, rgb } = await pngToRaw(png);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  return `${image2sixel(rgba, width, height)}\n`;
}
