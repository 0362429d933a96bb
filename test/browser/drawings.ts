import { PNG } from 'pngjs';

type Colour = readonly [red: number, green: number, blue: number];

/** @returns A PNG, painted by a function of the place, 0–1 from the left and from the top. */
function paint(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt((pixel % width) / width, Math.floor(pixel / width) / height);
    png.data.set([...colour, 255], pixel * 4);
  }
  return PNG.sync.write(png);
}

/** A round yellow face on blue: a drawing that someone might drop. */
export const face = paint(256, 256, (x, y) => {
  const distance = Math.hypot(x - 0.5, y - 0.5);
  const isEye = Math.hypot(Math.abs(x - 0.5) - 0.13, y - 0.42) < 0.05;
  const isMouth = Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.2) < 0.03 && y > 0.58;
  if (isEye || isMouth) return [50, 40, 30];
  return distance < 0.36 ? [250, 205, 80] : [90, 150, 210];
});

const hillsAt = (x: number, y: number): Colour => {
  const ridge = 0.62 - 0.16 * Math.sin(x * 5 + 0.6);
  return y > ridge ? [80, 140, 80] : [150, 195, 230];
};

/** Green hills below a sky: something to paint into. */
export const hills = paint(256, 256, hillsAt);

/** The same as wide as a photo. */
export const wideHills = paint(1200, 675, hillsAt);
