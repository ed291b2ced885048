// Markdown as elements, built one by one: no markup is ever parsed as such.
import { h } from './dom.js';
import { codeBlock } from './code.js';
import { inline } from './inline.js';
import { isRow, table } from './table.js';

const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/, heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/, rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/, quote = /^ {0,3}>\s?(.*)$/;
const deepest = 8;

export function markdown(text) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(text.replace(/\r\n?/g, '\n').split('\n'), 0));
  return fragment;
}

function blocks(lines, depth) {
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    const [node, next] = block(lines, at, depth);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function block(lines, at, depth) {
  const line = lines[at];
  let found;
  if (!line.trim()) return [null, at + 1];
  if ((found = fence.exec(line))) return fenced(lines, at, found);
  if ((found = heading.exec(line))) return [h(`h${Math.min(found[1].length + 2, 6)}`, {}, inline(found[2])), at + 1];
  if (rule.test(line)) return [h('hr'), at + 1];
  if (depth < deepest && quote.test(line)) return quoted(lines, at, depth);
  if (depth < deepest && bullet.test(line)) return listed(lines, at, depth);
  if (isRow(lines, at)) return table(lines, at);
  return paragraph(lines, at);
}

function fenced(lines, at, [, mark, language]) {
  let end = at + 1;
  while (end < lines.length && !(lines[end].trim().startsWith(mark) && !lines[end].trim().slice(mark.length).replaceAll(mark[0], ''))) end++;
  return [codeBlock(lines.slice(at + 1, end).join('\n'), language), end + 1];
}

function quoted(lines, at, depth) {
  const inner = [];
  for (let found; at < lines.length && (found = quote.exec(lines[at])); at++) inner.push(found[1]);
  return [h('blockquote', {}, blocks(inner, depth + 1)), at];
}

function listed(lines, at, depth) {
  const [, indent, mark] = bullet.exec(lines[at]);
  const ordered = /\d/.test(mark), items = [];
  for (let found; at < lines.length;) {
    found = bullet.exec(lines[at]);
    if (!found || found[1].length > indent.length + 1 || found[1].length < indent.length || /\d/.test(found[2]) !== ordered) break;
    const inner = [found[3]];
    for (at++; at < lines.length && (/^\s/.test(lines[at]) && lines[at].search(/\S/) > indent.length || !lines[at].trim() && /^\s+\S/.test(lines[at + 1] ?? '')); at++)
      inner.push(lines[at].slice(Math.min(lines[at].search(/\S|$/), indent.length + mark.length + 1)));
    const task = /^\[([ xX])\]\s+/.exec(inner[0]);
    if (task) inner[0] = inner[0].slice(task[0].length);
    items.push(h('li', task ? { class: 'task' } : {}, task && box(task[1] !== ' '), item(blocks(inner, depth + 1))));
    while (at + 1 < lines.length && !lines[at].trim() && bullet.test(lines[at + 1])) at++;
  }
  return [h(ordered ? 'ol' : 'ul', ordered && parseInt(mark, 10) !== 1 ? { start: parseInt(mark, 10) } : {}, items), at];
}

const box = done => h('input', { type: 'checkbox', disabled: true, checked: done, 'aria-label': done ? 'Done' : 'To do' });

/** A single paragraph needs no space of its own. */
const item = nodes => nodes[0]?.tagName === 'P' ? [...nodes[0].childNodes, ...nodes.slice(1)] : nodes;

function paragraph(lines, at) {
  const text = [];
  for (; at < lines.length && lines[at].trim() && (text.length === 0 || !starts(lines[at])); at++) text.push(lines[at].trim());
  return [h('p', {}, inline(text.join('\n'))), at];
}

const starts = line => fence.test(line) || heading.test(line) || quote.test(line) || rule.test(line) || bullet.test(line);
