// The dialog that drafts an issue, shows a preview with likely duplicates, and files it.
import { post } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { fileIssue, githubLink } from './issues.js';
import { markdown } from './markdown.js';

const MAX_MESSAGES = 50;

export function openIssueDialog(session, onClosed) {
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
  const previewButton = h('button', { type: 'submit', class: 'primary' }, 'Preview');
  const element = dialog(
    'Draft an issue',
    form(
      { class: 'entry' },
      preview,
      field('Title', title),
      field('What should change', description),
      field('Priority', priority),
      h('label', { class: 'check' }, model, 'Let the model write it from the talk'),
      previewButton,
    ),
    result,
  );
  element.addEventListener('close', onClosed);
  const question = session.messages.find(message => message.role === 'user');
  title.value = question ? question.content.split('\n')[0].slice(0, 120) : '';
  title.focus();
  let saved = null;

  const create = previewOnly =>
    post(`/issues/create-with-context?preview_only=${previewOnly}&use_sample_data=${!model.checked}`, request());

  const request = () => ({
    title: title.value.trim(),
    description: description.value.trim(),
    priority: priority.value,
    conversation_id: session.id,
    chat_messages: session.messages
      .filter(message => message.role !== 'system')
      .slice(-MAX_MESSAGES)
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
      show(await create(true));
    } catch (problem) {
      result.replaceChildren(failure(problem, preview));
    }
  }

  /** The model may word the issue anew when it is made: it is shown again before it is filed. */
  function show({ github_preview: draft, similar_issues: similar, user_issue: made }) {
    saved = made ?? null;
    previewButton.className = '';
    const errors = h('div');
    const fileButton = button(
      saved ? 'File on GitHub' : 'Make the issue',
      async () => {
        fileButton.disabled = true;
        errors.replaceChildren();
        try {
          if (!saved) return show(await create(false));
          const filed = await fileIssue(saved);
          if (filed) {
            element.querySelector('form').hidden = true;
            return result.replaceChildren(
              h(
                'p',
                { class: 'done', role: 'status' },
                'Filed: ',
                githubLink(filed.github_url, filed.issue.github_issue_number),
              ),
            );
          }
        } catch (problem) {
          errors.replaceChildren(failure(problem));
        }
        fileButton.disabled = false;
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
                  h('li', {}, githubLink(one.html_url, one.number), ` ${one.title} (${Math.round(one.score * 100)} %)`),
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
        errors,
        h('div', { class: 'actions' }, fileButton),
      ].filter(Boolean),
    );
    fileButton.focus();
    result.scrollIntoView({ block: 'start' });
  }
}
