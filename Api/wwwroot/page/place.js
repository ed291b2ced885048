// Which session is open: it stands in the address, so that a reload or a bookmark finds it.

const prefix = '#/s/';

export function openId() {
  try {
    return location.hash.startsWith(prefix) ? decodeURIComponent(location.hash.slice(prefix.length)) : null;
  } catch {
    return null;
  }
}

export function goTo(id) {
  location.hash = id === null ? '#/' : prefix + encodeURIComponent(id);
}
