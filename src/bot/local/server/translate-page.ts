import { currentLanguage, t } from '../../../commands/language/translate.ts';

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Puts index.html into the language of the process: its texts, and the labels for screen readers. */
export const translatePage = (html: string): string =>
  html
    .replace('<html lang="en">', `<html lang="${currentLanguage()}">`)
    .replaceAll(/(?<=>)[^<>\s][^<>]*(?=<)/g, translated)
    .replaceAll(/(?<=aria-label=")[^"]+(?=")/g, translated);

/** A text without a translation stays as it is in the file. */
const translated = (words: string): string => {
  const said = t(words);
  return said === words ? words : escaped(said);
};
