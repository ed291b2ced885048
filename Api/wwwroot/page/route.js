// The open session. Its id is in the URL, so that a reload or a bookmark finds it.

const PREFIX = '#/s/';

export function currentSessionId() {
  try {
    return location.hash.startsWith(PREFIX) ? decodeURIComponent(location.hash.slice(PREFIX.length)) : null;
  } catch {
    return null;
  }
}

export function navigateTo(id) {
  location.hash = id === null ? '#/' : PREFIX + encodeURIComponent(id);
}
