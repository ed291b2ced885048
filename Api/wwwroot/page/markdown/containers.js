// Blocks that hold other blocks: the document, block quotes, lists and their items.
import { Paragraph } from './leaves.js';

const BULLET_OR_NUMBER = /(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/y;
const MAX_MARKER_PADDING = 4;

class Container {
  children = [];
  end = 0;
  isInterruptible = true;

  accepts(block) {
    return !(block instanceof Item);
  }
}

export class Document extends Container {}

export class Quote extends Container {
  static start(line, container, parser) {
    if (parser.isFull || !Quote.#takeMarker(line)) return null;
    return parser.open(new Quote(), line);
  }

  continues(line) {
    if (!Quote.#takeMarker(line)) return false;
    this.end = line.number;
    return true;
  }

  static #takeMarker(line) {
    if (line.indent > 3 || line.text[line.next] !== '>') return false;
    line.skip(1);
    line.skipColumns(1);
    return true;
  }
}

export class List extends Container {
  isTight = true;

  constructor(bullet, number, delimiter) {
    super();
    this.isOrdered = bullet === undefined;
    this.number = Number(number);
    this.marker = bullet ?? delimiter;
  }

  accepts(block) {
    return block instanceof Item;
  }

  continues() {
    return true;
  }

  close() {
    this.isTight = areAdjacent(this.children) && this.children.every(item => areAdjacent(item.children));
  }
}

export class Item extends Container {
  constructor(padding) {
    super();
    this.padding = padding;
  }

  static start(line, container, parser) {
    const found = parser.isFull || line.indent > 3 ? null : line.match(BULLET_OR_NUMBER);
    if (!found) return null;
    const [marker, bullet, number, delimiter] = found;
    const isEmpty = !line.text.slice(line.next + marker.length).trim();
    if (container instanceof Paragraph && (isEmpty || (number && Number(number) !== 1))) return null;

    const indent = line.indent;
    line.skip(marker.length);
    const padding = isEmpty || line.indent > MAX_MARKER_PADDING ? 1 : line.indent;
    line.skipColumns(padding);
    const isNext = container instanceof List && container.marker === (bullet ?? delimiter);
    if (!isNext) parser.open(new List(bullet, number, delimiter), line);
    return parser.open(new Item(indent + marker.length + padding), line);
  }

  continues(line) {
    if (line.isBlank) return this.children.length > 0;
    if (line.indent < this.padding) return false;
    line.skipColumns(this.padding);
    return true;
  }
}

/** Whether no blank line lies between these blocks. */
function areAdjacent(blocks) {
  return blocks.every((block, index) => index === 0 || block.start === blocks[index - 1].end + 1);
}
