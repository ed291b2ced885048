// Markdown as elements, built one by one: no markup is ever parsed as such, and what looks like HTML stays text.
// It is CommonMark, with the tables, task lists, strikethrough and bare URLs of GitHub.
import { parseBlocks } from './markdown/blocks.js';
import { parseInlines } from './markdown/inlines.js';
import { renderBlocks } from './markdown/render-blocks.js';
import { renderInlines } from './markdown/render-inlines.js';

export function markdown(text) {
  const { blocks, references } = parseBlocks(text);
  const fragment = document.createDocumentFragment();
  for (const node of renderBlocks(blocks, references)) fragment.append(node);
  return fragment;
}

/** The nodes of one line or paragraph. */
export function inline(text) {
  return renderInlines(parseInlines(text, new Map()));
}
