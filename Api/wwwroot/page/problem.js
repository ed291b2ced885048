// A failed call, with a message and advice for the user.

const advice = {
  0: 'Check that the server runs and that you are online.',
  401: 'Sign in again; if GitHub refused, sign in through GitHub again so that it is reconnected.',
  403: 'Your GitHub account may not do this.',
  404: 'It may have been removed, or it is not yours.',
  409: 'It has changed meanwhile. Load it again and look.',
  429: 'Wait a moment and try again.',
  501: 'This server cannot do that.',
  502: 'GitHub or the model answered badly. Try again in a moment.',
  503: 'The server is not ready. Try again in a moment.',
  504: 'It takes longer than usual. Try again in a moment.',
};

export class Problem extends Error {
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
    this.advice = advice[status];
  }

  /** Whether the same call may succeed later. */
  get isTransient() {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

export async function readProblem(response) {
  const body = await response.json().catch(() => null);
  const fields = Object.values(body?.errors ?? {})
    .flat()
    .join(' ');
  const text = fields || (typeof body?.detail === 'string' && body.detail) || `The server answered ${response.status}.`;
  return new Problem(response.status, text, Number(response.headers.get('Retry-After')) || 0);
}
