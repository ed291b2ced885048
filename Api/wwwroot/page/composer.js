// Where the next message is written, with the cards and files that go along.
import { button, form, h } from './dom.js';

const most = 10_000;

export class Composer {
  #chosen = h('div', { class: 'chosen', role: 'group', 'aria-label': 'Goes along with the message' });
  #input = h('textarea', {
    rows: 2,
    maxLength: most,
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
      this.#chosen,
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
    session.addEventListener('chosen', () => this.#show());
    session.addEventListener('cards', () => this.#show());
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
    this.#show();
    this.#input.focus();
  }

  #show() {
    const { cards, cardsToSend, filesToSend } = this.session;
    for (const id of cardsToSend) if (!cards.some(card => card.id === id)) cardsToSend.delete(id);
    const chip = (set, value, text) =>
      button(
        [text, h('span', { 'aria-hidden': 'true' }, ' ×')],
        () => {
          set.delete(value);
          choose(this.session);
        },
        { class: 'chip', 'aria-label': `Leave out ${text}` },
      );
    this.#chosen.replaceChildren(
      ...cards.filter(card => cardsToSend.has(card.id)).map(card => chip(cardsToSend, card.id, card.title)),
      ...[...filesToSend].map(path => chip(filesToSend, path, path)),
    );
  }
}

export const choose = session => session.dispatchEvent(new Event('chosen'));
