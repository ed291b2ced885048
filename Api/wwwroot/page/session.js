// The state of one session. Each frame is applied once, in the order of `seq`.
// Events: messages, draft, pending, cards, selection, status, connection, progress.
import { SessionSocket } from './session-socket.js';
import { Outbox } from './outbox.js';
import { notice } from './notices.js';

export class Session extends EventTarget {
  seq = undefined;
  messages = [];
  cards = [];
  drafts = new Map();
  status = { status: 'idle' };
  repository = null;
  connection = { state: 'connecting' };
  loaded = false;

  constructor(id) {
    super();
    this.id = id;
    this.outbox = new Outbox(this);
    this.socket = new SessionSocket(this);
  }

  close() {
    this.socket.close();
    this.outbox.close();
  }

  setConnection(state, reason) {
    this.connection = { state, reason };
    this.#emit('connection');
  }

  /** A new connection sends the answer being written from its start. */
  onConnected() {
    for (const draft of this.drafts.values()) draft.stale = true;
  }

  receive({ type, data, seq }) {
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
        return this.#emit('status');
      case 'ingest_progress':
        this.progress = data;
        return this.#emit('progress');
      case 'error':
        return this.outbox.reject(data) || notice(data.message, 'bad');
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
    this.outbox.confirm(state.messages);
    for (const what of ['messages', 'cards', 'status', 'connection']) this.#emit(what);
  }

  #once(seq, apply) {
    if (seq <= this.seq) return;
    if (seq !== this.seq + 1) return this.socket.send({ type: 'request_context', data: {} });
    this.seq = seq;
    apply();
  }

  #message(message) {
    this.drafts.delete(message.message_id);
    const at = message.supersedes ? this.messages.findIndex(known => known.message_id === message.supersedes) : -1;
    if (at >= 0 && message.role === 'user') this.#supersedeFrom(at);
    else if (at >= 0) this.messages.splice(at, 1);
    this.messages.push(message);
    this.outbox.confirm([message]);
    this.#emit('messages');
  }

  // An edit replaces its turn and the turns after it. Answers to earlier questions stay, wherever they are.
  #supersedeFrom(at) {
    const isQuestion = message => message.role === 'user';
    const replaced = new Set(this.messages.slice(at).filter(isQuestion).map(message => message.message_id));
    const answered = new Set(this.messages.map(message => message.in_reply_to));
    const next = this.messages.find(message => isQuestion(message) && !answered.has(message.message_id));
    if (!next || replaced.has(next.message_id)) this.drafts.clear();
    this.messages = this.messages.filter(
      message => !replaced.has(isQuestion(message) ? message.message_id : message.in_reply_to),
    );
  }

  #card({ action, card }) {
    this.cards = this.cards.filter(known => known.id !== card.id);
    if (action !== 'remove') this.cards.push(card);
    this.#emit('cards');
  }

  #delta({ message_id: id, delta, index }) {
    if (this.messages.some(message => message.message_id === id)) return;
    const draft = this.drafts.get(id);
    if (!draft || draft.stale || index === 0) this.drafts.set(id, { id, text: delta, index });
    else if (index > draft.index) Object.assign(draft, { text: draft.text + delta, index });
    this.#emit('draft');
  }

  #emit(what) {
    this.dispatchEvent(new Event(what));
  }
}
