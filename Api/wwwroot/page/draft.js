// From the talk to an issue: draft, preview, likely duplicates, filing.
import { post } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { file, filedLink } from './issues.js';
import { markdown } from './markdown.js';

const most = 50;

export function drafter(session, changed) {
  const title = h('input', { type: 'text', required: true, maxLength: 255 });
  const description = h('textarea', { rows: 5 });
  const priority = h(
    'select',
    {},
    options(
      [
        ['low', 'Low'],
        ['medium', 'Medium'],
        ['high', 'High'],
      ],
      'medium',
    ),
  );
  const model = h('input', { type: 'checkbox', checked: true });
  const result = h('div', { class: 'preview', 'aria-live': 'polite' });
  const begin = h('button', { type: 'submit', class: 'primary' }, 'Preview');
  const box = dialog(
    'Draft an issue',
    form(
      { class: 'entry' },
      preview,
      field('Title', title),
      field('What should change', description),
      field('Priority', priority),
      h('label', { class: 'check' }, model, 'Let the model write it from the talk'),
      begin,
    ),
    result,
  );
  box.addEventListener('close', changed);
  const question = session.messages.find(message => message.role === 'user');
  title.value = question ? question.content.split('\n')[0].slice(0, 120) : '';
  title.focus();
  let saved = null;

  const ask = previewOnly =>
    post(`/issues/create-with-context?preview_only=${previewOnly}&use_sample_data=${!model.checked}`, request());

  const request = () => ({
    title: title.value.trim(),
    description: description.value.trim(),
    priority: priority.value,
    conversation_id: session.id,
    chat_messages: session.messages
      .filter(message => message.role !== 'system')
      .slice(-most)
      .map(message => ({
        id: message.message_id,
        content: message.content,
        isCode: message.is_code,
        timestamp: message.created_at,
      })),
    file_context: [...session.filesToSend].map(path => ({
      id: path,
      name: path.split('/').at(-1),
      type: 'INTERNAL',
      tokens: 0,
      category: 'Source Code',
      path,
    })),
    repository_info: session.repository
      ? { owner: session.repository.owner, name: session.repository.name, branch: session.repository.branch }
      : undefined,
  });

  async function preview() {
    result.replaceChildren(h('p', { class: 'hint' }, 'Drafting…'));
    saved = null;
    try {
      show(await ask(true));
    } catch (problem) {
      result.replaceChildren(failure(problem, preview));
    }
  }

  /** The model may word it anew when the issue is made, so what is made is shown before it is filed. */
  function show({ github_preview: draft, similar_issues: similar, user_issue: made }) {
    saved = made ?? null;
    begin.className = '';
    const trouble = h('div');
    const filing = button(
      saved ? 'File on GitHub' : 'Make the issue',
      async () => {
        filing.disabled = true;
        trouble.replaceChildren();
        try {
          if (!saved) return show(await ask(false));
          const filed = await file(saved);
          if (filed) {
            box.querySelector('form').hidden = true;
            return result.replaceChildren(
              h(
                'p',
                { class: 'done', role: 'status' },
                'Filed: ',
                filedLink(filed.github_url, filed.issue.github_issue_number),
              ),
            );
          }
        } catch (problem) {
          trouble.replaceChildren(failure(problem));
        }
        filing.disabled = false;
        return undefined;
      },
      { class: 'primary' },
    );
    result.replaceChildren(
      ...[
        h('h3', {}, draft.title),
        h(
          'p',
          {},
          draft.labels.map(label => h('span', { class: 'chip' }, label)),
        ),
        h('div', { class: 'body framed' }, markdown(draft.body)),
        similar?.length
          ? h(
              'section',
              { class: 'similar' },
              h('h4', {}, 'Likely duplicates'),
              h(
                'ul',
                {},
                similar.map(one =>
                  h('li', {}, filedLink(one.html_url, one.number), ` ${one.title} (${Math.round(one.score * 100)} %)`),
                ),
              ),
            )
          : h('p', { class: 'hint' }, 'No likely duplicates found.'),
        h(
          'p',
          { class: 'hint' },
          saved
            ? 'The issue is made. It is not on GitHub yet.'
            : model.checked
              ? 'Making it may word it anew. You see it before it goes to GitHub.'
              : 'It is shown once more before it goes to GitHub.',
        ),
        trouble,
        h('div', { class: 'actions' }, filing),
      ].filter(Boolean),
    );
    filing.focus();
    result.scrollIntoView({ block: 'start' });
  }
}
