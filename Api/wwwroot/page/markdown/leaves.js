// Blocks that hold no others: paragraphs, headings, thematic breaks.
import { parseDefinition } from './definitions.js';
import { trim } from './line.js';
import { normalizeLabel } from './links.js';

const ATX_HEADING = /(#{1,6})(?:[ \t]|$)/y;
const SETEXT_UNDERLINE = /(?:=+|-+)[ \t]*$/y;

export class Leaf {
  isLeaf = true;

  accepts() {
    return false;
  }

  continues() {
    return false;
  }
}

export class Paragraph extends Leaf {
  lines = [];
  isInterruptible = true;

  get text() {
    return trim(this.lines.join('\n'));
  }

  continues(line) {
    return !line.isBlank;
  }

  add(line) {
    this.lines.push(line.content);
    this.end = line.number;
  }

  /** Moves the link reference definitions that it begins with to the references. The first of a label counts. */
  takeDefinitions(references) {
    if (!this.lines[0]?.startsWith('[')) return;
    const text = this.lines.join('\n');
    let end = 0;
    for (let found; (found = parseDefinition(text, end)); end = found.end) {
      const label = normalizeLabel(found.label);
      if (!references.has(label)) references.set(label, found);
    }
    if (end > 0) this.lines = end < text.length ? text.slice(end).split('\n') : [];
  }

  close(references) {
    this.takeDefinitions(references);
  }
}

export class Heading extends Leaf {
  constructor(level, text) {
    super();
    this.level = level;
    this.text = text;
  }

  static start(line, container, parser) {
    const found = line.indent > 3 ? null : line.match(ATX_HEADING);
    if (!found) return null;
    line.skip(found[1].length);
    return parser.open(new Heading(found[1].length, withoutClosingSequence(trim(line.content))), line);
  }

  /** Makes the paragraph above an underline a heading. */
  static startSetext(line, container, parser) {
    if (!(container instanceof Paragraph) || line.indent > 3 || !line.match(SETEXT_UNDERLINE)) return null;
    container.takeDefinitions(parser.references);
    if (!container.lines.length) return null;
    return parser.replace(container, new Heading(line.text[line.next] === '=' ? 1 : 2, container.text), line);
  }
}

export class ThematicBreak extends Leaf {
  static start(line, container, parser) {
    return line.indent <= 3 && isThematicBreak(line.content) ? parser.open(new ThematicBreak(), line) : null;
  }
}

function isThematicBreak(text) {
  if (!'*-_'.includes(text[0])) return false;
  const marks = text.replace(/[ \t]/g, '');
  return marks.length >= 3 && marks === marks[0].repeat(marks.length);
}

/** The number signs that close a heading follow white space. */
function withoutClosingSequence(text) {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  return end === 0 || text[end - 1] === ' ' || text[end - 1] === '\t' ? trim(text.slice(0, end)) : text;
}
