import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelState } from '../../../src/bot/local/wire-types.ts';
import { setLanguage } from '../../../src/commands/language/translate.ts';
import { startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

afterEach(() => setLanguage('en'));

const open = async (env: Readonly<Record<string, string>> = {}) => {
  const { url } = await startBot(temporaryDir(), env);
  return { url, read: async (path: string) => (await fetch(url + path)).text() };
};

const post = async (url: string, line: string) => {
  const body = new FormData();
  body.set('line', line);
  body.set('person', 'ann');
  return (await fetch(`${url}/api/lines`, { method: 'POST', body })).json();
};

describe('the page of a bot that speaks German', () => {
  it('is in German, and so is what comes from the server', async () => {
    const { url, read } = await open({ BOT_LANGUAGE: 'de' });
    const html = await read('/');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('>Zum Eingabefeld springen<');
    expect(html).toContain('aria-label="Nachrichten"');
    expect(html).toContain('npx stridebot sample &quot;a skull&quot;');
    expect(JSON.parse(await read('/api/words'))).toMatchObject({ 'Paint mask': 'Maske malen', seed: 'Seed' });
    const { commands } = JSON.parse(await read('/api/channel')) as ChannelState;
    const sample = commands.find(({ name }) => name === 'sample');
    expect(sample).toMatchObject({
      summary: 'Zeichnet ein Bild aus Worten.',
      examples: expect.arrayContaining(['/sample a skull']),
    });
    expect(await post(url, '/sample x steps:9999')).toEqual({
      message: '"steps" geht von 2 bis 250, und 9999 liegt außerhalb.',
      hint: 'Am nächsten liegt 250.',
    });
    expect(JSON.parse(await read('/api/nothing'))).toEqual({ message: 'Unter dieser Adresse gibt es nichts.' });
  });

  it('has results whose data are the same as in English', async () => {
    const { url } = await open({ BOT_LANGUAGE: 'de' });
    const browser = await openBrowser(url);
    const drawn = await browser.answered(await browser.send('/sample a skull seed:5'), 'result');
    expect(drawn.details.map(([name]) => name)).toEqual(expect.arrayContaining(['seed', 'steps', 'guidance', 'model']));
    expect(drawn.line).toContain('/sample "a skull" guidance:');
    expect(drawn.files[0]?.name).toBe('sample-5.png');
    const help = await browser.answered(await browser.send('/help sample'), 'text');
    expect(help.sections[0]?.lines).toEqual(['Zeichnet ein Bild aus Worten.']);
  });
});

describe('the page of a bot without a language', () => {
  it('is in English, and loads no dictionary', async () => {
    const { read } = await open();
    const html = await read('/');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('>Skip to the composer<');
    expect(html).toContain('npx stridebot sample "a skull"');
    expect(JSON.parse(await read('/api/words'))).toEqual({});
  });
});
