// Messages that the server has not confirmed. Each has an id, so that it counts once however often it is sent.
// They survive a reload.
import { post } from './api.js';

const MAX_RETRIES = 8;
const MAX_RETRY_DELAY = 8_000;

export class Outbox {
  #closed = false;

  constructor(session) {
    this.session = session;
    this.storageKey = `yudai.outbox.${session.id}`;
    this.waiting = JSON.parse(sessionStorage.getItem(this.storageKey) ?? '[]');
    for (const message of this.waiting) this.#deliver(message);
  }

  close() {
    this.#closed = true;
  }

  send(content, cards, files) {
    const message = { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, content, cards, files };
    this.waiting.push(message);
    this.#store();
    this.#deliver(message);
  }

  retry(message) {
    this.#deliver(message);
  }

  discard(message) {
    this.waiting = this.waiting.filter(other => other !== message);
    this.#store();
  }

  confirm(messages) {
    const ids = new Set(messages.map(message => message.client_message_id).filter(Boolean));
    if (!this.waiting.some(message => ids.has(message.id))) return;
    this.waiting = this.waiting.filter(message => !ids.has(message.id));
    this.#store();
  }

  /** Returns whether the error frame is about a message of this page. */
  reject({ client_message_id: id, message: reason }) {
    const message = this.waiting.find(waiting => waiting.id === id);
    if (message) this.#fail(message, reason);
    return Boolean(message);
  }

  async #deliver(message) {
    message.failed = null;
    this.#store();
    for (let attempt = 0; !this.#closed && this.waiting.includes(message); attempt++) {
      try {
        await post('/daifu/chat/daifu/v2', {
          session_id: this.session.id,
          message: { content: message.content },
          context_cards: message.cards,
          file_context: message.files,
          client_message_id: message.id,
        });
        return;
      } catch (problem) {
        if (!problem.isTransient || attempt === MAX_RETRIES) return void this.#fail(message, problem.message);
        const backoff = Math.min(MAX_RETRY_DELAY, 300 * 2 ** attempt);
        await new Promise(resolve => setTimeout(resolve, Math.max(problem.retryAfter * 1000, backoff)));
      }
    }
  }

  #fail(message, reason) {
    message.failed = reason;
    this.#store();
  }

  #store() {
    sessionStorage.setItem(this.storageKey, JSON.stringify(this.waiting));
    this.session.dispatchEvent(new Event('pending'));
  }
}
