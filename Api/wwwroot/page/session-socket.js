// The WebSocket of a session. A ticket opens it, so that no URL holds a token. When it is lost, a new one continues
// from the last `seq`.
import { segment, post, query, resolveSocketUrl } from './api.js';
import { login } from './login.js';

const MAX_RETRY_DELAY = 10_000;
const MAX_SILENCE = 40_000;
const HEARTBEAT_INTERVAL = 15_000;
/** Close codes that a new connection would meet again. */
const finalCloseCodes = { 4401: 'The login has ended.', 4404: 'There is no such session.' };

export class SessionSocket {
  #socket = null;
  #attempts = 0;
  #closed = false;

  constructor(session) {
    this.session = session;
    this.onOnline = () => this.#reconnect(0);
    addEventListener('online', this.onOnline);
    this.#open();
  }

  close() {
    this.#closed = true;
    removeEventListener('online', this.onOnline);
    this.#stopTimers();
    this.#socket?.close();
  }

  send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  async #open() {
    this.#stopTimers();
    this.session.setConnection(this.#attempts ? 'reconnecting' : 'connecting');
    const path = `daifu/sessions/${segment(this.session.id)}`;
    let ticket;
    try {
      ({ ticket } = await post(`${path}/ws-ticket`));
    } catch (problem) {
      if (problem.isTransient) this.#reconnect();
      else this.#end(problem.status === 404 ? 4404 : 4401);
      return;
    }
    if (this.#closed) return;
    const socket = (this.#socket = new WebSocket(
      resolveSocketUrl(`${path}/ws${query({ stream: true, since: this.session.seq, ticket })}`),
    ));
    socket.onmessage = event => {
      if (socket === this.#socket) this.#receive(JSON.parse(event.data));
    };
    socket.onopen = () => {
      if (socket === this.#socket) this.#opened();
    };
    socket.onclose = event => {
      if (socket === this.#socket) this.#lost(event.code);
    };
  }

  #opened() {
    this.#attempts = 0;
    this.session.onConnected();
    this.session.setConnection('live');
    this.heartbeat = setInterval(() => this.send({ type: 'heartbeat', data: {} }), HEARTBEAT_INTERVAL);
    this.#resetSilence();
  }

  #receive(frame) {
    this.#resetSilence();
    this.session.receive(frame);
  }

  /** The server pings: a silent connection is lost. */
  #resetSilence() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.#socket?.close();
      this.#lost(1006);
    }, MAX_SILENCE);
  }

  #lost(code) {
    this.#socket = null;
    if (code === 4401 && login.token) login.check();
    if (code in finalCloseCodes) this.#end(code);
    else this.#reconnect();
  }

  #reconnect(wait = Math.min(MAX_RETRY_DELAY, 250 * 2 ** this.#attempts) * (0.75 + Math.random() / 2)) {
    if (this.#closed || this.#socket?.readyState === WebSocket.OPEN || this.ended) return;
    this.#attempts++;
    this.#stopTimers();
    this.session.setConnection('reconnecting');
    this.timer = setTimeout(() => this.#open(), wait);
  }

  #end(code) {
    this.ended = true;
    this.#stopTimers();
    this.session.setConnection('ended', finalCloseCodes[code]);
  }

  #stopTimers() {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    clearInterval(this.heartbeat);
  }
}
