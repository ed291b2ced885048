// Divides a text into blocks, line by line. A line first continues open blocks, then opens new ones; the rest is text.
import { FencedCode, IndentedCode } from './code-blocks.js';
import { Document, Item, Quote } from './containers.js';
import { Heading, Paragraph, ThematicBreak } from './leaves.js';
import { Line } from './line.js';
import { Table } from './table.js';

/** Deeper block quotes and lists stay text, so that no text can nest elements without end. */
const MAX_OPEN_BLOCKS = 48;

const starts = [
  Quote.start,
  Heading.start,
  FencedCode.start,
  Heading.startSetext,
  Table.start,
  ThematicBreak.start,
  Item.start,
  IndentedCode.start,
];

/** The blocks of a text, and its link reference definitions by label. */
export function parseBlocks(text) {
  const parser = new BlockParser();
  const lines = text
    .replaceAll('\0', '\uFFFD')
    .replace(/(?:\r\n|\n|\r)$/, '')
    .split(/\r\n|\n|\r/);
  lines.forEach((line, number) => parser.add(new Line(line, number)));
  return parser.finish();
}

class BlockParser {
  references = new Map();

  #open = [new Document()];
  #matched = 1;

  get tip() {
    return this.#open.at(-1);
  }

  get isFull() {
    return this.#matched >= MAX_OPEN_BLOCKS;
  }

  add(line) {
    this.#matched = 1;
    while (this.#matched < this.#open.length && this.#open[this.#matched].continues(line)) this.#matched++;
    if (this.tip.isComplete) return this.#closeTo(this.#open.length - 1);

    for (let container; (container = this.#open[this.#matched - 1]).isInterruptible && !line.isBlank;) {
      const block = this.#start(line, container);
      if (block?.isLeaf) return undefined;
      if (!block) break;
    }
    return this.#addText(line);
  }

  /** Opens a block in the deepest one that the line continues. */
  open(block, line) {
    this.#closeTo(this.#matched);
    while (!this.tip.accepts(block)) this.#closeTo(this.#open.length - 1);
    block.start = block.end = line.number;
    this.tip.children.push(block);
    this.#open.push(block);
    this.#matched = this.#open.length;
    return block;
  }

  /** Opens a block in the place of the paragraph at the tip. */
  replace(paragraph, block, line) {
    this.#open.pop();
    this.tip.children.pop();
    this.#matched = this.#open.length;
    this.open(block, line);
    block.start = paragraph.start;
    return block;
  }

  finish() {
    this.#closeTo(1);
    return { blocks: this.tip.children, references: this.references };
  }

  #start(line, container) {
    for (const start of starts) {
      const block = start(line, container, this);
      if (block) return block;
    }
    return null;
  }

  #addText(line) {
    const isLazy = this.#matched < this.#open.length && this.tip instanceof Paragraph && !line.isBlank;
    if (!isLazy) this.#closeTo(this.#matched);
    if (this.tip.add) this.tip.add(line);
    else if (!line.isBlank) this.open(new Paragraph(), line).add(line);
  }

  #closeTo(count) {
    while (this.#open.length > count) {
      const block = this.#open.pop();
      block.close?.(this.references);
      this.tip.end = Math.max(this.tip.end, block.end);
    }
  }
}
