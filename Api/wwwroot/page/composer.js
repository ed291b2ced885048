// The input of the next message, and the cards and files that it carries.
import { button, form, h } from './dom.js';

const MAX_LENGTH = 10_000;

export class Composer {
  #selection = h('div', { class: 'chosen', role: 'group', 'aria-label': 'Goes along with the message' });
  #input = h('textarea', {
    rows: 2,
    maxLength: MAX_LENGTH,
    required: true,
    placeholder: 'Ask about the repository, or say what should change',
    'aria-label': 'Message',
    'aria-describedby': 'composer-hint',
  });

  constructor(session, stop) {
    this.session = session;
    session.cardsToSend = new Set();
    session.filesToSend = new Set();
    this.element = form(
      { class: 'composer' },
      () => this.#submit(),
      this.#selection,
      this.#input,
      h(
        'div',
        { class: 'actions' },
        h('span', { class: 'hint', id: 'composer-hint' }, 'Enter sends, Shift+Enter begins a line'),
        stop,
        h('button', { type: 'submit', class: 'primary' }, 'Send'),
      ),
    );
    this.#input.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    session.addEventListener('selection', () => this.#renderSelection());
    session.addEventListener('cards', () => this.#renderSelection());
  }

  send(content, cards, files) {
    this.session.outbox.send(content, cards, files);
  }

  #submit() {
    const content = this.#input.value;
    if (!content.trim()) return;
    this.send(content, [...this.session.cardsToSend], [...this.session.filesToSend]);
    this.#input.value = '';
    this.session.filesToSend.clear();
    this.#renderSelection();
    this.#input.focus();
  }

  #renderSelection() {
    const { cards, cardsToSend, filesToSend } = this.session;
    for (const id of cardsToSend) if (!cards.some(card => card.id === id)) cardsToSend.delete(id);
    const chip = (set, value, text) =>
      button(
        [text, h('span', { 'aria-hidden': 'true' }, ' ×')],
        () => {
          set.delete(value);
          notifySelection(this.session);
        },
        { class: 'chip', 'aria-label': `Leave out ${text}` },
      );
    this.#selection.replaceChildren(
      ...cards.filter(card => cardsToSend.has(card.id)).map(card => chip(cardsToSend, card.id, card.title)),
      ...[...filesToSend].map(path => chip(filesToSend, path, path)),
    );
  }
}

/** Says that another set of cards or files is selected. */
export const notifySelection = session => session.dispatchEvent(new Event('selection'));
