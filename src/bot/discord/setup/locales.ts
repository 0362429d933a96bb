import { Locale, type LocalizationMap } from 'discord.js';
import { de } from '../../../commands/language/locales/de/index.ts';
import type { Dictionary } from '../../../commands/language/locales/dictionary.ts';
import { es } from '../../../commands/language/locales/es/index.ts';
import { fr } from '../../../commands/language/locales/fr/index.ts';
import { ja } from '../../../commands/language/locales/ja/index.ts';

/** Translations by Discord locale. Any other locale shows the English sentences. */
export const locales: Readonly<Partial<Record<Locale, Dictionary>>> = {
  [Locale.German]: de,
  [Locale.SpanishES]: es,
  [Locale.SpanishLATAM]: es,
  [Locale.French]: fr,
  [Locale.Japanese]: ja,
};

/** The translations of an English sentence, by locale. */
export const translationsOf = (sentence: string): LocalizationMap =>
  Object.fromEntries(
    Object.entries(locales).flatMap(([locale, sentences]) =>
      sentences[sentence] === undefined ? [] : [[locale, sentences[sentence]]],
    ),
  );
