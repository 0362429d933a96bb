/** The languages of the bot's sentences. English is in the code; each other one has a folder in locales/. */
export const languages = ['en', 'de', 'es', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** The language of a terminal: BOT_LANGUAGE, else that of its locale; English where neither is one of ours. */
export function languageOfTerminal(env: Environment): Language {
  const locale = env.BOT_LANGUAGE || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const name = locale.split(/[_.@-]/)[0]!.toLowerCase();
  return languages.find((each) => each === name) ?? 'en';
}
