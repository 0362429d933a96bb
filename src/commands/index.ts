import { anagram } from './anagram.ts';
import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { deletePicture } from './delete.ts';
import { denoise } from './denoise.ts';
import { helpFor } from './help.ts';
import { hybrid } from './hybrid.ts';
import { inpaint } from './inpaint.ts';
import { noise } from './noise.ts';
import { outpaint } from './outpaint.ts';
import { queue } from './queue.ts';
import { remix } from './remix.ts';
import { sample } from './sample.ts';
import { sdedit } from './sdedit.ts';
import { status } from './status.ts';
import { style } from './style.ts';
import { upscale } from './upscale.ts';

/** Every slash command, in the order of /help. */
export const commands: readonly Command[] = [
  sample,
  sdedit,
  inpaint,
  outpaint,
  anagram,
  hybrid,
  upscale,
  noise,
  denoise,
  remix,
  style,
  queue,
  cancel,
  deletePicture,
  status,
  helpFor(() => commands),
];

export const findCommand = (name: string): Command | undefined => commands.find((each) => each.name === name);
