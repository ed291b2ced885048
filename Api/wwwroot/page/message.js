// Views of a message: complete, being written, or not yet sent.
import { segment, post } from './api.js';
import { addCard } from './cards.js';
import { button, failure, h } from './dom.js';
import { editMessage } from './edit-message.js';
import { markdown } from './markdown.js';
import { attempt } from './notices.js';
import { formatTime, formatDateTime, formatNumber } from './formats.js';

const names = { user: 'You', assistant: 'DAifu', system: 'Not answered' };

export function MessageView(message, session, composer) {
  const { role, message_id: id } = message;
  const body = h('div', { class: 'body' });
  if (role === 'system') body.append(failure({ message: message.error_message || message.content }));
  else body.append(markdown(message.content));
  const element = h(
    'article',
    { class: `message ${role}`, 'data-id': id, 'aria-label': `${names[role]}, ${formatDateTime(message.created_at)}` },
    h(
      'header',
      {},
      h('strong', {}, names[role]),
      h(
        'time',
        { datetime: message.created_at, title: formatDateTime(message.created_at) },
        formatTime(message.created_at),
      ),
      facts(message),
    ),
    body,
    references(message),
    h('footer', { class: 'message-actions' }, actions()),
  );
  return element;

  function actions() {
    const quiet = { class: 'quiet small' };
    const path = `/daifu/chat/sessions/${segment(session.id)}/messages/${segment(id)}`;
    return [
      role === 'assistant' && button('Regenerate', () => attempt(() => post(`${path}/regenerate`)), quiet),
      role === 'user' && button('Edit', () => editMessage(element, body, message, path), quiet),
      role === 'user' &&
        button(
          'Send again',
          () => composer.send(message.content, message.context_cards, message.referenced_files),
          quiet,
        ),
      role !== 'system' &&
        button(
          'Keep as card',
          () => addCard(session, { title: titleOf(message.content), content: message.content, source: 'chat' }),
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
        button('Send again', () => outbox.retry(one)),
        button('Discard', () => outbox.discard(one), { class: 'quiet' }),
      ),
  );

const facts = ({ metadata, model_used: model, tokens }) =>
  h(
    'span',
    { class: 'facts' },
    [metadata?.stopped && 'stopped', model, tokens > 0 && `${formatNumber(tokens)} tokens`].filter(Boolean).join(' · '),
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
