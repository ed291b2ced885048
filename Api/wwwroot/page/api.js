// Calls the Api that served this page, also where a proxy has put it under a prefix.
import { login } from './login.js';
import { Problem, problemOf } from './problem.js';

const base = new URL('.', document.baseURI);

export const address = path => new URL(path.replace(/^\//, ''), base);

export const socketAddress = path => {
  const url = address(path);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
};

/** Names a part of a path. */
export const part = encodeURIComponent;

export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

async function call(method, path, body, signal) {
  const headers = {};
  if (login.token) headers.Authorization = `Bearer ${login.token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const sent = login.token;
  let response;
  try {
    response = await fetch(address(path), {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (lost) {
    if (lost.name === 'AbortError') throw lost;
    throw new Problem(0, 'The server cannot be reached.');
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && sent && sent === login.token && !path.startsWith('/github')) await login.check();
  throw problem;
}

export const get = async (path, signal) => (await call('GET', path, undefined, signal)).json();
export const post = async (path, body = {}) => (await call('POST', path, body)).json();
export const put = async (path, body = {}) => (await call('PUT', path, body)).json();
export const remove = async path => (await call('DELETE', path)).text();
export const blob = async (path, signal) => (await call('GET', path, undefined, signal)).blob();
export const text = async path => (await call('GET', path)).text();
