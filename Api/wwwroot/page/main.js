// Begins: takes what a login left in the address, finds out who this is, and shows the page that fits.
import { login } from './login.js';
import { showSignIn } from './signin.js';
import { showWorkplace } from './workplace.js';

const app = document.getElementById('app');
let leave = null;

const error = login.takeFragment();
await login.check();
show(error);
login.addEventListener('change', () => show(null));

function show(why) {
  if (login.token && leave && !why) return;
  leave?.();
  leave = null;
  if (login.token) leave = showWorkplace(app);
  else showSignIn(app, why);
}
