// The conversation of one session.
import { segment, post } from './api.js';
import { Composer } from './composer.js';
import { button, emptyState, h } from './dom.js';
import { exportButtons } from './export.js';
import { DraftView, MessageView, PendingView } from './message.js';
import { attempt } from './notices.js';

const connectionLabels = {
  live: 'Live',
  connecting: 'Connecting…',
  reconnecting: 'Connection lost, coming back…',
  ended: 'Not connected',
};
/** Within this distance of its end, the log scrolls along with new text. */
const SCROLL_TOLERANCE = 120;

export class Chat {
  #views = new Map();
  #drafts = new Map();
  #log = h('div', { class: 'log', role: 'log', 'aria-label': 'Conversation', 'aria-live': 'polite', tabIndex: 0 });
  #title = h('h2', {}, 'Session');
  #connectionLabel = h('span', { class: 'link', role: 'status' });
  #activity = h('p', { class: 'doing', role: 'status' });

  constructor(session, list) {
    this.session = session;
    this.stop = button('Stop', () => this.#stop(), { class: 'danger', hidden: true });
    this.composer = new Composer(session, this.stop);
    this.element = h(
      'section',
      { class: 'chat', 'aria-label': 'Talk' },
      h(
        'header',
        {},
        this.#title,
        this.#connectionLabel,
        button('Rename', () => list.rename(session.id, ''), { class: 'quiet small' }),
        exportButtons(session.id),
      ),
      this.#log,
      this.#activity,
      this.composer.element,
    );
    for (const [event, show] of [
      ['messages', this.#messages],
      ['pending', this.#messages],
      ['draft', this.#scheduleMessages],
      ['status', this.#status],
      ['connection', this.#connection],
    ])
      session.addEventListener(event, show.bind(this));
    this.#connection();
    new ResizeObserver(() => {
      if (this.followsEnd) this.#scroll();
    }).observe(this.#log);
    this.#log.addEventListener('scroll', () => {
      this.followsEnd = this.#isAtEnd();
    });
  }

  #messages() {
    const { messages, repository, outbox, loaded } = this.session;
    const isAtEnd = this.#isAtEnd();
    if (repository) this.#title.textContent = `${repository.full_name} · ${repository.branch}`;
    const views = messages.map(message => this.#view(message));
    const known = new Set(messages.map(message => message.message_id));
    for (const id of this.#views.keys()) if (!known.has(id)) this.#views.delete(id);
    const pending = outbox.waiting.map(one => PendingView(one, outbox));
    const drafts = this.#draftViews();
    const nothing = loaded && !views.length && !pending.length && !drafts.length;
    arrange(this.#log, [
      ...views,
      ...pending,
      ...drafts,
      ...(nothing ? [emptyState('Nothing said yet', 'Ask about the repository, or say what should change.')] : []),
    ]);
    this.#status();
    this.followsEnd = isAtEnd;
    if (isAtEnd) this.#scroll();
  }

  #view(message) {
    const known = this.#views.get(message.message_id);
    if (known) return known;
    const view = MessageView(message, this.session, this.composer);
    this.#views.set(message.message_id, view);
    return view;
  }

  #draftViews() {
    const { drafts } = this.session;
    for (const id of this.#drafts.keys()) if (!drafts.has(id)) this.#drafts.delete(id);
    return [...drafts.values()].map(draft => {
      if (!this.#drafts.has(draft.id)) this.#drafts.set(draft.id, new DraftView());
      this.#drafts.get(draft.id).show(draft.text);
      return this.#drafts.get(draft.id).element;
    });
  }

  /** Text arrives faster than the screen is drawn. */
  #scheduleMessages() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.#messages();
    });
  }

  #status() {
    const { status, current_task: task } = this.session.status;
    const busy = status === 'processing' || this.session.drafts.size > 0;
    this.stop.hidden = !busy;
    const text = busy ? task || 'DAifu is writing…' : '';
    if (this.#activity.textContent !== text) this.#activity.textContent = text;
  }

  #connection() {
    const { state, reason } = this.session.connection;
    this.#connectionLabel.className = `link ${state}`;
    this.#connectionLabel.textContent = reason ?? connectionLabels[state];
    if (state !== 'ended' || this.session.loaded) return;
    this.element.classList.add('gone');
    this.#log.replaceChildren(
      emptyState('This session cannot be opened', `${reason} Choose another one, or begin anew.`),
    );
  }

  async #stop() {
    this.stop.disabled = true;
    const id = [...this.session.drafts.keys()].at(-1);
    await attempt(() => post(`/daifu/chat/sessions/${segment(this.session.id)}/stop`, id ? { message_id: id } : {}));
    this.stop.disabled = false;
  }

  #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < SCROLL_TOLERANCE;
  }

  #scroll() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

/** Orders the children. Only those in the wrong position move, so that a selection and the focus stay. */
function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}
