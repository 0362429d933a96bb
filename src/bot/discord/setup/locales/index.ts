import { Locale, type LocalizationMap } from 'discord.js';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';

/** Translations by Discord locale. Any other locale shows the English sentences. */
export const locales: Readonly<Partial<Record<Locale, Readonly<Record<string, string>>>>> = {
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
