// The form that replaces a message by an edited one.
import { put } from './api.js';
import { button, form, h } from './dom.js';
import { attempt } from './notices.js';

export function editMessage(element, body, message, path) {
  if (element.querySelector('form')) return;
  const input = h('textarea', { rows: 4, required: true, maxLength: 10_000, 'aria-label': 'New text' });
  input.value = message.content;
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const editor = form(
    { class: 'entry' },
    async () => {
      if (await attempt(() => put(path, { content: input.value, client_message_id: id }))) close();
    },
    input,
    h('p', { class: 'hint' }, 'All that was said after it is answered anew.'),
    h(
      'div',
      { class: 'actions' },
      button('Cancel', close),
      h('button', { type: 'submit', class: 'primary' }, 'Save and send'),
    ),
  );
  body.hidden = true;
  body.after(editor);
  input.focus();
  function close() {
    editor.remove();
    body.hidden = false;
  }
}
