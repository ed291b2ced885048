// Files in folders, with tokens. A folder's rows are made when it is opened, and not all at once.
import { get, query } from './api.js';
import { keep } from './cards.js';
import { choose } from './composer.js';
import { button, empty, field, h } from './dom.js';
import { attempt, notice } from './notices.js';
import { number } from './repository.js';

const chunk = 200;
const cardTokens = 20_000;

export function fileTree(files, session, repositoryId) {
  const all = files.filter(file => !file.is_directory);
  if (!all.length) return empty('No files', 'The repository has none, or all were left out.');
  const place = h('div', { class: 'tree' });
  const filter = h('input', { type: 'search', oninput: show });
  const root = folders(all);
  show();
  return h('div', {}, field('Filter files', filter), place);

  function show() {
    const wanted = filter.value.trim().toLowerCase();
    const found = wanted ? all.filter(file => file.path.toLowerCase().includes(wanted)) : null;
    place.replaceChildren(found ? rows(found, file => fileRow(file, file.path)) : folderRows(root));
  }

  function folderRows(folder) {
    const inner = [...folder.folders.values()].sort(byName);
    const own = folder.files.sort(byName);
    return rows([...inner, ...own], one => (one.folders ? folderRow(one) : fileRow(one, one.name)));
  }

  function rows(list, row, from = 0) {
    const element = h('ul', {}, list.slice(from, from + chunk).map(row));
    if (list.length > chunk) more(element, list, row, chunk);
    return element;
  }

  function more(element, list, row, from) {
    const last = h(
      'li',
      {},
      button(
        `Show ${number(Math.min(chunk, list.length - from))} more of ${number(list.length - from)}`,
        () => {
          last.remove();
          element.append(...list.slice(from, from + chunk).map(row));
          if (list.length > from + chunk) more(element, list, row, from + chunk);
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
        h('small', {}, number(folder.tokens)),
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
      h('small', {}, number(file.tokens)),
      h(
        'span',
        { class: 'file-actions' },
        button(
          'Add',
          () => {
            session.filesToSend.add(file.path);
            choose(session);
            notice(`${file.path} goes along with your message.`);
          },
          { class: 'quiet small', 'aria-label': `Add ${file.path} to the message` },
        ),
        button('Card', () => attempt(() => asCard(file)), {
          class: 'quiet small',
          'aria-label': `Keep ${file.path} as a card`,
        }),
      ),
    );
  }

  async function asCard(file) {
    const { text } = await get(
      `/filedeps/repositories/${repositoryId}/digest${query({ include: `/${file.path}`, max_tokens: cardTokens })}`,
    );
    await keep(session, { title: file.path.slice(-255), content: text.slice(0, 100_000), source: 'file' });
  }
}

function folders(files) {
  const root = make('');
  for (const file of files) {
    let at = root;
    for (const name of file.path.split('/').slice(0, -1)) {
      if (!at.folders.has(name)) at.folders.set(name, make(name));
      at = at.folders.get(name);
      at.tokens += file.tokens;
    }
    at.files.push({ ...file, name: file.path.split('/').at(-1) });
  }
  return root;
}

const make = name => ({ name, tokens: 0, folders: new Map(), files: [] });
const byName = (a, b) => (a.name < b.name ? -1 : 1);
