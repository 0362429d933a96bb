import { h } from '../lib/dom.js';
import { t } from '../lib/translate.js';

/** @import { ResultAnswer } from '../lib/result-types.js' */

/**
 * Numbered buttons that choose one of several pictures, or all of them.
 *
 * @param {NonNullable<ResultAnswer['choices']>} choices
 * @param {(number: number | undefined) => void} onChoose Called with undefined for all.
 */
export function pictureChoice(choices, onChoose) {
  const buttons = [
    choice(t('All'), t('All pictures'), undefined),
    ...choices.map(({ number, label }) => choice(String(number), label, number)),
  ];
  buttons[0]?.setAttribute('aria-pressed', 'true');
  return h(
    'div',
    { class: 'choices', role: 'group', 'aria-label': t('Which picture the buttons are for') },
    ...buttons,
  );

  /**
   * @param {string} words
   * @param {string} title
   * @param {number | undefined} number
   */
  function choice(words, title, number) {
    /** @param {MouseEvent} event */
    const onclick = ({ currentTarget }) => {
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === currentTarget));
      onChoose(number);
    };
    return h('button', { type: 'button', class: 'choice', title, 'aria-pressed': 'false', onclick }, words);
  }
}
