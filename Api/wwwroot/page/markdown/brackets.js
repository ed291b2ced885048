// Pairs the brackets of links and images: `[text](destination "title")`, `[text][label]`, `[label]`.
import { MAX_LABEL_LENGTH, normalizeLabel, parseLabel, parseResource } from './links.js';

export class Brackets {
  #openers = [];
  #linkCount = 0;

  constructor(text, references) {
    this.text = text;
    this.references = references;
  }

  get areOpen() {
    return this.#openers.length > 0;
  }

  /** The text of the link begins at `start`. The token becomes the link's start if the link is closed. */
  open(token, start, delimiterCount) {
    if (this.areOpen) this.#openers.at(-1).hasInner = true;
    this.#openers.push({ token, start, delimiterCount, isImage: token.text === '![', linkCount: this.#linkCount });
  }

  /** The link that the bracket at this index closes, with its opener, or null. */
  close(index) {
    const opener = this.#openers.pop();
    // A link holds no other link: the inner one counts, and the outer brackets are text.
    if (!opener || (!opener.isImage && opener.linkCount < this.#linkCount)) return null;
    const link = parseResource(this.text, index + 1) ?? this.#findDefinition(opener, index);
    if (link && !opener.isImage) this.#linkCount++;
    return link && { ...opener, link };
  }

  #findDefinition(opener, index) {
    const next = index + 1;
    const label = parseLabel(this.text, next);
    if (!label && opener.hasInner) return null;
    const text = label ? label.value : this.text.slice(opener.start, index);
    const definition = text.length <= MAX_LABEL_LENGTH ? this.references.get(normalizeLabel(text)) : null;
    return definition && { ...definition, end: label?.end ?? (this.text.startsWith('[]', next) ? next + 2 : next) };
  }
}
