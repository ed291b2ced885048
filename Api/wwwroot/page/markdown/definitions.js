// Link reference definitions: `[label]: destination "title"`.
import { parseDestination, parseLabel, parseTitle, skipSpace } from './links.js';

/** The definition that begins here, with the index behind it, or null. */
export function parseDefinition(text, start) {
  const label = parseLabel(text, start);
  if (!label || text[label.end] !== ':') return null;
  const begin = skipSpace(text, label.end + 1);
  const destination = parseDestination(text, begin);
  if (!destination || destination.end === begin) return null;

  const definition = { label: label.value, destination: destination.value };
  const titleStart = skipSpace(text, destination.end);
  const title = titleStart > destination.end ? parseTitle(text, titleStart) : null;
  const titleEnd = title && endOfLine(text, title.end);
  if (titleEnd) return { ...definition, title: title.value, end: titleEnd };
  const end = endOfLine(text, destination.end);
  return end && { ...definition, end };
}

/** The index behind the line, or null where more than white space is left of it. */
function endOfLine(text, index) {
  while (text[index] === ' ' || text[index] === '\t') index++;
  return index < text.length && text[index] !== '\n' ? null : index + 1;
}
