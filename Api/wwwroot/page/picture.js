// The dependency picture that the server draws, shown as an image: nothing in it can run here.
import { blob, query } from './api.js';
import { button, failure, field, form, h, options } from './dom.js';
import { save } from './export.js';
import { attempt } from './notices.js';

const large = 150, steps = [25, 50, 75, 100, 150, 200, 300, 400];
let count = 0;

export function picture(repositoryId, files) {
  const listId = `paths-${++count}`;
  const path = h('input', { type: 'text', list: listId, spellcheck: 'false', autocomplete: 'off' });
  const depth = h('select', {}, options([['1', '1 step'], ['2', '2 steps'], ['3', '3 steps'], ['', 'all']], '2'));
  const level = h('select', {}, options([['file', 'Files'], ['folder', 'Folders']], files.length > large ? 'folder' : 'file'));
  const image = h('img', { alt: 'Dependency picture' }), frame = h('div', { class: 'picture', tabIndex: 0, role: 'group', 'aria-label': 'Dependency picture, scrollable' }, image);
  let zoom = 100, url = null;
  const asked = () => `/filedeps/repositories/${repositoryId}/graph${query({ format: 'svg', path: path.value.trim(), depth: path.value.trim() ? depth.value : '', level: level.value })}`;
  const size = step => { zoom = steps[Math.max(0, Math.min(steps.length - 1, steps.indexOf(zoom) + step))]; image.style.width = `${zoom}%`; };
  image.style.width = '100%';
  draw();
  return h('div', { class: 'picture-box' },
    form({ class: 'entry three' }, draw, field('Around', path, 'A file or a folder; empty is all'), h('datalist', { id: listId }, files.slice(0, 2000).map(file => h('option', { value: file.path }))), field('Depth', depth), field('Show', level), h('button', { type: 'submit' }, 'Draw')),
    h('div', { class: 'actions' }, button('−', () => size(-1), { 'aria-label': 'Smaller' }), button('+', () => size(1), { 'aria-label': 'Larger' }), button('Save as SVG', () => attempt(async () => save(await blob(asked()), 'dependencies.svg')), { class: 'small' })), frame);

  async function draw() {
    try {
      const drawn = await blob(asked());
      if (url) URL.revokeObjectURL(url);
      url = URL.createObjectURL(new Blob([drawn], { type: 'image/svg+xml' }));
      image.src = url;
      frame.replaceChildren(image);
    } catch (problem) {
      frame.replaceChildren(failure(problem, draw));
    }
  }
}
