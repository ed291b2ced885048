// A cursor over one line. It counts columns, because a tab reaches to the next multiple of four.

const TAB_WIDTH = 4;

export class Line {
  /** The index of the next character that is neither a space nor a tab. */
  next = 0;

  #offset = 0;
  #column = 0;
  #nextColumn = 0;
  #isInTab = false;

  constructor(text, number) {
    this.text = text;
    this.number = number;
    this.#findNext();
  }

  /** The columns of white space before the next character. */
  get indent() {
    return this.#nextColumn - this.#column;
  }

  get isBlank() {
    return this.next === this.text.length;
  }

  /** What is left, with its indentation. A tab that was taken in part counts as the spaces that are left of it. */
  get remainder() {
    if (!this.#isInTab) return this.text.slice(this.#offset);
    return ' '.repeat(TAB_WIDTH - (this.#column % TAB_WIDTH)) + this.text.slice(this.#offset + 1);
  }

  /** What is left, without its indentation. */
  get content() {
    return this.text.slice(this.next);
  }

  /** Matches a sticky expression at the next character. */
  match(expression) {
    expression.lastIndex = this.next;
    return expression.exec(this.text);
  }

  /** Takes the indentation and this many characters. */
  skip(length) {
    this.#offset = this.next + length;
    this.#column = this.#nextColumn + length;
    this.#isInTab = false;
    this.#findNext();
  }

  /** Takes up to this many columns of white space. */
  skipColumns(count) {
    while (count > 0 && this.#offset < this.next) {
      const width = this.text[this.#offset] === '\t' ? TAB_WIDTH - (this.#column % TAB_WIDTH) : 1;
      const taken = Math.min(width, count);
      this.#isInTab = taken < width;
      if (!this.#isInTab) this.#offset++;
      this.#column += taken;
      count -= taken;
    }
  }

  #findNext() {
    this.next = this.#offset;
    this.#nextColumn = this.#column;
    for (; this.text[this.next] === ' ' || this.text[this.next] === '\t'; this.next++)
      this.#nextColumn += this.text[this.next] === '\t' ? TAB_WIDTH - (this.#nextColumn % TAB_WIDTH) : 1;
  }
}

/** Takes spaces, tabs and line endings off both ends, and no other white space. */
export function trim(text) {
  const isSpace = index => ' \t\n'.includes(text[index]);
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(start)) start++;
  while (start < end && isSpace(end - 1)) end--;
  return text.slice(start, end);
}
