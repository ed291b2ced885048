// The progress of one ingest. The session's frames tell it; polling makes up for lost frames.
import { get, segment, post, remove } from './api.js';
import { button, failure, h } from './dom.js';
import { attempt } from './notices.js';
import { formatNumber } from './formats.js';

const POLL_INTERVAL = 1500;
const statusLabels = {
  queued: 'Waiting',
  downloading: 'Fetching',
  analyzing: 'Reading',
  resolving: 'Finding dependencies',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
const finalStatuses = new Set(['completed', 'failed', 'cancelled']);

export class Ingest {
  #bar = h('progress', { max: 100, 'aria-label': 'Reading the files' });
  #text = h('p', { class: 'hint', role: 'status' });

  constructor(session, container, onCompleted) {
    Object.assign(this, { container, onCompleted });
    session.addEventListener('progress', () => {
      const frame = session.progress;
      if (frame.ingest_id === this.id) this.#show({ ...frame, status: frame.phase });
    });
  }

  async start(source, branch) {
    this.container.replaceChildren();
    try {
      const { ingest_id: id } = await post('/filedeps/extract', {
        repo_url: source,
        branch: branch || undefined,
        wait: false,
      });
      this.id = id;
      this.#show({ status: 'queued' });
      this.container.replaceChildren(
        h(
          'div',
          { class: 'ingest' },
          this.#bar,
          this.#text,
          button('Cancel', () => attempt(() => remove(`/filedeps/ingests/${segment(id)}`)), { class: 'small' }),
        ),
      );
      await this.#poll(id);
    } catch (problem) {
      this.container.replaceChildren(failure(problem, () => this.start(source, branch)));
    }
  }

  async #poll(id) {
    for (;;) {
      const progress = await this.#fetch(id);
      if (this.id !== id) return;
      if (progress && finalStatuses.has(progress.status)) return this.#end(progress);
      if (progress) this.#show(progress);
      await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL));
    }
  }

  async #fetch(id) {
    try {
      return await get(`/filedeps/ingests/${segment(id)}`);
    } catch (problem) {
      if (problem.isTransient) return null;
      throw problem;
    }
  }

  #show({ status, percent, files_done: done, files_total: total }) {
    this.#bar.value = percent ?? 0;
    const files = total ? ` · ${formatNumber(done)} of ${formatNumber(total)} files` : '';
    this.#text.textContent = `${statusLabels[status] ?? status} · ${Math.round(percent ?? 0)} %${files}`;
  }

  #end({ status, error }) {
    this.id = null;
    this.container.replaceChildren();
    if (status === 'completed') this.onCompleted();
    else
      this.container.append(
        failure({ message: error || (status === 'cancelled' ? 'Reading was cancelled.' : 'Reading failed.') }),
      );
  }
}
