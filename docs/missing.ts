/** Lists the translations, and the names of commands and options in the pages, that are still missing: `npm run missing`. */
import { commands } from '../src/commands/index.ts';
import { missingNames, missingTranslations, translatable } from './find-missing.ts';
import { saidSentences } from './said-sentences.ts';

const sentences = [...new Set([...translatable(), ...saidSentences()])];
const lines = [...missingNames(commands), ...missingTranslations(sentences)];
console.log(lines.length === 0 ? 'Nothing is missing.' : lines.join('\n'));
