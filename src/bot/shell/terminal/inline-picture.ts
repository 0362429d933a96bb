// Shows a picture inside a terminal that can: Kitty's graphics protocol, and iTerm2's inline images.
// Sources: sw.kovidgoyal.net/kitty/graphics-protocol; iterm2.com/documentation-images.html.

type Protocol = 'kitty' | 'iterm2';
type Environment = Readonly<Record<string, string | undefined>>;

/** The protocol that a terminal speaks, as far as its environment says; undefined: none. */
export function protocolOf({ TERM, TERM_PROGRAM, KITTY_WINDOW_ID }: Environment): Protocol | undefined {
  if (KITTY_WINDOW_ID !== undefined || TERM === 'xterm-kitty' || TERM_PROGRAM === 'ghostty') return 'kitty';
  return TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'WezTerm' ? 'iterm2' : undefined;
}

/** Kitty's limit: characters of base64 in one escape sequence. */
const chunkChars = 4096;

/** Returns the escape sequences that show a PNG, and a line break. */
export function inlinePicture(png: Uint8Array, protocol: Protocol): string {
  const base64 = Buffer.from(png).toString('base64');
  if (protocol === 'iterm2') return `\u001b]1337;File=inline=1;size=${png.length}:${base64}\u0007\n`;
  const chunks = base64.match(new RegExp(`.{1,${chunkChars}}`, 'g')) ?? [];
  const sequences = chunks.map((chunk, i) => {
    const first = i === 0 ? 'f=100,a=T,' : '';
    return `\u001b_G${first}m=${i === chunks.length - 1 ? 0 : 1};${chunk}\u001b\\`;
  });
  return `${sequences.join('')}\n`;
}
