// The dialog that searches the messages of all the user's sessions.
import { get, query } from './api.js';
import { dialog } from './dialog.js';
import { emptyState, failure, field, form, h, button } from './dom.js';
import { inline } from './markdown.js';
import { navigateTo } from './route.js';
import { formatAge } from './formats.js';

export function openSearchDialog() {
  const input = h('input', { type: 'search', required: true, maxLength: 1000 });
  const found = h('div', { class: 'found', 'aria-live': 'polite' });
  const box = dialog(
    'Search your sessions',
    form(
      { class: 'entry', role: 'search' },
      search,
      field('Words', input),
      h('button', { type: 'submit', class: 'primary' }, 'Search'),
    ),
    found,
  );
  input.focus();

  async function search() {
    try {
      const { total, results } = await get(`/daifu/search${query({ q: input.value, limit: 50 })}`);
      found.replaceChildren(
        h('p', { class: 'hint' }, total === 1 ? 'One message' : `${total} messages`),
        h('ul', { class: 'rows' }, results.map(row)),
      );
      if (!results.length) found.replaceChildren(emptyState('Nothing found', 'Try fewer or other words.'));
    } catch (problem) {
      found.replaceChildren(failure(problem, search));
    }
  }

  const row = result =>
    h(
      'li',
      {},
      button(
        [
          h('strong', {}, result.session_title || 'Session'),
          h('span', {}, inline(result.snippet)),
          h(
            'small',
            {},
            `${result.message.role === 'user' ? 'You' : 'DAifu'} · ${formatAge(result.message.created_at)}`,
          ),
        ],
        () => {
          box.close();
          navigateTo(result.session_id);
        },
        { class: 'row' },
      ),
    );
}
