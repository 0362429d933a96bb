import { afterEach, describe, expect, test } from 'vitest';
import { languageOfTerminal } from '../../../src/commands/language/languages.ts';
import { currentDictionary, currentLanguage, setLanguage, t } from '../../../src/commands/language/translate.ts';

afterEach(() => setLanguage('en'));

describe('a sentence', () => {
  test('is English at first, with its values', () => {
    expect(currentLanguage()).toBe('en');
    expect(t('There is no command /{{name}}.', { name: 'draw' })).toBe('There is no command /draw.');
    expect(currentDictionary()).toEqual({});
  });

  test('is in the language that was set last', async () => {
    await setLanguage('de');
    expect(t('Cancelled.')).toBe('Abgebrochen.');
    await setLanguage('fr');
    expect(t('Cancelled.')).toBe('Annulé.');
    expect(currentDictionary()['Cancelled.']).toBe('Annulé.');
    await setLanguage('en');
    expect(t('Cancelled.')).toBe('Cancelled.');
  });

  test('stays English where a translation is missing, with its values', async () => {
    await setLanguage('ja');
    expect(t('Nobody has said this yet: {{what}}. Not once.', { what: 'a:b.c' })).toBe(
      'Nobody has said this yet: a:b.c. Not once.',
    );
  });

  test.each(['en', 'de'] as const)('shows values as they are: %s', async (language) => {
    await setLanguage(language);
    for (const name of ['$t(Cancel)', '{{max}}', "$& $1 $'", '<b>&amp;</b>', '\\', '{a|b}', '"x"']) {
      expect(t('"{{name}}" is given twice.', { name })).toMatch(/^"/);
      expect(t('"{{name}}" is given twice.', { name }).slice(1)).toContain(`${name}" `);
    }
  });
});

describe('the language of a terminal', () => {
  test.each([
    { env: {}, language: 'en' },
    { env: { LANG: 'de_DE.UTF-8' }, language: 'de' },
    { env: { LANG: 'ja_JP.eucJP' }, language: 'ja' },
    { env: { LANG: 'es' }, language: 'es' },
    { env: { LANG: 'fr_CA@euro' }, language: 'fr' },
    { env: { LANG: 'C.UTF-8' }, language: 'en' },
    { env: { LANG: 'nl_NL.UTF-8' }, language: 'en' },
    { env: { LANG: 'den_CA.UTF-8' }, language: 'en' },
    { env: { LANG: 'de_DE.UTF-8', LC_MESSAGES: 'fr_FR.UTF-8' }, language: 'fr' },
    { env: { LANG: 'de_DE.UTF-8', LC_MESSAGES: 'fr_FR.UTF-8', LC_ALL: 'C' }, language: 'en' },
    { env: { LANG: 'de_DE.UTF-8', LC_ALL: '' }, language: 'de' },
    { env: { LANG: 'de_DE.UTF-8', BOT_LANGUAGE: 'es' }, language: 'es' },
    { env: { LANG: 'de_DE.UTF-8', BOT_LANGUAGE: 'klingon' }, language: 'en' },
  ])('$env → $language', ({ env, language }) => {
    expect(languageOfTerminal(env)).toBe(language);
  });
});
