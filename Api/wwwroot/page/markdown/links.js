// Labels, destinations and titles of links. Each function parses at an index, and returns null where none begins.
import { unescape } from './escapes.js';

export const MAX_LABEL_LENGTH = 999;
const MAX_PARENTHESES = 32;
const TITLE_CLOSERS = { '"': '"', "'": "'", '(': ')' };

export function parseLabel(text, start) {
  if (text[start] !== '[') return null;
  const limit = Math.min(text.length, start + MAX_LABEL_LENGTH + 2);
  for (let index = start + 1; index < limit; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '[') return null;
    else if (text[index] === ']') {
      const value = text.slice(start + 1, index);
      return value.trim() ? { value, end: index + 1 } : null;
    }
  }
  return null;
}

/** Labels are compared without case, and with their white space as single spaces. */
export function normalizeLabel(label) {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

export function parseDestination(text, start) {
  if (text[start] === '<') {
    for (let index = start + 1; index < text.length && text[index] !== '<' && text[index] !== '\n'; index++) {
      if (text[index] === '\\' && text[index + 1] !== '\n') index++;
      else if (text[index] === '>') return { value: unescape(text.slice(start + 1, index)), end: index + 1 };
    }
    return null;
  }
  let index = start;
  let depth = 0;
  for (; index < text.length && text[index] > ' ' && text[index] !== '\x7f'; index++) {
    if (text[index] === '\\' && text[index + 1] > ' ') index++;
    else if (text[index] === '(' && ++depth > MAX_PARENTHESES) return null;
    else if (text[index] === ')' && --depth < 0) break;
  }
  return depth <= 0 ? { value: unescape(text.slice(start, index)), end: index } : null;
}

export function parseTitle(text, start) {
  const closer = TITLE_CLOSERS[text[start]];
  if (!closer) return null;
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === closer) return { value: unescape(text.slice(start + 1, index)), end: index + 1 };
    else if (text[index] === '(' && closer === ')') return null;
  }
  return null;
}

/** Parses `(destination "title")` behind a link's text. */
export function parseResource(text, start) {
  if (text[start] !== '(') return null;
  const destination = parseDestination(text, skipSpace(text, start + 1));
  if (!destination) return null;
  let end = skipSpace(text, destination.end);
  const title = end > destination.end ? parseTitle(text, end) : null;
  if (title) end = skipSpace(text, title.end);
  return text[end] === ')' ? { destination: destination.value, title: title?.value, end: end + 1 } : null;
}

/** Skips spaces and tabs, and at most one line ending. */
export function skipSpace(text, index) {
  let lines = 0;
  while (text[index] === ' ' || text[index] === '\t' || (text[index] === '\n' && lines++ === 0)) index++;
  return index;
}
