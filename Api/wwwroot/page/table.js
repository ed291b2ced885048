// Tables of Markdown.
import { h } from './dom.js';
import { inline } from './inline.js';

const line = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$/;

export const isRow = (lines, at) => lines[at].includes('|') && at + 1 < lines.length && lines[at + 1].includes('-') && line.test(lines[at + 1]);

export function table(lines, at) {
  const head = cells(lines[at]), rows = [];
  for (at += 2; at < lines.length && lines[at].includes('|'); at++) rows.push(cells(lines[at]));
  const body = rows.map(row => h('tr', {}, head.map((_, n) => h('td', {}, inline(row[n] ?? '')))));
  return [h('div', { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': 'Table' },
    h('table', {}, h('thead', {}, h('tr', {}, head.map(cell => h('th', { scope: 'col' }, inline(cell))))), h('tbody', {}, body))), at];
}

const cells = row => row.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => cell.trim());
