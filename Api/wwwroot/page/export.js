// Downloads of a conversation.
import { blob, segment } from './api.js';
import { button, h } from './dom.js';
import { attempt } from './notices.js';

export const exportButtons = id =>
  h(
    'span',
    { class: 'export', role: 'group', 'aria-label': 'Export' },
    h('span', { 'aria-hidden': 'true' }, 'Export'),
    [
      ['markdown', 'md', 'Markdown'],
      ['json', 'json', 'JSON'],
    ].map(([format, extension, name]) =>
      button(
        name,
        () =>
          attempt(async () =>
            saveFile(await blob(`/daifu/sessions/${segment(id)}/export?format=${format}`), `conversation.${extension}`),
          ),
        { class: 'quiet small', 'aria-label': `Export as ${name}` },
      ),
    ),
  );

export function saveFile(content, name) {
  const url = URL.createObjectURL(content);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
