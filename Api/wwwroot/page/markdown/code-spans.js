// Code spans: text between two runs of backticks of the same length.

const RUN = /`+/y;

export class CodeSpans {
  #lastRuns = null;

  constructor(text) {
    this.text = text;
  }

  /** The run of backticks that begins here, and the code and the end of its span if it begins one. */
  parse(index) {
    const run = this.#runAt(index);
    const start = index + run.length;
    const end = this.#findRun(run.length, start);
    return end < 0 ? { run } : { run, code: withoutPadding(this.text.slice(start, end)), end: end + run.length };
  }

  /** Where the next run of this length begins, or -1. The last run of each length is known, so no search is in vain. */
  #findRun(length, start) {
    this.#lastRuns ??= new Map(Array.from(this.text.matchAll(/`+/g), run => [run[0].length, run.index]));
    if (!(this.#lastRuns.get(length) >= start)) return -1;
    let index = this.text.indexOf('`', start);
    for (let run; (run = this.#runAt(index)).length !== length;) index = this.text.indexOf('`', index + run.length);
    return index;
  }

  #runAt(index) {
    RUN.lastIndex = index;
    return RUN.exec(this.text)[0];
  }
}

/** Line endings count as spaces. One space on both sides is not part of the code. */
function withoutPadding(text) {
  const code = text.replaceAll('\n', ' ');
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && /[^ ]/.test(code);
  return isPadded ? code.slice(1, -1) : code;
}
