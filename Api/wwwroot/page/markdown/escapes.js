// Backslash escapes and character references, outside of the text that inlines.js parses.
import { REFERENCE, decodeReference } from './entities.js';

export const ESCAPABLE = /[!-/:-@[-`{-~]/;

const ESCAPE_OR_REFERENCE = new RegExp(`\\\\(${ESCAPABLE.source})|${REFERENCE.source}`, 'g');

export function unescape(text) {
  return text.replace(
    ESCAPE_OR_REFERENCE,
    (found, escaped, ...reference) => escaped ?? decodeReference(found, ...reference),
  );
}
