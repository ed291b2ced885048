// The page of a signed-in user: the sessions, the conversation, and the panels beside it.
import { post } from './api.js';
import { Chat } from './chat.js';
import { button, h } from './dom.js';
import { login } from './login.js';
import { attempt } from './notices.js';
import { openRepositoryDialog } from './repository-dialog.js';
import { Panels } from './panels.js';
import { navigateTo, currentSessionId } from './route.js';
import { openSearchDialog } from './search-dialog.js';
import { Session } from './session.js';
import { SessionList } from './sessions.js';
import { welcome } from './welcome.js';

const views = [
  ['sessions', 'Sessions'],
  ['talk', 'Talk'],
  ['panels', 'Context'],
];

export function showWorkspace(app) {
  let session = null;
  const list = new SessionList();
  const talk = h('main', { class: 'talk', id: 'talk', tabIndex: -1 });
  const side = h('aside', { class: 'panels', 'aria-label': 'Context, files and issues' });
  const tabs = views.map(([view, label]) => button(label, () => showView(view), { 'data-view': view }));
  app.className = 'workspace';
  app.replaceChildren(
    h(
      'a',
      {
        class: 'skip',
        href: '#talk',
        onclick: event => {
          event.preventDefault();
          talk.focus();
        },
      },
      'Skip to the talk',
    ),
    header(),
    h('nav', { class: 'views', 'aria-label': 'Views' }, tabs),
    list.element,
    talk,
    side,
  );

  function showView(view) {
    app.dataset.view = view;
    for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
  }

  function open() {
    const id = currentSessionId();
    if (session && session.id === id) return;
    session?.close();
    session = id === null ? null : new Session(id);
    list.open(id);
    talk.replaceChildren(session ? new Chat(session, list).element : welcome());
    side.replaceChildren(
      session
        ? new Panels(session).element
        : h('p', { class: 'empty' }, 'Files, cards and issues of a session are shown here.'),
    );
    session?.addEventListener('messages', () => list.refreshSoon());
    showView('talk');
  }

  function shortcut(event) {
    if (
      event.key !== '/' ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.closest('input, textarea, select, dialog')
    )
      return;
    event.preventDefault();
    openSearchDialog();
  }

  addEventListener('hashchange', open);
  addEventListener('keydown', shortcut);
  open();
  return () => {
    removeEventListener('hashchange', open);
    removeEventListener('keydown', shortcut);
    session?.close();
    list.close();
  };
}

function header() {
  const name = login.user?.display_name || login.user?.github_username || 'Signed in';
  return h(
    'header',
    { class: 'top' },
    h(
      'h1',
      {},
      h('img', { src: 'page/icon.svg', alt: '', width: '24', height: '24' }),
      h('span', { class: 'word' }, 'YudaiV3'),
    ),
    button('New session', () => openRepositoryDialog(id => navigateTo(id)), { class: 'primary' }),
    button('Search', () => openSearchDialog(), { 'aria-keyshortcuts': '/' }),
    h('span', { class: 'who' }, name),
    button(
      'Sign out',
      async () => {
        await attempt(() => post('/auth/logout'));
        login.clear();
      },
      { class: 'quiet' },
    ),
  );
}
