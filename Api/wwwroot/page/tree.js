// The file tree. The rows of a folder are made when it is opened, a page at a time.
import { get, query } from './api.js';
import { addCard } from './cards.js';
import { notifySelection } from './composer.js';
import { button, emptyState, field, h } from './dom.js';
import { attempt, notice } from './notices.js';
import { formatNumber } from './formats.js';

const PAGE_SIZE = 200;
const MAX_CARD_TOKENS = 20_000;

export function fileTree(files, session, repositoryId) {
  const all = files.filter(file => !file.is_directory);
  if (!all.length) return emptyState('No files', 'The repository has none, or all were left out.');
  const container = h('div', { class: 'tree' });
  const filter = h('input', { type: 'search', oninput: show });
  const root = buildFolders(all);
  show();
  return h('div', {}, field('Filter files', filter), container);

  function show() {
    const wanted = filter.value.trim().toLowerCase();
    const found = wanted ? all.filter(file => file.path.toLowerCase().includes(wanted)) : null;
    container.replaceChildren(found ? rows(found, file => fileRow(file, file.path)) : folderRows(root));
  }

  function folderRows(folder) {
    const inner = [...folder.folders.values()].sort(byName);
    const own = folder.files.sort(byName);
    return rows([...inner, ...own], one => (one.folders ? folderRow(one) : fileRow(one, one.name)));
  }

  function rows(list, row, from = 0) {
    const element = h('ul', {}, list.slice(from, from + PAGE_SIZE).map(row));
    if (list.length > PAGE_SIZE) addMoreButton(element, list, row, PAGE_SIZE);
    return element;
  }

  function addMoreButton(element, list, row, from) {
    const last = h(
      'li',
      {},
      button(
        `Show ${formatNumber(Math.min(PAGE_SIZE, list.length - from))} more of ${formatNumber(list.length - from)}`,
        () => {
          last.remove();
          element.append(...list.slice(from, from + PAGE_SIZE).map(row));
          if (list.length > from + PAGE_SIZE) addMoreButton(element, list, row, from + PAGE_SIZE);
        },
        { class: 'small' },
      ),
    );
    element.append(last);
  }

  function folderRow(folder) {
    let body = null;
    const head = button(
      [
        h('span', { class: 'mark', 'aria-hidden': 'true' }),
        h('span', { class: 'name' }, folder.name),
        h('small', {}, formatNumber(folder.tokens)),
      ],
      () => {
        const open = head.getAttribute('aria-expanded') !== 'true';
        head.setAttribute('aria-expanded', String(open));
        if (!body) head.after((body = folderRows(folder)));
        body.hidden = !open;
      },
      { class: 'folder', 'aria-expanded': 'false' },
    );
    return h('li', {}, head);
  }

  function fileRow(file, name) {
    return h(
      'li',
      { class: 'file' },
      h(
        'span',
        { class: 'name', title: `${file.path} · ${file.category}${file.language ? ` · ${file.language}` : ''}` },
        name,
      ),
      h('small', {}, formatNumber(file.tokens)),
      h(
        'span',
        { class: 'file-actions' },
        button(
          'Add',
          () => {
            session.filesToSend.add(file.path);
            notifySelection(session);
            notice(`${file.path} goes along with your message.`);
          },
          { class: 'quiet small', 'aria-label': `Add ${file.path} to the message` },
        ),
        button('Card', () => attempt(() => addFileCard(file)), {
          class: 'quiet small',
          'aria-label': `Keep ${file.path} as a card`,
        }),
      ),
    );
  }

  async function addFileCard(file) {
    const limits = query({ include: `/${file.path}`, max_tokens: MAX_CARD_TOKENS });
    const { text } = await get(`/filedeps/repositories/${repositoryId}/digest${limits}`);
    await addCard(session, { title: file.path.slice(-255), content: text.slice(0, 100_000), source: 'file' });
  }
}

function buildFolders(files) {
  const root = createFolder('');
  for (const file of files) {
    let at = root;
    for (const name of file.path.split('/').slice(0, -1)) {
      if (!at.folders.has(name)) at.folders.set(name, createFolder(name));
      at = at.folders.get(name);
      at.tokens += file.tokens;
    }
    at.files.push({ ...file, name: file.path.split('/').at(-1) });
  }
  return root;
}

const createFolder = name => ({ name, tokens: 0, folders: new Map(), files: [] });
const byName = (a, b) => (a.name < b.name ? -1 : 1);
