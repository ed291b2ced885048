// Taking a conversation along as a file.
import { blob, part } from './api.js';
import { button, h } from './dom.js';
import { attempt } from './notices.js';

export const exporter = id =>
  h(
    'span',
    { class: 'export', role: 'group', 'aria-label': 'Export' },
    h('span', { 'aria-hidden': 'true' }, 'Export'),
    [
      ['markdown', 'md', 'Markdown'],
      ['json', 'json', 'JSON'],
    ].map(([format, ending, name]) =>
      button(
        name,
        () =>
          attempt(async () =>
            save(await blob(`/daifu/sessions/${part(id)}/export?format=${format}`), `conversation.${ending}`),
          ),
        { class: 'quiet small', 'aria-label': `Export as ${name}` },
      ),
    ),
  );

export function save(content, name) {
  const url = URL.createObjectURL(content);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
