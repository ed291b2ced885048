// One message, as said, as being written, or as on its way.
import { part, post } from './api.js';
import { keep } from './cards.js';
import { button, failure, h } from './dom.js';
import { editing } from './edit.js';
import { markdown } from './markdown.js';
import { attempt } from './notices.js';
import { clock, day, number } from './repository.js';

const names = { user: 'You', assistant: 'DAifu', system: 'Not answered' };

export function MessageView(message, session, composer) {
  const { role, message_id: id } = message;
  const body = h('div', { class: 'body' });
  if (role === 'system') body.append(failure({ message: message.error_message || message.content }));
  else body.append(markdown(message.content));
  const element = h(
    'article',
    { class: `message ${role}`, 'data-id': id, 'aria-label': `${names[role]}, ${day(message.created_at)}` },
    h(
      'header',
      {},
      h('strong', {}, names[role]),
      h('time', { datetime: message.created_at, title: day(message.created_at) }, clock(message.created_at)),
      facts(message),
    ),
    body,
    references(message),
    h('footer', { class: 'message-actions' }, actions()),
  );
  return element;

  function actions() {
    const quiet = { class: 'quiet small' };
    const path = `/daifu/chat/sessions/${part(session.id)}/messages/${part(id)}`;
    return [
      role === 'assistant' && button('Regenerate', () => attempt(() => post(`${path}/regenerate`)), quiet),
      role === 'user' && button('Edit', () => editing(element, body, message, path), quiet),
      role === 'user' &&
        button(
          'Send again',
          () => composer.send(message.content, message.context_cards, message.referenced_files),
          quiet,
        ),
      role !== 'system' &&
        button(
          'Keep as card',
          () => keep(session, { title: titleOf(message.content), content: message.content, source: 'chat' }),
          quiet,
        ),
    ];
  }
}

export class DraftView {
  #body = h('div', { class: 'body' });
  element = h(
    'article',
    { class: 'message assistant draft', 'aria-busy': 'true', 'aria-label': 'DAifu is writing' },
    h('header', {}, h('strong', {}, 'DAifu')),
    this.#body,
  );

  show(text) {
    if (text === this.text) return;
    this.text = text;
    this.#body.replaceChildren(markdown(text));
  }
}

export const PendingView = (one, outbox) =>
  h(
    'article',
    { class: 'message user pending', 'aria-label': 'You, not yet sent' },
    h('header', {}, h('strong', {}, 'You'), h('span', {}, one.failed ? 'Not sent' : 'Sending…')),
    h('div', { class: 'body' }, markdown(one.content)),
    one.failed &&
      h(
        'div',
        { class: 'failure', role: 'alert' },
        h('p', {}, one.failed),
        button('Send again', () => outbox.again(one)),
        button('Discard', () => outbox.drop(one), { class: 'quiet' }),
      ),
  );

const facts = ({ metadata, model_used: model, tokens }) =>
  h(
    'span',
    { class: 'facts' },
    [metadata?.stopped && 'stopped', model, tokens ? `${number(tokens)} tokens` : ''].filter(Boolean).join(' · '),
  );

const references = ({ referenced_files: files, context_cards: cards }) =>
  files.length + cards.length > 0 &&
  h(
    'p',
    { class: 'references' },
    cards.length > 0 && h('span', { class: 'chip' }, cards.length === 1 ? '1 card' : `${cards.length} cards`),
    files.map(path => h('span', { class: 'chip' }, path)),
  );

const titleOf = text =>
  text
    .trim()
    .split('\n')[0]
    .replace(/^[#>*\-\s]+|[`*]+|:$/g, '')
    .slice(0, 80) || 'Message';
