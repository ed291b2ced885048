// Tables, as on GitHub.
import { h } from '../dom.js';
import { Paragraph } from './leaves.js';
import { trim } from './line.js';

const DELIMITER_ROW = /[-:|][-:| \t]*$/y;
const DELIMITER_CELL = /^:?-+:?$/;

export class Table {
  isLeaf = true;
  isInterruptible = true;
  rows = [];

  constructor(head) {
    this.head = head;
  }

  /** A row of dashes makes the line above it the head of a table. */
  static start(line, container, parser) {
    if (!(container instanceof Paragraph) || line.indent > 3 || !line.match(DELIMITER_ROW)) return null;
    const header = container.lines.at(-1) ?? '';
    if (!header.includes('|') || !/[|:]/.test(line.content)) return null;
    const delimiters = cells(line.content);
    const head = cells(header);
    if (delimiters.length !== head.length || !delimiters.every(cell => DELIMITER_CELL.test(cell))) return null;
    const table = new Table(head);
    if (container.lines.length === 1) return parser.replace(container, table, line);
    container.lines.pop();
    container.end--;
    parser.open(table, line);
    table.start--;
    return table;
  }

  accepts() {
    return false;
  }

  continues(line) {
    return !line.isBlank;
  }

  add(line) {
    this.rows.push(cells(line.content));
    this.end = line.number;
  }
}

/** `inline` makes the nodes of a cell's text. */
export function renderTable({ head, rows }, inline) {
  const header = h(
    'tr',
    {},
    head.map(cell => h('th', { scope: 'col' }, inline(cell))),
  );
  const body = rows.map(row => h('tr', {}, tableCells(row, head.length, inline)));
  const table = h('table', {}, h('thead', {}, header), h('tbody', {}, body));
  return h('div', { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': 'Table' }, table);
}

/** One cell stands for all that a row lacks, so that a table is never much larger than its text. */
function tableCells(row, count, inline) {
  const given = row.slice(0, count).map(cell => h('td', {}, inline(cell)));
  return given.length < count ? [...given, h('td', { colSpan: count - given.length })] : given;
}

function cells(row) {
  const text = trim(row);
  const found = [];
  let start = text.startsWith('|') ? 1 : 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '|') {
      found.push(text.slice(start, index));
      start = index + 1;
    }
  }
  if (start < text.length) found.push(text.slice(start));
  return found.map(cell => trim(cell).replaceAll('\\|', '|'));
}
