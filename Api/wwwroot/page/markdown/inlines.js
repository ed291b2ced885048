// Turns the text of a block into a flat list of tokens: text, code, line breaks, and the starts and ends of elements.
import { matchAutolink, matchUrl } from './autolinks.js';
import { Brackets } from './brackets.js';
import { CodeSpans } from './code-spans.js';
import { Delimiter, matchDelimiters } from './delimiters.js';
import { REFERENCE, decodeReference } from './entities.js';
import { ESCAPABLE } from './escapes.js';

const PLAIN = /[^\n\\`*_~[\]!<&h]+/y;
const REFERENCE_HERE = new RegExp(REFERENCE, 'y');

/** `references` are the link reference definitions by label. */
export function parseInlines(text, references) {
  return new InlineParser(text, references).parse();
}

class InlineParser {
  #tokens = [];
  #delimiters = [];
  #index = 0;

  constructor(text, references) {
    this.text = text;
    this.brackets = new Brackets(text, references);
    this.codeSpans = new CodeSpans(text);
  }

  parse() {
    while (this.#index < this.text.length) this.#next();
    matchDelimiters(this.#delimiters);
    return this.#tokens;
  }

  #next() {
    switch (this.text[this.#index]) {
      case '\n':
        return this.#lineEnding();
      case '\\':
        return this.#backslash();
      case '`':
        return this.#code();
      case '*':
      case '_':
      case '~':
        return this.#delimiterRun();
      case '[':
        return this.#openBracket('[');
      case '!':
        return this.text[this.#index + 1] === '[' ? this.#openBracket('![') : this.#addText('!');
      case ']':
        return this.#closeBracket();
      case '<':
        return this.#addLink(matchAutolink(this.text, this.#index), '<');
      case 'h':
        return this.#addLink(matchUrl(this.text, this.#index, this.brackets.areOpen), 'h');
      case '&':
        return this.#reference();
      default:
        return this.#addText(this.#match(PLAIN)[0]);
    }
  }

  #match(expression) {
    expression.lastIndex = this.#index;
    return expression.exec(this.text);
  }

  /** Adds text as it is written. */
  #addText(text) {
    this.#index += text.length;
    this.#tokens.push({ text });
  }

  /** Spaces around a line ending are dropped; two or more before it make it a hard break. */
  #lineEnding() {
    const last = this.#tokens.at(-1);
    let spaces = 0;
    if (last?.text !== undefined) {
      while (last.text[last.text.length - 1 - spaces] === ' ') spaces++;
      last.text = last.text.slice(0, last.text.length - spaces);
    }
    this.#breakLine(spaces > 1);
  }

  #breakLine(isHard) {
    this.#tokens.push(isHard ? { isBreak: true } : { text: '\n' });
    do this.#index++;
    while (this.text[this.#index] === ' ');
  }

  #backslash() {
    const next = this.text[this.#index + 1];
    if (next === undefined || !(next === '\n' || ESCAPABLE.test(next))) return this.#addText('\\');
    this.#index++;
    return next === '\n' ? this.#breakLine(true) : this.#addText(next);
  }

  #code() {
    const { run, code, end } = this.codeSpans.parse(this.#index);
    if (code === undefined) return this.#addText(run);
    this.#tokens.push({ code });
    this.#index = end;
    return undefined;
  }

  #delimiterRun() {
    const run = new Delimiter(this.text, this.#index);
    this.#index += run.length;
    this.#tokens.push(run);
    if (run.canOpen || run.canClose) this.#delimiters.push(run);
  }

  #openBracket(text) {
    this.#addText(text);
    this.brackets.open(this.#tokens.at(-1), this.#index, this.#delimiters.length);
  }

  #closeBracket() {
    const closed = this.brackets.close(this.#index);
    if (!closed) return this.#addText(']');
    const { token, isImage, link, delimiterCount } = closed;
    Object.assign(token, { text: undefined, opens: isImage ? 'image' : 'link', link });
    this.#tokens.push({ closes: true });
    matchDelimiters(this.#delimiters, delimiterCount);
    this.#index = link.end;
    return undefined;
  }

  #addLink(found, character) {
    if (!found) return this.#addText(character);
    this.#tokens.push({ opens: 'link', link: found }, { text: found.text }, { closes: true });
    this.#index += found.length;
    return undefined;
  }

  #reference() {
    const found = this.#match(REFERENCE_HERE);
    if (!found) return this.#addText('&');
    this.#tokens.push({ text: decodeReference(...found) });
    this.#index += found[0].length;
    return undefined;
  }
}
