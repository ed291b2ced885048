// Calls the Api that served this page, also where a proxy has put it under a prefix.
import { login } from './login.js';
import { Problem, readProblem } from './problem.js';

const baseUrl = new URL('.', document.baseURI);

export const resolveUrl = path => new URL(path.replace(/^\//, ''), baseUrl);

export const resolveSocketUrl = path => {
  const url = resolveUrl(path);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
};

/** Encodes a segment of a path. */
export const segment = encodeURIComponent;

export function query(values) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return entries.length ? `?${new URLSearchParams(entries)}` : '';
}

async function call(method, path, body, signal) {
  const headers = {};
  const { token } = login;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(resolveUrl(path), {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, 'The server cannot be reached.');
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (response.status === 401 && token && token === login.token && !path.startsWith('/github')) await login.check();
  throw problem;
}

export const get = async (path, signal) => (await call('GET', path, undefined, signal)).json();
export const post = async (path, body = {}) => (await call('POST', path, body)).json();
export const put = async (path, body = {}) => (await call('PUT', path, body)).json();
export const remove = async path => (await call('DELETE', path)).text();
export const blob = async (path, signal) => (await call('GET', path, undefined, signal)).blob();
export const text = async path => (await call('GET', path)).text();
