// Blocks of code: fenced, or indented by four columns.
import { unescape } from './escapes.js';
import { Leaf, Paragraph } from './leaves.js';
import { trim } from './line.js';

const OPENING_FENCE = /`{3,}(?=[^`]*$)|~{3,}/y;
const CLOSING_FENCE = /(?:`{3,}|~{3,})(?=[ \t]*$)/y;
const CODE_INDENT = 4;

class Code extends Leaf {
  lines = [];

  get text() {
    return this.lines.join('\n');
  }

  add(line) {
    this.lines.push(line.remainder);
    this.end = line.number;
  }
}

export class FencedCode extends Code {
  constructor(indent, fence, info) {
    super();
    this.indent = indent;
    this.fence = fence;
    this.language = unescape(info).split(/\s/, 1)[0];
  }

  static start(line, container, parser) {
    const found = line.indent > 3 ? null : line.match(OPENING_FENCE);
    if (!found) return null;
    const indent = line.indent;
    line.skip(found[0].length);
    return parser.open(new FencedCode(indent, found[0], trim(line.content)), line);
  }

  continues(line) {
    this.end = line.number;
    const [fence] = (line.indent <= 3 && line.match(CLOSING_FENCE)) || [''];
    this.isComplete = fence.startsWith(this.fence);
    line.skipColumns(this.indent);
    return true;
  }
}

export class IndentedCode extends Code {
  static start(line, container, parser) {
    if (line.indent < CODE_INDENT || parser.tip instanceof Paragraph) return null;
    line.skipColumns(CODE_INDENT);
    const code = parser.open(new IndentedCode(), line);
    code.add(line);
    return code;
  }

  continues(line) {
    if (line.indent < CODE_INDENT && !line.isBlank) return false;
    line.skipColumns(CODE_INDENT);
    return true;
  }

  add(line) {
    const { end } = this;
    super.add(line);
    if (line.isBlank) this.end = end;
  }

  close() {
    this.lines.length -= this.lines.toReversed().findIndex(line => line.trim());
  }
}
