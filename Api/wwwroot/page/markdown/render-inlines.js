// Makes elements of the tokens that inlines.js finds. It needs no recursion, however deep they nest.
import { h } from '../dom.js';

/** Deeper elements are left out; their text stays. */
const MAX_DEPTH = 32;
const LINK_PROTOCOLS = ['https:', 'http:', 'mailto:'];

export function renderInlines(tokens) {
  const builder = new InlineBuilder();
  for (const token of tokens) {
    if (token.text !== undefined) builder.add(token.text);
    else if (token.code !== undefined) builder.addElement(token.code, 'code');
    else if (token.isBreak) builder.addElement('\n', 'br');
    else if (token.opens) builder.begin(token);
    else if (token.closes) builder.end();
    else addDelimiters(builder, token);
  }
  return builder.nodes;
}

function addDelimiters(builder, { character, count, ends, begins }) {
  for (let index = 0; index < ends.length; index++) builder.end();
  builder.add(character.repeat(count));
  for (const tag of begins.toReversed()) builder.begin({ opens: tag });
}

class InlineBuilder {
  nodes = [];

  #open = [];
  #ignored = 0;
  #link = null;

  add(text) {
    if (typeof this.nodes.at(-1) === 'string') this.nodes.push(this.nodes.pop() + text);
    else if (text) this.nodes.push(text);
  }

  /** The text of an image is its description, in which elements stand for their text. */
  addElement(text, tag) {
    if (this.#link?.opens === 'image') this.add(text);
    else this.nodes.push(tag === 'br' ? h('br') : h(tag, {}, text));
  }

  /** Within a link is no other link, and within an image's description no element at all. */
  begin(token) {
    const isLink = token.link !== undefined;
    const isRefused = this.#open.length >= MAX_DEPTH || this.#link?.opens === 'image' || (isLink && this.#link);
    if (this.#ignored || isRefused) {
      this.#ignored++;
      return;
    }
    this.#open.push({ token, nodes: this.nodes });
    this.nodes = [];
    if (isLink) this.#link = token;
  }

  end() {
    if (this.#ignored) {
      this.#ignored--;
      return;
    }
    const { token, nodes } = this.#open.pop();
    const element = token.link ? link(token.link, this.nodes) : h(token.opens, {}, this.nodes);
    if (token === this.#link) this.#link = null;
    this.nodes = nodes;
    this.nodes.push(element);
  }
}

/** Links lead to the web and to mail only; of any other the address is shown as text. An image is a link to it. */
function link({ destination, title, isAutolink }, nodes) {
  const url = URL.canParse(destination) ? new URL(destination) : null;
  if (url && LINK_PROTOCOLS.includes(url.protocol)) {
    const properties = { href: url.href, title, rel: 'noopener noreferrer nofollow', target: '_blank' };
    return h('a', properties, nodes.length ? nodes : destination);
  }
  if (isAutolink) return h('span', { class: 'address' }, `<${destination}>`);
  const address = h('span', { class: 'address' }, nodes.length ? ` (${destination})` : destination);
  return h('span', { title }, nodes, address);
}
