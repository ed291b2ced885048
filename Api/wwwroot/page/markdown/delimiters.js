// Emphasis and strikethrough: runs of `*`, `_` and `~`, matched as the specification of CommonMark describes it.

const WHITE_SPACE = /[\t\n\f\r\p{Zs}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const STRIKETHROUGH_LENGTH = 2;

/** A run of delimiters in the text. `count` of them are left as text; the others end and begin elements. */
export class Delimiter {
  ends = [];
  begins = [];

  constructor(text, start) {
    this.character = text[start];
    let end = start + 1;
    while (text[end] === this.character) end++;
    this.length = this.count = end - start;

    const before = [...text.slice(Math.max(0, start - 2), start)].at(-1) ?? '\n';
    const after = end < text.length ? String.fromCodePoint(text.codePointAt(end)) : '\n';
    const isLeft = isFlanking(before, after);
    const isRight = isFlanking(after, before);
    const isUnderscore = this.character === '_';
    this.canOpen = isLeft && (!isUnderscore || !isRight || PUNCTUATION.test(before));
    this.canClose = isRight && (!isUnderscore || !isLeft || PUNCTUATION.test(after));
    if (this.character === '~' && this.length !== STRIKETHROUGH_LENGTH) this.canOpen = this.canClose = false;
  }

  /** Openers are searched only once for all closers of one kind. */
  get kind() {
    return `${this.character}${this.canOpen}${this.length % 3}`;
  }

  matches(closer) {
    if (!this.canOpen || this.character !== closer.character) return false;
    const isAmbiguous = (this.canClose || closer.canOpen) && closer.length % 3 !== 0;
    return !isAmbiguous || (this.length + closer.length) % 3 !== 0;
  }
}

/** Matches the delimiters from this index on, and removes them from the list. */
export function matchDelimiters(delimiters, from = 0) {
  const openers = [];
  const searched = new Map();
  delimiters.splice(from).forEach((closer, order) => {
    closer.order = order;
    while (closer.canClose && closer.count > 0) {
      const index = findOpener(openers, closer, searched.get(closer.kind) ?? -1);
      if (index < 0) {
        searched.set(closer.kind, openers.at(-1)?.order ?? -1);
        break;
      }
      openers.length = index + 1;
      pair(openers[index], closer);
      if (openers[index].count === 0) openers.pop();
    }
    if (closer.canOpen && closer.count > 0) openers.push(closer);
  });
}

function findOpener(openers, closer, searched) {
  for (let index = openers.length - 1; index >= 0 && openers[index].order > searched; index--)
    if (openers[index].matches(closer)) return index;
  return -1;
}

function pair(opener, closer) {
  const length = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
  opener.count -= length;
  closer.count -= length;
  const element = opener.character === '~' ? 'del' : length === 2 ? 'strong' : 'em';
  opener.begins.push(element);
  closer.ends.push(element);
}

/** Whether a run between these characters is left-flanking; swapped, whether it is right-flanking. */
function isFlanking(before, after) {
  if (WHITE_SPACE.test(after)) return false;
  return !PUNCTUATION.test(after) || WHITE_SPACE.test(before) || PUNCTUATION.test(before);
}
