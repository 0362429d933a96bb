import type { Dictionary } from '../dictionary.ts';
import { answers } from './answers.ts';
import { commands } from './commands.ts';
import { page } from './page.ts';

export const fr: Dictionary = { ...commands, ...answers, ...page };
