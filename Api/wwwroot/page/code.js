// A block of code with a button that copies it.
import { button, h } from './dom.js';
import { notice } from './notices.js';

export function codeBlock(text, language) {
  const copy = button(
    'Copy',
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        notice('Copied.');
      } catch {
        notice('The browser does not allow copying. Select the text instead.', 'bad');
      }
    },
    { class: 'quiet small', 'aria-label': 'Copy the code' },
  );
  return h(
    'figure',
    { class: 'code' },
    h('figcaption', {}, h('span', {}, language || 'code'), copy),
    h('pre', { tabIndex: 0 }, h('code', { class: language && `language-${language}` }, text)),
  );
}
