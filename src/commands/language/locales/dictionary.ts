/** Translations, keyed by the English sentence. `{{name}}` stands for a value. */
export type Dictionary = Readonly<Record<string, string>>;
