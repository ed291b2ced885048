// Reading a repository in: the way of one run, as told by the session's frames and, for safety, by asking.
import { get, part, post, remove } from './api.js';
import { button, failure, h } from './dom.js';
import { attempt } from './notices.js';
import { number } from './repository.js';

const pause = 1500;
const words = {
  queued: 'Waiting',
  downloading: 'Fetching',
  analyzing: 'Reading',
  resolving: 'Finding dependencies',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
const over = new Set(['completed', 'failed', 'cancelled']);

export class Ingest {
  #bar = h('progress', { max: 100, 'aria-label': 'Reading the files' });
  #text = h('p', { class: 'hint', role: 'status' });

  constructor(session, place, done) {
    Object.assign(this, { place, done });
    session.addEventListener('progress', () => {
      const frame = session.progress;
      if (frame.ingest_id === this.id) this.#show({ ...frame, status: frame.phase });
    });
  }

  async start(source, branch) {
    this.place.replaceChildren();
    try {
      const { ingest_id: id } = await post('/filedeps/extract', {
        repo_url: source,
        branch: branch || undefined,
        wait: false,
      });
      this.id = id;
      this.#show({ status: 'queued' });
      this.place.replaceChildren(
        h(
          'div',
          { class: 'ingest' },
          this.#bar,
          this.#text,
          button('Cancel', () => attempt(() => remove(`/filedeps/ingests/${part(id)}`)), { class: 'small' }),
        ),
      );
      await this.#follow(id);
    } catch (problem) {
      this.place.replaceChildren(failure(problem, () => this.start(source, branch)));
    }
  }

  async #follow(id) {
    for (;;) {
      const now = await this.#ask(id);
      if (this.id !== id) return;
      if (now && over.has(now.status)) return this.#end(now);
      if (now) this.#show(now);
      await new Promise(go => setTimeout(go, pause));
    }
  }

  async #ask(id) {
    try {
      return await get(`/filedeps/ingests/${part(id)}`);
    } catch (problem) {
      if (problem.isPassing) return null;
      throw problem;
    }
  }

  #show({ status, percent, files_done: done, files_total: total }) {
    this.#bar.value = percent ?? 0;
    this.#text.textContent = `${words[status] ?? status} · ${Math.round(percent ?? 0)} %${total ? ` · ${number(done)} of ${number(total)} files` : ''}`;
  }

  #end({ status, error }) {
    this.id = null;
    this.place.replaceChildren();
    if (status === 'completed') this.done();
    else
      this.place.append(
        failure({ message: error || (status === 'cancelled' ? 'Reading was cancelled.' : 'Reading failed.') }),
      );
  }
}
