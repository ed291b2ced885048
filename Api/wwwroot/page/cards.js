// The context cards of a session. The next message carries those that are ticked.
import { segment, post, remove } from './api.js';
import { notifySelection } from './composer.js';
import { dialog } from './dialog.js';
import { button, emptyState, field, form, h } from './dom.js';
import { attempt, notice } from './notices.js';
import { formatNumber } from './formats.js';

const cardsPath = session => `/daifu/sessions/${segment(session.id)}/context-cards`;

export async function addCard(session, card) {
  const added = await attempt(() => post(cardsPath(session), { description: '', ...card }));
  if (added) notice(`Kept as card “${added.title}”.`);
  return added;
}

export function cardsPanel(session) {
  const list = h('ul', { class: 'rows' });
  const show = () => {
    list.replaceChildren(...session.cards.map(card => renderCard(session, card)));
    if (!session.cards.length)
      list.append(
        h(
          'li',
          {},
          emptyState(
            'No cards yet',
            'Keep a message or a file as a card, or write one. Ticked cards go along with your message.',
          ),
        ),
      );
  };
  session.addEventListener('cards', show);
  session.addEventListener('selection', show);
  show();
  return h(
    'div',
    { class: 'panel' },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', {}, 'Context cards'),
      button('Write a card', () => openCardDialog(session), { class: 'small' }),
    ),
    list,
  );
}

function renderCard(session, card) {
  const box = h('input', {
    type: 'checkbox',
    checked: session.cardsToSend.has(card.id),
    onchange: () => {
      if (box.checked) session.cardsToSend.add(card.id);
      else session.cardsToSend.delete(card.id);
      notifySelection(session);
    },
  });
  return h(
    'li',
    { class: 'card-row' },
    h(
      'label',
      {},
      box,
      h(
        'span',
        {},
        h('strong', {}, card.title),
        h('small', {}, `${card.source} · ${formatNumber(card.tokens)} tokens`),
      ),
    ),
    h('details', {}, h('summary', {}, 'Text'), h('pre', { tabIndex: 0 }, card.content)),
    button('Remove', () => attempt(() => remove(`${cardsPath(session)}/${segment(card.id)}`)), {
      class: 'quiet small',
      'aria-label': `Remove ${card.title}`,
    }),
  );
}

function openCardDialog(session) {
  const title = h('input', { type: 'text', required: true, maxLength: 255 });
  const content = h('textarea', { rows: 8, required: true, maxLength: 100_000 });
  const box = dialog(
    'Write a card',
    form(
      { class: 'entry' },
      async () => {
        if (await addCard(session, { title: title.value, content: content.value, source: 'manual' })) box.close();
      },
      field('Title', title),
      field('Text', content),
      h('button', { type: 'submit', class: 'primary' }, 'Keep'),
    ),
  );
}
