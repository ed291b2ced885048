// Messages on their way. Each has an id of its own that stays the same however often it is sent, so it arrives once; they are kept over a reload.
import { post } from './api.js';

const tries = 8;
const slowest = 8_000;

export class Outbox {
  #closed = false;

  constructor(session) {
    this.session = session;
    this.place = `yudai.outbox.${session.id}`;
    this.waiting = JSON.parse(sessionStorage.getItem(this.place) ?? '[]');
    for (const one of this.waiting) this.#deliver(one);
  }

  close() {
    this.#closed = true;
  }

  send(content, cards, files) {
    const one = { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, content, cards, files };
    this.waiting.push(one);
    this.#keep();
    this.#deliver(one);
  }

  again(one) {
    this.#deliver(one);
  }

  drop(one) {
    this.waiting = this.waiting.filter(other => other !== one);
    this.#keep();
  }

  arrived(messages) {
    const ids = new Set(messages.map(message => message.client_message_id).filter(Boolean));
    if (!this.waiting.some(one => ids.has(one.id))) return;
    this.waiting = this.waiting.filter(one => !ids.has(one.id));
    this.#keep();
  }

  /** Whether an error frame was about a message of this page. */
  refused({ client_message_id: id, message }) {
    const one = this.waiting.find(other => other.id === id);
    if (one) this.#failed(one, message);
    return Boolean(one);
  }

  async #deliver(one) {
    one.failed = null;
    this.#keep();
    for (let attempt = 0; !this.#closed && this.waiting.includes(one); attempt++) {
      try {
        await post('/daifu/chat/daifu/v2', {
          session_id: this.session.id,
          message: { content: one.content },
          context_cards: one.cards,
          file_context: one.files,
          client_message_id: one.id,
        });
        return;
      } catch (problem) {
        if (!problem.isPassing || attempt === tries) return void this.#failed(one, problem.message);
        await new Promise(go =>
          setTimeout(go, Math.max(problem.retryAfter * 1000, Math.min(slowest, 300 * 2 ** attempt))),
        );
      }
    }
  }

  #failed(one, why) {
    one.failed = why;
    this.#keep();
  }

  #keep() {
    sessionStorage.setItem(this.place, JSON.stringify(this.waiting));
    this.session.dispatchEvent(new Event('pending'));
  }
}
