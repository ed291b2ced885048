// Makes elements of blocks.
import { codeBlock } from '../code.js';
import { h } from '../dom.js';
import { List, Quote } from './containers.js';
import { parseInlines } from './inlines.js';
import { Heading, Paragraph, ThematicBreak } from './leaves.js';
import { renderInlines } from './render-inlines.js';
import { Table, renderTable } from './table.js';

/** A message's headings come after the page's own. */
const HEADING_OFFSET = 2;
const MAX_HEADING_LEVEL = 6;
const TASK = /^\[([ xX])\][ \t]+/;

export function renderBlocks(blocks, references) {
  const inline = text => renderInlines(parseInlines(text, references));
  return blocks.flatMap(render);

  function render(block) {
    if (block instanceof Paragraph) return block.lines.length ? h('p', {}, inline(block.text)) : [];
    if (block instanceof Heading)
      return h(`h${Math.min(block.level + HEADING_OFFSET, MAX_HEADING_LEVEL)}`, {}, inline(block.text));
    if (block instanceof ThematicBreak) return h('hr');
    if (block instanceof Quote) return h('blockquote', {}, block.children.map(render));
    if (block instanceof List) return renderList(block);
    if (block instanceof Table) return renderTable(block, inline);
    return codeBlock(block.text, block.language);
  }

  function renderList({ isOrdered, number, isTight, children }) {
    const start = isOrdered && number !== 1 ? number : undefined;
    return h(
      isOrdered ? 'ol' : 'ul',
      { start },
      children.map(item => renderItem(item.children, isTight)),
    );
  }

  function renderItem(children, isTight) {
    const task = children[0] instanceof Paragraph ? TASK.exec(children[0].text) : null;
    const nodes = children.map((block, index) => {
      if (!(block instanceof Paragraph) || !block.lines.length) return render(block);
      const isTask = task && index === 0;
      const text = isTask ? block.text.slice(task[0].length) : block.text;
      const content = [isTask && checkbox(task[1] !== ' '), inline(text)];
      return isTight ? content : h('p', {}, content);
    });
    return h('li', task ? { class: 'task' } : {}, nodes);
  }
}

function checkbox(isDone) {
  return h('input', { type: 'checkbox', disabled: true, checked: isDone, 'aria-label': isDone ? 'Done' : 'To do' });
}
