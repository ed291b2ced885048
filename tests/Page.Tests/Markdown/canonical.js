// Writes Markdown as the page shows it, or HTML as the specification of CommonMark expects it, so that both can be
// compared. Deliberate differences of the page are mapped to one form:
//   - headings are two levels deeper;
//   - images are links to them, and text within other links;
//   - links have `rel` and `target`;
//   - only addresses of the web and of mail are links, others follow the text in parentheses;
//   - code stands in a figure, without the line ending after its last line;
//   - addresses are written by the browser's URL parser.
async ({ texts, isExpected }) => {
  const read = isExpected ? parseHtml : (await import('/page/markdown.js')).markdown;
  return texts.map(text => {
    const root = document.createElement('div');
    root.append(read(text));
    root.normalize();
    return write(root).slice('<div>'.length, -'</div>'.length);
  });

  function parseHtml(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    for (const image of template.content.querySelectorAll('img')) image.replaceWith(imageLink(image));
    return template.content;
  }

  function imageLink(image) {
    if (image.closest('a')) return image.alt;
    const link = document.createElement('a');
    link.setAttribute('href', image.getAttribute('src'));
    if (image.title) link.title = image.title;
    link.append(image.alt);
    return link;
  }

  function write(node) {
    if (node.nodeType === Node.COMMENT_NODE) return '<!---->';
    if (node.nodeType === Node.TEXT_NODE) return escape(betweenBlocks(node));
    const name = node.localName;
    if (name === 'br' || name === 'hr') return `<${name}>`;
    if (/^h[1-6]$/.test(name) && isExpected) return element(`h${Math.min(6, Number(name[1]) + 2)}`, {}, content(node));
    if (name === 'a') return link(node.getAttribute('href'), node.title, content(node));
    if (name === 'span') return notLinked(node);
    if (name === 'figure') return code(node.querySelector('pre code'));
    if (name === 'ol') return element(name, { start: node.getAttribute('start') }, content(node));
    if (name === 'input') return `<input${node.checked ? ' checked' : ''}>`;
    if (name === 'code' && isExpected) return element(name, { class: node.className }, content(node));
    return element(name, {}, content(node));
  }

  function content(node) {
    return [...node.childNodes].map(write).join('');
  }

  function element(name, attributes, inner) {
    const written = Object.entries(attributes).filter(([, value]) => value);
    return `<${name}${written.map(([key, value]) => ` ${key}="${escape(value)}"`).join('')}>${inner}</${name}>`;
  }

  /** A line ending beside a block, or behind a line break, is only the layout of the expected HTML. */
  function betweenBlocks(node) {
    if (!isExpected || node.parentNode.localName === 'pre' || node.parentNode.localName === 'code') return node.data;
    const isEdge = sibling => (sibling ? isBlock(sibling) : isBlock(node.parentNode));
    let text = node.data;
    if (isEdge(node.previousSibling) || node.previousSibling?.localName === 'br') text = text.replace(/^\n/, '');
    return isEdge(node.nextSibling) ? text.replace(/\n$/, '') : text;
  }

  function isBlock(node) {
    return /^(div|p|h\d|hr|pre|blockquote|ul|ol|li)$/.test(node.localName);
  }

  function code(node) {
    const text = node.textContent;
    return `<pre>${element('code', { class: node.className }, escape(text && `${text}\n`))}</pre>`;
  }

  function notLinked(node) {
    const text = node.lastChild.textContent;
    if (node.className === 'address') return link(text.slice(1, -1), '', escape(text.slice(1, -1)));
    const label = [...node.childNodes].slice(0, -1).map(write).join('');
    return link(label ? text.slice(' ('.length, -')'.length) : text, node.title, label);
  }

  function link(address, title, inner) {
    return element('a', { href: normalize(address) || '-', title }, inner);
  }

  function normalize(address) {
    const written = decode(address);
    return /^(https?|mailto):/i.test(written) && URL.canParse(written) ? decode(new URL(written).href) : written;
  }

  function decode(address) {
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  }

  function escape(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  }
};
