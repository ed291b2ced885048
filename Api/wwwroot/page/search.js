// Searching what was said in all of the caller's sessions.
import { get, query } from './api.js';
import { dialog } from './dialog.js';
import { empty, failure, field, form, h, button } from './dom.js';
import { inline } from './markdown.js';
import { goTo } from './place.js';
import { when } from './repository.js';

export function searcher() {
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
      if (!results.length) found.replaceChildren(empty('Nothing found', 'Try fewer or other words.'));
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
          h('small', {}, `${result.message.role === 'user' ? 'You' : 'DAifu'} · ${when(result.message.created_at)}`),
        ],
        () => {
          box.close();
          goTo(result.session_id);
        },
        { class: 'row' },
      ),
    );
}
