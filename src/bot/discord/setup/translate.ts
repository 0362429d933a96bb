import type { LocalizationMap } from 'discord.js';
import { translationsOf } from './locales/index.ts';

/** What a command or an option says of itself, in every locale. */
export const translate = (
  description: string,
): { readonly description: string; readonly description_localizations: LocalizationMap } => ({
  description,
  description_localizations: translationsOf(description),
});
