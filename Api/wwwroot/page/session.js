// What this page knows of one session. Frames are applied by seq, each once; changes are told as events: messages, draft, pending, cards, status, connection, progress.
import { Live } from './live.js';
import { Outbox } from './outbox.js';
import { notice } from './notices.js';

export class Session extends EventTarget {
  seq = undefined;
  messages = [];
  cards = [];
  drafts = new Map();
  status = { status: 'idle' };
  repository = null;
  link = { state: 'connecting' };
  loaded = false;

  constructor(id) {
    super();
    this.id = id;
    this.outbox = new Outbox(this);
    this.live = new Live(this);
  }

  close() {
    this.live.close();
    this.outbox.close();
  }

  connection(state, why) {
    this.link = { state, why };
    this.#tell('connection');
  }

  /** A new connection tells the answer being written from its start. */
  joined() {
    for (const draft of this.drafts.values()) draft.stale = true;
  }

  take({ type, data, seq }) {
    switch (type) {
      case 'session_update':
        return this.#replace(data);
      case 'message':
        return this.#once(seq, () => this.#message(data));
      case 'context_card':
        return this.#once(seq, () => this.#card(data));
      case 'message_delta':
        return this.#delta(data);
      case 'agent_status':
        this.status = data;
        return this.#tell('status');
      case 'ingest_progress':
        this.progress = data;
        return this.#tell('progress');
      case 'error':
        return this.outbox.refused(data) || notice(data.message, 'bad');
      default:
        return undefined;
    }
  }

  #replace(state) {
    this.seq = state.seq;
    this.messages = state.messages;
    this.cards = state.context_cards;
    this.status = state.agent_status;
    this.repository = state.repository;
    this.loaded = true;
    for (const { message_id: id } of state.messages) this.drafts.delete(id);
    this.outbox.arrived(state.messages);
    for (const what of ['messages', 'cards', 'status', 'connection']) this.#tell(what);
  }

  #once(seq, apply) {
    if (seq <= this.seq) return;
    if (seq !== this.seq + 1) return this.live.ask({ type: 'request_context', data: {} });
    this.seq = seq;
    apply();
  }

  #message(message) {
    this.drafts.delete(message.message_id);
    const at = message.supersedes ? this.messages.findIndex(known => known.message_id === message.supersedes) : -1;
    if (at >= 0) this.messages.splice(at, message.role === 'user' ? Infinity : 1);
    this.messages.push(message);
    this.outbox.arrived([message]);
    this.#tell('messages');
  }

  #card({ action, card }) {
    this.cards = this.cards.filter(known => known.id !== card.id);
    if (action !== 'remove') this.cards.push(card);
    this.#tell('cards');
  }

  #delta({ message_id: id, delta, index }) {
    if (this.messages.some(message => message.message_id === id)) return;
    const draft = this.drafts.get(id);
    if (!draft || draft.stale || index === 0) this.drafts.set(id, { id, text: delta, index });
    else if (index > draft.index) Object.assign(draft, { text: draft.text + delta, index });
    this.#tell('draft');
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
  }
}
