// The dialog that starts a session. One field names the repository and filters the list of the user's repositories.
import { get, segment, post } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { login } from './login.js';
import { parseRepository } from './formats.js';

const MAX_ROWS = 60;

export function openRepositoryDialog(onStarted) {
  const repository = h('input', {
    type: 'text',
    required: true,
    placeholder: 'owner/name',
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: () => show(),
  });
  const branch = h('input', {
    type: 'text',
    placeholder: 'main',
    spellcheck: 'false',
    list: 'branches',
    autocomplete: 'off',
  });
  const branches = h('datalist', { id: 'branches' });
  const errors = h('div');
  const own = h('section', { class: 'own', 'aria-label': 'Your repositories' });
  const box = dialog(
    'Choose a repository',
    form(
      { class: 'entry' },
      start,
      h('div', { class: 'bar grow' }, field('Repository', repository), field('Branch', branch), branches),
      h('p', { class: 'hint' }, 'A name such as owner/name, an address on GitHub, or a path on a development machine.'),
      errors,
      own,
      h('button', { type: 'submit', class: 'primary wide' }, 'Start the session'),
    ),
  );
  let all = null;
  repository.focus();
  list();

  async function start() {
    const name = parseRepository(repository.value);
    if (!name)
      return errors.replaceChildren(
        failure({ message: 'This is no repository.', advice: 'Write it as owner/name, or paste its address.' }),
      );
    try {
      const session = await post('/daifu/sessions', {
        repo_owner: name.owner,
        repo_name: name.name,
        repo_branch: name.branch || branch.value.trim() || 'main',
      });
      if (name.path) sessionStorage.setItem(`yudai.path.${session.session_id}`, name.path);
      box.close();
      onStarted(session.session_id);
    } catch (problem) {
      errors.replaceChildren(failure(problem));
    }
  }

  async function list() {
    if (login.isByName)
      return own.replaceChildren(
        h(
          'p',
          { class: 'hint' },
          'You signed in by name, so there is no list of repositories of yours. Any repository can be named.',
        ),
      );
    own.replaceChildren(h('p', { class: 'hint' }, 'Loading your repositories…'));
    try {
      all = await get('/github/repositories');
      show();
    } catch (problem) {
      own.replaceChildren(failure(problem, list));
    }
  }

  function show(wanted = repository.value.trim().toLowerCase()) {
    if (!all) return;
    const found = all.filter(one => one.full_name.toLowerCase().includes(wanted));
    own.replaceChildren(
      h('h3', {}, 'Yours on GitHub'),
      found.length
        ? h('ul', { class: 'rows' }, found.slice(0, MAX_ROWS).map(row))
        : h(
            'p',
            { class: 'hint' },
            all.length ? 'None of yours is called so. It can be somebody else’s.' : 'You have none there yet.',
          ),
    );
  }

  function row(one) {
    return h(
      'li',
      {},
      button(
        [
          h('strong', {}, one.full_name),
          h('small', {}, [one.private && 'private', one.language, one.description].filter(Boolean).join(' · ')),
        ],
        () => select(one),
        { class: 'row', 'aria-pressed': String(repository.value === one.full_name) },
      ),
    );
  }

  async function select(one) {
    repository.value = one.full_name;
    branch.value = one.default_branch;
    show('');
    branch.focus();
    const names = await get(`/github/repositories/${one.full_name.split('/').map(segment).join('/')}/branches`).catch(
      () => [],
    );
    branches.replaceChildren(...options(names.map(({ name }) => [name, name])));
  }
}
