import type { LocalizationMap } from 'discord.js';
import { translationsOf } from './locales.ts';

/** The description of a command or an option, in every locale. */
export const translate = (
  description: string,
): { readonly description: string; readonly description_localizations: LocalizationMap } => ({
  description,
  description_localizations: translationsOf(description),
});
