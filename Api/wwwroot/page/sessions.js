// The list of the caller's sessions.
import { get, segment, put, remove } from './api.js';
import { confirmAction, dialog } from './dialog.js';
import { button, emptyState, failure, field, form, h } from './dom.js';
import { attempt } from './notices.js';
import { navigateTo, currentSessionId } from './route.js';
import { formatAge } from './formats.js';

const REFRESH_DELAY = 1500;

export class SessionList {
  #list = h('ul', { class: 'rows' });

  constructor() {
    this.element = h('nav', { class: 'sessions', 'aria-label': 'Sessions' }, h('h2', {}, 'Sessions'), this.#list);
  }

  open(id) {
    this.current = id;
    this.#markCurrent();
    this.refresh();
  }

  close() {
    clearTimeout(this.timer);
  }

  refreshSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), REFRESH_DELAY);
    this.#markCurrent();
  }

  async refresh() {
    try {
      const sessions = await get('/daifu/sessions?limit=200');
      this.#list.replaceChildren(...sessions.map(session => this.#row(session)));
      if (!sessions.length)
        this.#list.append(h('li', {}, emptyState('No sessions yet', 'Begin one with “New session”.')));
      this.#markCurrent();
    } catch (problem) {
      this.#list.replaceChildren(
        h(
          'li',
          {},
          failure(problem, () => this.refresh()),
        ),
      );
    }
  }

  async rename(id, title) {
    const input = h('input', { type: 'text', value: title ?? '', required: true, maxLength: 255 });
    const box = dialog(
      'Rename the session',
      form(
        { class: 'entry' },
        async () => {
          (await attempt(() => put(`/daifu/chat/sessions/${segment(id)}/title`, { title: input.value.trim() }))) &&
            box.close();
          this.refresh();
        },
        field('Title', input),
        h('button', { type: 'submit', class: 'primary' }, 'Rename'),
      ),
    );
  }

  async delete(id, title) {
    if (
      !(await confirmAction(
        'Delete the session?',
        `“${title}” leaves the lists. Its text stays, and a new message brings it back.`,
        'Delete',
      ))
    )
      return;
    if ((await attempt(() => remove(`/daifu/chat/sessions/${segment(id)}`))) === undefined) return;
    if (currentSessionId() === id) navigateTo(null);
    this.refresh();
  }

  #row(session) {
    const { session_id: id } = session;
    const repository = session.repo_name ? `${session.repo_owner}/${session.repo_name}` : 'No repository';
    const name = session.title || repository;
    const where = [name !== repository && repository, session.repo_name && (session.repo_branch ?? 'main')]
      .filter(Boolean)
      .join(' · ');
    const said = session.total_messages === 1 ? '1 message' : `${session.total_messages} messages`;
    return h(
      'li',
      { 'data-id': id },
      button(
        [
          h('strong', {}, name),
          where && h('small', {}, where),
          h('small', {}, `${said} · ${formatAge(session.last_activity)}`),
        ],
        () => navigateTo(id),
        { class: 'row' },
      ),
      h(
        'div',
        { class: 'row-actions' },
        button('Rename', () => this.rename(id, session.title), {
          class: 'quiet small',
          'aria-label': `Rename ${name}`,
        }),
        button('Delete', () => this.delete(id, name), { class: 'quiet small', 'aria-label': `Delete ${name}` }),
      ),
    );
  }

  #markCurrent() {
    for (const row of this.#list.children) {
      const isCurrent = row.dataset.id === this.current && this.current !== null;
      if (isCurrent) row.querySelector('button')?.setAttribute('aria-current', 'true');
      else row.querySelector('button')?.removeAttribute('aria-current');
    }
  }
}
