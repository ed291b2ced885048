// The texts that are kept beside the talk; those that are ticked go along with the next message.
import { part, post, remove } from './api.js';
import { choose } from './composer.js';
import { dialog } from './dialog.js';
import { button, empty, field, form, h } from './dom.js';
import { attempt, notice } from './notices.js';
import { number } from './repository.js';

const path = session => `/daifu/sessions/${part(session.id)}/context-cards`;

export async function keep(session, card) {
  const kept = await attempt(() => post(path(session), { description: '', ...card }));
  if (kept) notice(`Kept as card “${kept.title}”.`);
  return kept;
}

export function cardsPanel(session) {
  const list = h('ul', { class: 'rows' });
  const show = () => {
    list.replaceChildren(...session.cards.map(card => row(session, card)));
    if (!session.cards.length)
      list.append(
        h(
          'li',
          {},
          empty(
            'No cards yet',
            'Keep a message or a file as a card, or write one. Ticked cards go along with your message.',
          ),
        ),
      );
  };
  session.addEventListener('cards', show);
  session.addEventListener('chosen', show);
  show();
  return h(
    'div',
    { class: 'panel' },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', {}, 'Context cards'),
      button('Write a card', () => write(session), { class: 'small' }),
    ),
    list,
  );
}

function row(session, card) {
  const box = h('input', {
    type: 'checkbox',
    checked: session.cardsToSend.has(card.id),
    onchange: () => {
      if (box.checked) session.cardsToSend.add(card.id);
      else session.cardsToSend.delete(card.id);
      choose(session);
    },
  });
  return h(
    'li',
    { class: 'card-row' },
    h(
      'label',
      {},
      box,
      h('span', {}, h('strong', {}, card.title), h('small', {}, `${card.source} · ${number(card.tokens)} tokens`)),
    ),
    h('details', {}, h('summary', {}, 'Text'), h('pre', { tabIndex: 0 }, card.content)),
    button('Remove', () => attempt(() => remove(`${path(session)}/${part(card.id)}`)), {
      class: 'quiet small',
      'aria-label': `Remove ${card.title}`,
    }),
  );
}

function write(session) {
  const title = h('input', { type: 'text', required: true, maxLength: 255 });
  const content = h('textarea', { rows: 8, required: true, maxLength: 100_000 });
  const box = dialog(
    'Write a card',
    form(
      { class: 'entry' },
      async () => {
        if (await keep(session, { title: title.value, content: content.value, source: 'manual' })) box.close();
      },
      field('Title', title),
      field('Text', content),
      h('button', { type: 'submit', class: 'primary' }, 'Keep'),
    ),
  );
}
