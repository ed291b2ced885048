// The entry point: completes a login that the URL carries, and shows the sign-in page or the workspace.
import { login } from './login.js';
import { showSignIn } from './signin.js';
import { showWorkspace } from './workspace.js';

const app = document.getElementById('app');
let leave = null;

const error = login.consumeFragment();
await login.check();
show(error);
login.addEventListener('change', () => show(null));

function show(why) {
  if (login.token && leave && !why) return;
  leave?.();
  leave = null;
  if (login.token) leave = showWorkspace(app);
  else showSignIn(app, why);
}
