// Reads names of repositories, and writes numbers and times.

/** `{owner, name, branch?, path?}`, or null. In development a path on the server's machine is accepted. */
export function parseRepository(text) {
  const given = text.trim();
  if (/^(\/|~|\.{1,2}\/|[A-Za-z]:\\)/.test(given)) {
    const folders = given.split(/[\\/]/).filter(Boolean);
    const name = folders.at(-1)?.replace(/\.git$/, '');
    // Two repositories whose folders have the same last name are two.
    const parent = folders.at(-2) ?? '';
    const owner = /^[\w-][\w.-]*$/.test(parent) ? parent : 'local';
    return name ? { owner, name, path: given } : null;
  }
  const found = /^(?:(?:https?:\/\/|git@)[^/:\s]+[/:])?([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/tree\/(\S+?))?\/?$/.exec(
    given,
  );
  return found ? { owner: found[1], name: found[2], branch: found[3] } : null;
}

export const formatNumber = value => new Intl.NumberFormat('en').format(value ?? 0);

/** How long ago, or the date where it is more than a day. */
export function formatAge(text) {
  const seconds = (Date.now() - new Date(text)) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(text));
}

/** The time of day, with the date where it is not today's. */
export function formatTime(text) {
  const at = new Date(text);
  const today = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    undefined,
    today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(at);
}

export const formatDateTime = text =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));
