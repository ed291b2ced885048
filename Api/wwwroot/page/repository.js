// Reads how people write a repository.

/** `{owner, name, branch?, path?}`, or null. A path is one on the server's machine, as development allows. */
export function nameOf(text) {
  const given = text.trim();
  if (/^(\/|~|\.{1,2}\/|[A-Za-z]:\\)/.test(given)) {
    const name = given.split(/[\\/]/).filter(Boolean).at(-1)?.replace(/\.git$/, '');
    return name ? { owner: 'local', name, path: given } : null;
  }
  const found = /^(?:(?:https?:\/\/|git@)[^/:\s]+[/:])?([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/tree\/(\S+?))?\/?$/.exec(given);
  return found ? { owner: found[1], name: found[2], branch: found[3] } : null;
}

export const number = value => new Intl.NumberFormat('en').format(value ?? 0);

export const day = text => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));
