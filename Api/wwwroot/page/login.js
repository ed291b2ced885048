// Who is signed in. The token is kept in sessionStorage: it survives a reload, as the page promises, and ends with the tab; localStorage would outlive it.
import { address } from './api.js';

const place = 'yudai.token';
const returnTo = 'yudai.return';
const named = 'yudai.named';
const half = 0.5;

class Login extends EventTarget {
  token = sessionStorage.getItem(place);
  user = null;

  /** By a name alone, as development allows: nobody whom GitHub knows. */
  get byName() {
    return sessionStorage.getItem(named) !== null;
  }

  /** Takes what a login has left in the address out of it, before anything else can see it. Gives the error, if it was one. */
  takeFragment() {
    const values = new URLSearchParams(location.hash.slice(1));
    const [token, error] = [values.get('access_token'), values.get('error')];
    if (token === null && error === null) return null;
    history.replaceState(null, '', location.pathname + location.search + (sessionStorage.getItem(returnTo) ?? ''));
    sessionStorage.removeItem(returnTo);
    if (token) this.#keep(token);
    return error;
  }

  begin() {
    sessionStorage.setItem(returnTo, location.hash);
    location.assign(address('/auth/login'));
  }

  /** Asks the server who this is; nobody, if the token is no longer good. */
  async check() {
    if (!this.token) return null;
    const asked = this.token;
    const response = await fetch(address('/auth/status'), { headers: { Authorization: `Bearer ${asked}` } }).catch(
      () => null,
    );
    if (!response?.ok) return this.user;
    const status = await response.json();
    if (asked !== this.token) return this.user;
    if (status.authenticated) {
      this.user = status.user;
      this.#renewLater();
    } else this.forget();
    return this.user;
  }

  take(answer, byName = false) {
    this.#keep(answer.access_token);
    if (byName) sessionStorage.setItem(named, '');
    this.user = answer.user;
    this.#renewLater();
    this.dispatchEvent(new Event('change'));
  }

  forget() {
    clearTimeout(this.renewal);
    for (const kept of [place, named]) sessionStorage.removeItem(kept);
    [this.token, this.user] = [null, null];
    this.dispatchEvent(new Event('change'));
  }

  #keep(token) {
    this.token = token;
    sessionStorage.setItem(place, token);
  }

  #renewLater() {
    clearTimeout(this.renewal);
    const { exp = 0 } = claims(this.token);
    const left = exp * 1000 - Date.now();
    if (left > 0) this.renewal = setTimeout(() => this.#renew(), Math.min(left * half, 2 ** 31 - 1));
  }

  async #renew() {
    const asked = this.token;
    const response = await fetch(address('/auth/refresh'), {
      method: 'POST',
      headers: { Authorization: `Bearer ${asked}` },
    }).catch(() => null);
    if (asked !== this.token) return;
    if (response?.ok) this.#keep((await response.json()).access_token);
    this.#renewLater();
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
