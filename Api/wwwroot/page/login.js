// Who is signed in. The token is in sessionStorage: it survives a reload and ends with the tab.
import { resolveUrl } from './api.js';

const TOKEN_KEY = 'yudai.token';
const RETURN_KEY = 'yudai.return';
const NONCE_KEY = 'yudai.nonce';
const BY_NAME_KEY = 'yudai.named';
/** A token is renewed after this part of its remaining lifetime. */
const RENEWAL_FRACTION = 0.5;
const MAX_TIMEOUT = 2 ** 31 - 1;

class Login extends EventTarget {
  token = sessionStorage.getItem(TOKEN_KEY);
  user = null;

  /** Whether the user signed in by name, as development allows. GitHub does not know such a user. */
  get isByName() {
    return sessionStorage.getItem(BY_NAME_KEY) !== null;
  }

  /**
   * Removes the result of a GitHub login from the URL, and returns its error if it has one. A token of a login that
   * this tab did not begin is an error: a link could otherwise sign people in as somebody else.
   */
  consumeFragment() {
    const values = new URLSearchParams(location.hash.slice(1));
    const [token, error] = [values.get('access_token'), values.get('error')];
    if (token === null && error === null) return null;
    history.replaceState(null, '', location.pathname + location.search + (sessionStorage.getItem(RETURN_KEY) ?? ''));
    const nonce = sessionStorage.getItem(NONCE_KEY);
    for (const key of [RETURN_KEY, NONCE_KEY]) sessionStorage.removeItem(key);
    if (token && (nonce === null || values.get('nonce') !== nonce))
      return 'This login was not begun in this tab. Please sign in again.';
    if (token) this.#store(token);
    return error;
  }

  redirectToGitHub() {
    const random = crypto.getRandomValues(new Uint8Array(16));
    const nonce = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
    sessionStorage.setItem(RETURN_KEY, location.hash);
    sessionStorage.setItem(NONCE_KEY, nonce);
    location.assign(resolveUrl(`/auth/login?nonce=${nonce}`));
  }

  /** Asks the server who the user is, and signs out if the token is no longer valid. */
  async check() {
    if (!this.token) return null;
    const { token } = this;
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(resolveUrl('/auth/status'), { headers }).catch(() => null);
    if (!response?.ok) return this.user;
    const status = await response.json();
    if (token !== this.token) return this.user;
    if (status.authenticated) {
      this.user = status.user;
      this.#scheduleRenewal();
    } else this.clear();
    return this.user;
  }

  accept(response, isByName = false) {
    this.#store(response.access_token);
    if (isByName) sessionStorage.setItem(BY_NAME_KEY, '');
    this.user = response.user;
    this.#scheduleRenewal();
    this.dispatchEvent(new Event('change'));
  }

  clear() {
    clearTimeout(this.renewal);
    for (const key of [TOKEN_KEY, BY_NAME_KEY]) sessionStorage.removeItem(key);
    [this.token, this.user] = [null, null];
    this.dispatchEvent(new Event('change'));
  }

  #store(token) {
    this.token = token;
    sessionStorage.setItem(TOKEN_KEY, token);
  }

  #scheduleRenewal() {
    clearTimeout(this.renewal);
    const { exp = 0 } = claims(this.token);
    const remaining = exp * 1000 - Date.now();
    if (remaining > 0)
      this.renewal = setTimeout(() => this.#renew(), Math.min(remaining * RENEWAL_FRACTION, MAX_TIMEOUT));
  }

  async #renew() {
    const { token } = this;
    const response = await fetch(resolveUrl('/auth/refresh'), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    }).catch(() => null);
    if (token !== this.token) return;
    if (response?.ok) this.#store((await response.json()).access_token);
    this.#scheduleRenewal();
  }
}

function claims(token) {
  try {
    return JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
  } catch {
    return {};
  }
}

export const login = new Login();
