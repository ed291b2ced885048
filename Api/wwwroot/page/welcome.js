// The view that is shown while no session is open.
import { button, h } from './dom.js';
import { openRepositoryDialog } from './repository-dialog.js';
import { navigateTo } from './route.js';

export const welcome = () =>
  h(
    'section',
    { class: 'welcome' },
    h('h2', {}, 'What should be changed?'),
    h(
      'p',
      {},
      'Choose a repository and talk about it. ' +
        'When it is clear what is to be done, let DAifu draft the issue and file it on GitHub.',
    ),
    h(
      'ol',
      { class: 'steps' },
      h('li', {}, 'Choose a repository and a branch.'),
      h('li', {}, 'Read its files in, and keep what matters as context cards.'),
      h('li', {}, 'Talk, draft, look at likely duplicates, and file.'),
    ),
    button('Choose a repository', () => openRepositoryDialog(id => navigateTo(id)), { class: 'primary' }),
  );
