// Addresses as they stand: in angle brackets, or as bare URLs as on GitHub.

const URI = /<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\0-\x20<>\x7f]*)>/y;
const HOST_LABEL = '[A-Za-z\\d](?:[A-Za-z\\d-]{0,61}[A-Za-z\\d])?';
const EMAIL = new RegExp(`<([\\w.!#$%&'*+/=?^\`{|}~-]+@${HOST_LABEL}(?:\\.${HOST_LABEL})*)>`, 'y');
const BARE_URL = /https?:\/\/[^\s<>`]{1,2000}/y;
const BARE_URL_IN_BRACKETS = /https?:\/\/[^\s<>`\]]{1,2000}/y;
const TRAILING_PUNCTUATION = /[?!.,:;*_~'"\]]/;
const WORD = /[\p{L}\p{N}_]/u;

/** The link in angle brackets that begins here, or null. */
export function matchAutolink(text, index) {
  URI.lastIndex = EMAIL.lastIndex = index;
  const uri = URI.exec(text);
  if (uri) return { destination: uri[1], text: uri[1], length: uri[0].length, isAutolink: true };
  const email = EMAIL.exec(text);
  return email && { destination: `mailto:${email[1]}`, text: email[1], length: email[0].length };
}

/** The URL that begins here, or null. It does not end with what ends a sentence. */
export function matchUrl(text, index, isInBrackets) {
  if (index > 0 && WORD.test(text[index - 1])) return null;
  const expression = isInBrackets ? BARE_URL_IN_BRACKETS : BARE_URL;
  expression.lastIndex = index;
  const [found] = expression.exec(text) ?? [];
  const url = found && withoutPunctuation(found);
  return url && URL.canParse(url) ? { destination: url, text: url, length: url.length } : null;
}

/** A closing parenthesis belongs to a URL that has the opening one. */
function withoutPunctuation(url) {
  let end = url.length;
  let unmatched = [...url].reduce((count, one) => count + (one === ')') - (one === '('), 0);
  for (; end > 0; end--) {
    if (url[end - 1] === ')' && unmatched > 0) unmatched--;
    else if (!TRAILING_PUNCTUATION.test(url[end - 1])) break;
  }
  return url.slice(0, end);
}
