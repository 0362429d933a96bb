/** The language of the page, which the server has put into it. */
export const language = globalThis.document?.documentElement.lang || 'en';

/** @type {Readonly<Record<string, string>>} */
const sentences = await load();

/**
 * Translates an English sentence into the language of the bot, and puts the values into it. A sentence without a
 * translation stays English.
 *
 * @param {string} sentence With `{{name}}` for each value.
 * @param {Readonly<Record<string, string | number>>} [values]
 * @returns {string}
 */
export const t = (sentence, values = {}) =>
  (sentences[sentence] ?? sentence).replaceAll(/\{\{(\w+)\}\}/g, (all, name) => String(values[name] ?? all));

/** English needs no dictionary. Without an answer the page is in English. */
async function load() {
  if (language === 'en') return {};
  const response = await fetch('/api/words').catch(() => undefined);
  return response?.ok ? response.json() : {};
}
