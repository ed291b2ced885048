// The repository's files: reading them in, the tree, the picture.
import { get, query } from './api.js';
import { empty, failure, field, form, h } from './dom.js';
import { Ingest } from './ingest.js';
import { picture } from './picture.js';
import { day, number } from './repository.js';
import { fileTree } from './tree.js';

export function filesPanel(session) {
  const body = h('div'), progress = h('div');
  const source = h('input', { type: 'text', required: true, spellcheck: 'false' });
  const branch = h('input', { type: 'text', spellcheck: 'false' });
  const ingest = new Ingest(session, progress, () => look());
  const element = h('div', { class: 'panel' }, h('h2', {}, 'Files'),
    form({ class: 'entry two' }, () => ingest.start(source.value.trim(), branch.value.trim()), field('Repository', source), field('Branch, tag or commit', branch), h('button', { type: 'submit', class: 'primary' }, 'Read the files')), progress, body);
  if (session.repository) begin(); else session.addEventListener('messages', begin, { once: true });
  return element;

  function begin() {
    const { repository } = session;
    source.value = sessionStorage.getItem(`yudai.path.${session.id}`) ?? (repository ? `${repository.owner}/${repository.name}` : '');
    branch.value = repository?.branch ?? '';
    if (source.value) look(); else body.replaceChildren(empty('No repository', 'Name one above and read its files.'));
  }

  async function look() {
    body.replaceChildren(h('p', { class: 'hint' }, 'Looking…'));
    try {
      const known = await get(`/filedeps/repositories${query({ repo_url: source.value.trim(), branch: branch.value.trim() })}`);
      const files = await get(`/filedeps/repositories/${known.id}/files`);
      body.replaceChildren(
        h('p', { class: 'hint' }, `${number(known.total_files)} files · ${number(known.total_tokens)} tokens · commit ${known.commit_sha.slice(0, 8)} · ${day(known.updated_at)}`),
        fileTree(files, session, known.id), h('details', {}, h('summary', { onclick: once(event => event.currentTarget.after(picture(known.id, files))) }, 'Dependency picture')));
    } catch (problem) {
      if (problem.status === 404) body.replaceChildren(empty('Not read yet', '“Read the files” fetches the repository and counts its tokens and dependencies.'));
      else body.replaceChildren(failure(problem, look));
    }
  }
}

function once(work) {
  let done = false;
  return event => { if (!done) { done = true; work(event); } };
}
