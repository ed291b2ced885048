// Short words about what has happened, shown for a while and read out.
import { h } from './dom.js';

const shown = 6000;

export function notice(text, kind = 'info') {
  const element = h('p', { class: `notice ${kind}` }, text);
  document.getElementById('notices').append(element);
  setTimeout(() => element.remove(), shown);
}

/** Does something and says so when it does not work. */
export async function attempt(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.name !== 'AbortError') notice(problem.message, 'bad');
    return undefined;
  }
}
