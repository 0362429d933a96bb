import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../../src/engine/client.ts';
import { botForFile, isEphemeral, namesOf, picture } from './running-bot.ts';

const setup = botForFile();
const four = '/sample prompt:"a {red|blue} skull" count:4 seed:180 steps:4 upscale:no';

interface Menu {
  readonly id: string;
  readonly labels: readonly string[];
}

/** The menu of the pictures of a message. */
function menuOf({ components = [] }: APIMessage): Menu | undefined {
  for (const row of components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const each of row.components) {
      if (each.type === ComponentType.StringSelect)
        return { id: each.custom_id, labels: each.options.map(({ label }) => label) };
    }
  }
  return undefined;
}

const choose = (person: APIUser, message: APIMessage, number: number) =>
  picture(setup().discord.selectMenu(person, message, menuOf(message)!.id, [String(number)]));

const recipeOf = (message: APIMessage) => readRecipe(setup().file(message).bytes)!;

describe('of several pictures', () => {
  it('a menu chooses one, which stands alone with its own buttons', async () => {
    const { room, draw, press, discord } = setup();
    const { ada, channel, guild } = room();
    const sheet = await draw(ada, channel, four);
    expect(menuOf(sheet)!.labels).toEqual(
      [1, 2, 3, 4].map((n) => expect.stringMatching(`^${n} · a (red|blue) skull · seed ${179 + n}$`)),
    );
    expect(namesOf(sheet)).not.toContain('sdedit');

    const bob = discord.person('bob', { in: [guild] });
    const third = await choose(bob, sheet, 3);
    expect(third.content).toMatch(/^(?:<@\d+> )?\*\*a (red|blue) skull · seed 182\*\*/);
    expect([isEphemeral(third), third.attachments.length, menuOf(third)]).toEqual([false, 1, undefined]);
    expect(namesOf(third)).toEqual(
      expect.arrayContaining(['vary', 'upscale', 'settings', 'change', 'sdedit', 'inpaint']),
    );
    const { term, seed } = recipeOf(third).drawings[0]!;
    expect([recipeOf(third).drawings.length, seed]).toEqual([1, 182]);

    const varied = await picture(press(bob, third, 'vary'));
    expect(recipeOf(varied).drawings).toEqual([
      expect.objectContaining({ seed: 182, term, variations: [expect.anything()] }),
    ]);
    const upscaled = await picture(press(bob, third, 'upscale'));
    expect(recipeOf(upscaled).drawings).toHaveLength(1);
    const settings = await press(bob, third, 'settings').message();
    expect(settings.content).toMatch(/seed:182/);
    expect(settings.content).toMatch(/job:\w+\\?\.3/);
  });

  it('the chosen one opens the forms to change it, to redraw it and to paint on it', async () => {
    const { room, draw, press } = setup();
    const { ada, channel } = room();
    const third = await choose(ada, await draw(ada, channel, four), 3);
    expect(JSON.stringify(await press(ada, third, 'change').modal())).toContain('182');
    expect((await press(ada, third, 'sdedit').modal()).data.title).toMatch(/sdedit/i);
    expect((await press(ada, third, 'inpaint').modal()).data.title).toMatch(/inpaint/i);
  });

  it('deleting the chosen one leaves the others, and their message', async () => {
    const { room, draw, press, discord } = setup();
    const { ada, channel } = room();
    const sheet = await draw(ada, channel, four);
    const first = await choose(ada, sheet, 1);
    press(ada, first, 'delete');
    const here = () => discord.messages(channel).map(({ id }) => id);
    await discord.until(() => !here().includes(first.id));
    expect(here()).toContain(sheet.id);
    expect((await choose(ada, sheet, 2)).content).toContain('seed 181');
  });
});
