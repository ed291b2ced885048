// The panel of the caller's issues.
import { get, segment, post, query } from './api.js';
import { confirmAction } from './dialog.js';
import { openIssueDialog } from './issue-dialog.js';
import { button, emptyState, failure, field, h, options } from './dom.js';
import { attempt, notice } from './notices.js';
import { formatAge } from './formats.js';

export function issuesPanel(session) {
  const list = h('ul', { class: 'rows' });
  const state = h(
    'select',
    { onchange: show },
    options(
      [
        ['', 'All'],
        ['pending', 'Pending'],
        ['processing', 'Processing'],
        ['completed', 'Completed'],
        ['failed', 'Failed'],
      ],
      '',
    ),
  );
  show();
  return h(
    'div',
    { class: 'panel' },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', {}, 'Issues'),
      button('Draft an issue', () => openIssueDialog(session, show), { class: 'primary small' }),
    ),
    field('Status', state),
    list,
  );

  async function show() {
    try {
      const issues = await get(`/issues/${query({ status: state.value, limit: 100 })}`);
      list.replaceChildren(...issues.map(row));
      if (!issues.length)
        list.append(
          h(
            'li',
            {},
            emptyState('No issues yet', 'When it is clear what should change, draft an issue from the talk.'),
          ),
        );
    } catch (problem) {
      list.replaceChildren(h('li', {}, failure(problem, show)));
    }
  }

  function row(issue) {
    const where = issue.repo_name ? `${issue.repo_owner}/${issue.repo_name}` : 'no repository';
    return h(
      'li',
      { class: 'issue' },
      h('strong', {}, issue.title),
      h('small', {}, `${where} · ${issue.priority} · ${issue.status} · ${formatAge(issue.created_at)}`),
      issue.github_issue_url
        ? githubLink(issue.github_issue_url, issue.github_issue_number)
        : button(
            'File on GitHub',
            async () => {
              if (
                !(await confirmAction(
                  'File on GitHub?',
                  `“${issue.title}” becomes an issue of ${where}, in your name.`,
                  'File it',
                ))
              )
                return;
              if (await fileIssue(issue)) show();
            },
            { class: 'small' },
          ),
    );
  }
}

/** Filing the same issue again gives the same issue of GitHub, so trying again is harmless. */
export async function fileIssue(issue) {
  const filed = await attempt(() => post(`/issues/${segment(issue.issue_id)}/create-github-issue`));
  if (filed) notice(`Filed as #${filed.issue.github_issue_number}.`);
  return filed;
}

export function githubLink(target, number) {
  const url = URL.canParse(target) ? new URL(target) : null;
  return url && ['https:', 'http:'].includes(url.protocol)
    ? h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, `#${number ?? ''} on GitHub`)
    : h('span', {}, target);
}
