import type { Dictionary } from '../dictionary.ts';
import { answers } from './answers.ts';
import { commands } from './commands.ts';
import { page } from './page.ts';

export const ja: Dictionary = { ...commands, ...answers, ...page };
