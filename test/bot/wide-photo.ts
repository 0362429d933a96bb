import sharp from 'sharp';

// A photo that is not square, a mask at its left edge, and what a picture changed of the photo.

export const wide = { width: 1200, height: 675 } as const;
/** Where the mask is white: an ellipse, half of it within the picture. */
const hole = { x: 0, y: 340, radiusX: 130, radiusY: 190 } as const;

/** Colours that differ from pixel to pixel, as in a photo. */
export const widePhoto = async () => ({
  name: 'photo.png',
  bytes: await sharp(
    Uint8Array.from({ length: wide.width * wide.height * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % wide.width, Math.floor(i / 3 / wide.width)];
      return (x * 0.2 + y * 0.15 + ((x * 31 + y * 17) % 13) + 40 * (i % 3)) % 256;
    }),
    { raw: { ...wide, channels: 3 } },
  )
    .png()
    .toBuffer(),
});

export const wideMask = async () => ({
  name: 'mask.png',
  bytes: await sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${wide.width}" height="${wide.height}"><rect width="100%" height="100%"/>
      <ellipse cx="${hole.x}" cy="${hole.y}" rx="${hole.radiusX}" ry="${hole.radiusY}" fill="white"/></svg>`,
    ),
  )
    .png()
    .toBuffer(),
});

const pixelsOf = async (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });

/** Counts the pixels of a picture that differ from the photo, within the mask and outside. */
export async function changesOf(png: Uint8Array) {
  const [before, after, mask] = await Promise.all(
    [(await widePhoto()).bytes, png, (await wideMask()).bytes].map(pixelsOf),
  );
  const { width, height } = after!.info;
  const changes = { width, height, within: 0, outside: 0 };
  if (width !== wide.width || height !== wide.height) return changes;
  for (let i = 0; i < before!.data.length; i += 3) {
    const isSame = [0, 1, 2].every((channel) => before!.data[i + channel] === after!.data[i + channel]);
    if (!isSame) changes[mask!.data[i]! > 0 ? 'within' : 'outside'] += 1;
  }
  return changes;
}

/** What `changesOf` counts where only the masked part was drawn anew: all of its 38,800 pixels but the soft edge. */
export const onlyWithin = (changes: Awaited<ReturnType<typeof changesOf>>): boolean =>
  changes.width === wide.width && changes.outside === 0 && changes.within > 33_000;
