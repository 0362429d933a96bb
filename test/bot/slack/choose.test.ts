import { describe, expect, it } from 'vitest';
import type { Message, User } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { buttonsOf, type Chat, imagesIn, isPicture } from './chat.ts';
import { draw, press, recipeIn } from './pressing.ts';

const room = roomsForFile();
const four = 'prompt:"a {red|blue} skull" count:4 seed:180 steps:4 upscale:no';

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

/** The options of the menu of a message. */
const optionsOf = ({ blocks = [] }: Message): readonly Option[] =>
  (blocks as { elements?: { type: string; options?: readonly Option[] }[] }[]).flatMap(({ elements = [] }) =>
    elements.flatMap(({ type, options = [] }) => (type === 'static_select' ? options : [])),
  );

const choose = ({ slack, channel, ada }: Chat, message: Message, number: number, person: User = ada) =>
  slack
    .choose(person, { channel, message }, 'sb1:choose', optionsOf(message)[number - 1]!.value)
    .message((each) => isPicture(each) && each.ts !== message.ts);

describe('of several pictures', () => {
  it('a menu chooses one, which stands in the thread with its own buttons', async () => {
    const chat = room();
    const sheet = await draw(chat, four);
    expect(optionsOf(sheet).map(({ text }) => text.text)).toEqual(
      [1, 2, 3, 4].map((n) => expect.stringMatching(`^${n} · a (red|blue) skull · seed ${179 + n}$`)),
    );
    expect(buttonsOf(sheet)).not.toContain('sdedit');
    const third = await choose(chat, sheet, 3, chat.slack.person('bob'));
    expect([third.thread_ts, imagesIn(third).length, optionsOf(third)]).toEqual([sheet.ts, 1, []]);
    expect(buttonsOf(third)).toEqual(expect.arrayContaining(['vary', 'upscale', 'change', 'sdedit', 'inpaint']));
    const { term, seed } = recipeIn(chat, third).drawings[0]!;
    expect([recipeIn(chat, third).drawings.length, seed]).toEqual([1, 182]);
    const varied = await press(chat, third, 'vary').message(isPicture);
    expect(recipeIn(chat, varied).drawings).toEqual([
      expect.objectContaining({ seed: 182, term, variations: [expect.anything()] }),
    ]);
  });

  it('the chosen one opens the forms to change it, to redraw it and to paint on it', async () => {
    const chat = room();
    const third = await choose(chat, await draw(chat, four), 3);
    for (const button of ['change', 'sdedit', 'inpaint']) {
      expect(JSON.stringify(await press(chat, third, button).view())).toMatch(
        button === 'change' ? /182/ : RegExp(button, 'i'),
      );
    }
  });

  it('deleting the chosen one leaves the others', async () => {
    const chat = room();
    const sheet = await draw(chat, four);
    const first = await choose(chat, sheet, 1);
    press(chat, first, 'delete');
    const thread = () => chat.slack.messages(chat.channel, { thread: sheet.ts }).map(({ ts }) => ts);
    await chat.slack.until(() => !thread().includes(first.ts));
    expect((await choose(chat, sheet, 2)).text).toContain('seed 181');
  });
});
