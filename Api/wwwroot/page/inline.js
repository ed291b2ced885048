// Markdown within a line: code, emphasis, links. What looks like HTML stays text.
import { h } from './dom.js';

const rules = [
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, found => h('code', {}, found[2].trim())],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, found => h('strong', {}, inline(found[1]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, found => h('del', {}, inline(found[1]))],
  [/^\*(?=[^\s*])([^*\n]*?[^\s*])\*/, found => h('em', {}, inline(found[1]))],
  [/^_(?=[^\s_])([^_\n]*?[^\s_])_(?!\w)/, found => h('em', {}, inline(found[1]))],
  [/^!?\[([^\]\n]{1,500})\]\(<?([^\s)>]{1,2000})>?(?:\s+"[^"\n]*")?\)/, found => link(found[2], found[1])],
  [/^<?(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"*`])>?/, found => link(found[1], found[1])],
];
const starts = /[`*~_![h<\\]/;
const words = /\w/;

export function inline(text) {
  const nodes = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const one = text[at];
    if (!starts.test(one)) { plain += one; at++; continue; }
    if (one === '\\' && at + 1 < text.length && /[^\w\s]/.test(text[at + 1])) { plain += text[at + 1]; at += 2; continue; }
    const hit = (one === '_' || one === 'h') && at > 0 && words.test(text[at - 1]) ? null : match(text.slice(at, at + 4000));
    if (!hit) { plain += one; at++; continue; }
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(hit.node);
    at += hit.length;
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function match(rest) {
  for (const [pattern, build] of rules) {
    const found = pattern.exec(rest);
    if (found) return { node: build(found), length: found[0].length };
  }
  return null;
}

/** Only to the web and to mail; anything else is shown as what it is. */
function link(target, label) {
  const url = URL.parse?.(target) ?? parse(target);
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return h('span', {}, label === target ? target : `${label} (${target})`);
  return h('a', { href: url.href, rel: 'noopener noreferrer nofollow', target: '_blank' }, label);
}

function parse(target) {
  try { return new URL(target); } catch { return null; }
}
