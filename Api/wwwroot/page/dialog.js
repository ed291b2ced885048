// Modal dialogs. The browser keeps the focus inside and gives it back.
import { button, h } from './dom.js';

export function dialog(title, ...content) {
  const element = h(
    'dialog',
    { 'aria-label': title, onclose: () => element.remove() },
    h(
      'header',
      {},
      h('h2', {}, title),
      button('Close', () => element.close(), { class: 'quiet' }),
    ),
    ...content,
  );
  document.body.append(element);
  element.showModal();
  return element;
}

/** Asks for confirmation. */
export function confirmAction(title, text, action) {
  return new Promise(answer => {
    const element = dialog(
      title,
      h('p', {}, text),
      h(
        'div',
        { class: 'actions' },
        button('Cancel', () => element.close()),
        button(
          action,
          () => {
            answer(true);
            element.close();
          },
          { class: 'danger' },
        ),
      ),
    );
    element.addEventListener('close', () => answer(false));
  });
}
