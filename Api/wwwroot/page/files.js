// The panel of a repository's files: its ingest, the file tree, the dependency picture.
import { get } from './api.js';
import { button, emptyState, failure, field, form, h } from './dom.js';
import { Ingest } from './ingest.js';
import { showPicture } from './picture.js';
import { parseRepository, formatNumber, formatAge } from './formats.js';
import { fileTree } from './tree.js';

export function filesPanel(session) {
  const body = h('div');
  const progress = h('div', { class: 'reading' });
  const source = h('input', { type: 'text', required: true, spellcheck: 'false' });
  const branch = h('input', { type: 'text', spellcheck: 'false' });
  const ingest = new Ingest(session, progress, () => load());
  const read = form(
    { class: 'entry' },
    () => ingest.start(source.value.trim(), branch.value.trim()),
    field('Repository', source),
    field('Branch, tag or commit', branch),
    h('button', { type: 'submit', class: 'primary' }, 'Read the files'),
  );
  const other = h('details', { class: 'other', open: true }, h('summary', {}, 'Read another commit'), read);
  const element = h('div', { class: 'panel' }, h('h2', {}, 'Files'), progress, other, body);
  if (session.repository) initialize();
  else session.addEventListener('messages', initialize, { once: true });
  return element;

  function initialize() {
    const { repository } = session;
    const folder = sessionStorage.getItem(`yudai.path.${session.id}`);
    source.value = folder ?? (repository ? `${repository.owner}/${repository.name}` : '');
    branch.value = folder ? '' : (repository?.branch ?? '');
    if (source.value) load();
    else show(null);
  }

  async function load() {
    body.replaceChildren(h('p', { class: 'hint' }, 'Looking…'));
    try {
      const known = (await get('/filedeps/repositories')).find(one =>
        matches(one, source.value.trim(), branch.value.trim()),
      );
      show(known, known && (await get(`/filedeps/repositories/${known.id}/files`)));
    } catch (problem) {
      body.replaceChildren(failure(problem, load));
    }
  }

  function show(known, files) {
    other.open = !known;
    other.classList.toggle('first', !known);
    element.append(...(known ? [body, other] : [other, body]));
    if (!known)
      return body.replaceChildren(
        emptyState(
          'Not read yet',
          '“Read the files” fetches the repository, counts its tokens and finds what depends on what.',
        ),
      );
    return body.replaceChildren(
      h(
        'div',
        { class: 'known' },
        h(
          'p',
          { class: 'hint' },
          `${formatNumber(known.total_files)} files · ${formatNumber(known.total_tokens)} tokens`,
          h('br'),
          `Commit ${known.commit_sha.slice(0, 8)}, read ${formatAge(known.updated_at)}`,
        ),
        button('Dependency picture', () => showPicture(known.id, files, `${known.owner}/${known.name}`), {
          class: 'small',
        }),
      ),
      fileTree(files, session, known.id),
    );
  }
}

function matches(known, source, reference) {
  const name = parseRepository(source);
  return (
    name &&
    (name.path?.replace(/\/+$/, '').endsWith(`/${known.repo_url}`) ||
      `${known.owner}/${known.name}`.toLowerCase() === `${name.owner}/${name.name}`.toLowerCase()) &&
    (!reference || known.branch === reference || known.commit_sha.startsWith(reference))
  );
}
