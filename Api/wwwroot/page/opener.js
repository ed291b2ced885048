// Choosing what to talk about: one of the caller's repositories on GitHub, or one that is pasted.
import { get, part, post } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { nameOf } from './repository.js';

const most = 60;

export function opener(open) {
  const repository = h('input', { type: 'text', required: true, placeholder: 'owner/name', spellcheck: 'false', autocomplete: 'off' });
  const branch = h('input', { type: 'text', value: 'main', spellcheck: 'false', list: 'branches' }), branches = h('datalist', { id: 'branches' });
  const trouble = h('div'), own = h('section', { class: 'own', 'aria-label': 'Your repositories' }, h('p', { class: 'hint' }, 'Loading your repositories…'));
  const box = dialog('Choose a repository', form({ class: 'entry' }, start,
    field('Repository', repository, 'A URL, owner/name, or a path on a development machine.'), field('Branch', branch), branches, trouble,
    h('button', { type: 'submit', class: 'primary wide' }, 'Start the session')), own);
  repository.focus();
  list();

  async function start() {
    const name = nameOf(repository.value);
    if (!name) return trouble.replaceChildren(failure({ message: 'This is no repository.', advice: 'Write it as owner/name, or paste its address.' }));
    try {
      const session = await post('/daifu/sessions', { repo_owner: name.owner, repo_name: name.name, repo_branch: name.branch || branch.value.trim() || 'main' });
      if (name.path) sessionStorage.setItem(`yudai.path.${session.session_id}`, name.path);
      box.close();
      open(session.session_id);
    } catch (problem) {
      trouble.replaceChildren(failure(problem));
    }
  }

  async function list() {
    try {
      const all = await get('/github/repositories');
      const found = h('ul', { class: 'rows' }), search = h('input', { type: 'search', oninput: show });
      own.replaceChildren(h('h3', {}, 'Yours on GitHub'), field('Filter', search), found);
      function show() {
        const wanted = all.filter(one => one.full_name.toLowerCase().includes(search.value.toLowerCase()));
        found.replaceChildren(...wanted.slice(0, most).map(one => h('li', {}, button([h('strong', {}, one.full_name), h('small', {}, one.description ?? '')], () => choose(one), { class: 'row' }))));
        if (!wanted.length) found.append(h('li', { class: 'hint' }, 'None of your repositories is called so.'));
      }
      show();
    } catch (problem) {
      own.replaceChildren(h('h3', {}, 'Yours on GitHub'), failure(problem, list));
    }
  }

  async function choose(one) {
    repository.value = one.full_name;
    branch.value = one.default_branch;
    branch.focus();
    const all = await get(`/github/repositories/${one.full_name.split('/').map(part).join('/')}/branches`).catch(() => []);
    branches.replaceChildren(...options(all.map(({ name }) => [name, name])));
  }
}
