// Short messages that are shown for a while and read out.
import { h } from './dom.js';

const DURATION = 6000;

export function notice(text, kind = 'info') {
  const element = h('p', { class: `notice ${kind}` }, text);
  document.getElementById('notices').append(element);
  setTimeout(() => element.remove(), DURATION);
}

/** Runs an action and shows a notice when it fails. */
export async function attempt(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.name !== 'AbortError') notice(problem.message, 'bad');
    return undefined;
  }
}
