import { createInstance } from 'i18next';
import type { Language } from './languages.ts';
import type { Dictionary } from './locales/dictionary.ts';

/** Dictionaries are loaded when they are needed: English has none. */
const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>> = {
  de: async () => (await import('./locales/de/index.ts')).de,
  es: async () => (await import('./locales/es/index.ts')).es,
  fr: async () => (await import('./locales/fr/index.ts')).fr,
  ja: async () => (await import('./locales/ja/index.ts')).ja,
};

const namespace = 'translation';

/** The process speaks one language, which its host chooses, so this is state of the process. */
const i18n = createInstance();
void i18n.init({
  ...{ lng: 'en', fallbackLng: false, resources: {}, defaultNS: namespace },
  // A key is a sentence, and what is put into it is shown as it is.
  ...{ keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } },
  ...{ initAsync: false, showSupportNotice: false },
});

/** Changes the language of all sentences from now on. Called once at the start; tests call it again. */
export async function setLanguage(language: Language): Promise<void> {
  if (language !== 'en') i18n.addResourceBundle(language, namespace, await loaders[language]());
  await i18n.changeLanguage(language);
}

export const currentLanguage = (): Language => i18n.language as Language;

/** The sentences of the current language; none in English. */
export const currentDictionary = (): Dictionary => i18n.getResourceBundle(i18n.language, namespace) ?? {};

/** The names between double braces in a sentence. */
type Placeholder<Sentence extends string> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Values<Sentence extends string> = [Placeholder<Sentence>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholder<Sentence>, string | number>>];

/**
 * Translates an English sentence and puts the values into it; a sentence without a translation stays English. Values
 * are shown as they are, whatever is in them.
 */
export const t = <const Sentence extends string>(sentence: Sentence, ...[values]: Values<Sentence>): string =>
  String(i18n.t(sentence as string, { replace: values ?? {}, nest: false }));
