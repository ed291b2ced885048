// The sign-in page: through GitHub if the server supports it, with a GitHub token, or by name in development.
import { get, post } from './api.js';
import { button, failure, field, form, h } from './dom.js';
import { login } from './login.js';

export async function showSignIn(app, error) {
  const ways = h('div', { class: 'ways' }, h('p', { class: 'hint' }, 'One moment…'));
  app.className = 'sign-in';
  app.replaceChildren(
    h(
      'main',
      { class: 'card' },
      h('img', { src: 'page/icon.svg', alt: '', width: '48', height: '48' }),
      h('h1', {}, 'YudaiV3'),
      h('p', { class: 'lead' }, 'From a conversation about a repository to the right GitHub issue.'),
      error && h('p', { class: 'failure', role: 'alert' }, error),
      ways,
    ),
  );
  try {
    ways.replaceChildren(...signInForms(await get('/auth/config')));
  } catch (problem) {
    ways.replaceChildren(failure(problem, () => showSignIn(app, null)));
  }
}

function signInForms(config) {
  const github =
    config.github_oauth_configured &&
    button('Sign in with GitHub', () => login.redirectToGitHub(), { class: 'primary wide' });
  const byName =
    !config.client_id_configured &&
    entry(
      'Your name',
      'Sign in',
      { name: 'username', autocomplete: 'username', required: true, maxLength: 39, spellcheck: 'false' },
      'On a development machine a name is enough.',
      username => post('/auth/dev-login', { username }),
      'primary wide',
      true,
    );
  const byToken = entry(
    'GitHub token',
    'Sign in with the token',
    { name: 'github_token', type: 'password', autocomplete: 'off', required: true },
    'A personal access token. It stays on the server, encrypted.',
    token => post('/auth/token', { github_token: token }),
    'wide',
  );
  return [
    github,
    byName,
    h('details', { open: !github && !byName }, h('summary', {}, 'Use a GitHub token'), byToken),
    !config.github_oauth_configured && config.error && h('p', { class: 'hint' }, config.error),
  ].filter(Boolean);
}

function entry(label, action, properties, hint, signIn, kind, byName) {
  const input = h('input', { type: 'text', ...properties });
  const errors = h('div', {});
  return form(
    { class: 'entry' },
    async () => {
      errors.replaceChildren();
      try {
        login.accept(await signIn(input.value.trim()), byName);
      } catch (problem) {
        errors.replaceChildren(failure(problem));
        input.focus();
      }
    },
    field(label, input, hint),
    errors,
    h('button', { type: 'submit', class: kind }, action),
  );
}
