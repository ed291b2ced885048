// One session's WebSocket: opened with a ticket, so that no token stands in an address, and opened again with the last seq whenever it is lost.
import { part, post, query, socketAddress } from './api.js';
import { login } from './login.js';

const slowest = 10_000;
const quietest = 40_000;
const beat = 15_000;
const forGood = { 4401: 'The login has ended.', 4404: 'There is no such session.' };

export class Live {
  #socket = null;
  #tries = 0;
  #closed = false;

  /** @param session its `seq` is where to go on, its `take` gets the frames, its `connection` what to show. */
  constructor(session) {
    this.session = session;
    this.online = () => this.#again(0);
    addEventListener('online', this.online);
    this.#open();
  }

  close() {
    this.#closed = true;
    removeEventListener('online', this.online);
    this.#stopTimers();
    this.#socket?.close();
  }

  ask(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  async #open() {
    this.#stopTimers();
    this.session.connection(this.#tries ? 'reconnecting' : 'connecting');
    const path = `daifu/sessions/${part(this.session.id)}`;
    let ticket;
    try {
      ({ ticket } = await post(`${path}/ws-ticket`));
    } catch (problem) {
      if (problem.isPassing) this.#again();
      else this.#end(problem.status === 404 ? 4404 : 4401);
      return;
    }
    if (this.#closed) return;
    const socket = (this.#socket = new WebSocket(
      socketAddress(`${path}/ws${query({ stream: true, since: this.session.seq, ticket })}`),
    ));
    socket.onmessage = event => {
      if (socket === this.#socket) this.#take(JSON.parse(event.data));
    };
    socket.onopen = () => {
      if (socket === this.#socket) this.#opened();
    };
    socket.onclose = event => {
      if (socket === this.#socket) this.#lost(event.code);
    };
  }

  #opened() {
    this.#tries = 0;
    this.session.joined();
    this.session.connection('live');
    this.beats = setInterval(() => this.ask({ type: 'heartbeat', data: {} }), beat);
    this.#heard();
  }

  #take(frame) {
    this.#heard();
    this.session.take(frame);
  }

  /** A connection that has gone quiet is as good as lost. */
  #heard() {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      this.#socket?.close();
      this.#lost(1006);
    }, quietest);
  }

  #lost(code) {
    this.#socket = null;
    if (code === 4401 && login.token) login.check();
    if (code in forGood) this.#end(code);
    else this.#again();
  }

  #again(wait = Math.min(slowest, 250 * 2 ** this.#tries) * (0.75 + Math.random() / 2)) {
    if (this.#closed || this.#socket?.readyState === WebSocket.OPEN || this.ended) return;
    this.#tries++;
    this.#stopTimers();
    this.session.connection('reconnecting');
    this.timer = setTimeout(() => this.#open(), wait);
  }

  #end(code) {
    this.ended = true;
    this.#stopTimers();
    this.session.connection('ended', forGood[code]);
  }

  #stopTimers() {
    clearTimeout(this.timer);
    clearTimeout(this.quiet);
    clearInterval(this.beats);
  }
}
