// The dependency picture that the server draws, shown as an image: nothing in it can run here. Over each box lies a button that shows what is around it.
import { query, text } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { save } from './export.js';

const large = 150;
const steps = [0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4];
let count = 0;

export function showPicture(repositoryId, files, name) {
  const path = h('input', { type: 'text', list: `paths-${++count}`, spellcheck: 'false', autocomplete: 'off' });
  const depth = h(
    'select',
    {},
    options(
      [
        ['1', '1 step'],
        ['2', '2 steps'],
        ['3', '3 steps'],
        ['', 'All'],
      ],
      '2',
    ),
  );
  const level = h(
    'select',
    {},
    options(
      [
        ['file', 'Files'],
        ['folder', 'Folders'],
      ],
      files.length > large ? 'folder' : 'file',
    ),
  );
  const image = h('img', { alt: '' });
  const spots = h('div', { class: 'spots' });
  const canvas = h('div', { class: 'canvas' }, image, spots);
  const frame = h('div', { class: 'picture', tabIndex: 0, role: 'group', 'aria-label': 'Picture, scrollable' }, canvas);
  const told = h('p', { class: 'hint', role: 'status' });
  const whole = button('Whole repository', () => go('', level.value), { class: 'small' });
  const keep = button(
    'Save as SVG',
    () => save(new Blob([shown.text], { type: 'image/svg+xml' }), 'dependencies.svg'),
    { class: 'small' },
  );
  let shown = null;
  let zoom = 1;
  let url = null;
  const box = dialog(
    `Dependencies of ${name}`,
    form(
      { class: 'bar' },
      draw,
      field('Around', path),
      h(
        'datalist',
        { id: `paths-${count}` },
        files.slice(0, 2000).map(file => h('option', { value: file.path })),
      ),
      field('Up to', depth),
      field('Boxes are', level),
      h('button', { type: 'submit' }, 'Draw'),
    ),
    h(
      'div',
      { class: 'bar tools' },
      told,
      whole,
      button('−', () => step(-1), { class: 'small', 'aria-label': 'Smaller' }),
      button('Fit', fit, { class: 'small' }),
      button('+', () => step(1), { class: 'small', 'aria-label': 'Larger' }),
      keep,
    ),
    frame,
  );
  box.classList.add('vast');
  box.addEventListener('close', () => url && URL.revokeObjectURL(url));
  draw();

  async function draw() {
    const around = path.value.trim();
    try {
      shown = read(
        await text(
          `/filedeps/repositories/${repositoryId}/graph${query({ format: 'svg', path: around, depth: around ? depth.value : '', level: level.value })}`,
        ),
      );
    } catch (problem) {
      frame.replaceChildren(failure(problem, draw));
      return;
    }
    if (url) URL.revokeObjectURL(url);
    image.src = url = URL.createObjectURL(new Blob([shown.text], { type: 'image/svg+xml' }));
    image.alt = shown.description;
    spots.replaceChildren(...shown.boxes.map(spot));
    whole.hidden = !around;
    told.textContent = around
      ? `What is around ${around}. Choose a box to go on from there.`
      : 'Arrows lead from what depends to what it depends on. Choose a box to see what is around it.';
    frame.replaceChildren(canvas);
    fit();
  }

  function spot({ path: at, kind, x, y, width, height }) {
    const element = button('', () => go(at, kind === 'folder' ? 'folder' : 'file'), {
      class: 'spot',
      'aria-label': `Around ${at}`,
      title: at,
    });
    const share = (value, of) => `${(100 * value) / of}%`;
    Object.assign(element.style, {
      left: share(x, shown.width),
      top: share(y, shown.height),
      width: share(width, shown.width),
      height: share(height, shown.height),
    });
    return element;
  }

  function go(to, as) {
    path.value = to === '.' ? '' : to;
    level.value = as;
    draw();
    frame.focus();
  }

  function fit() {
    size(Math.min(1, (frame.clientWidth - 2) / shown.width));
  }

  function step(by) {
    const next = by > 0 ? steps.find(one => one > zoom + 0.01) : steps.findLast(one => one < zoom - 0.01);
    if (next) size(next);
  }

  function size(to) {
    zoom = to;
    canvas.style.width = `${Math.round(shown.width * zoom)}px`;
  }
}

/** What the page needs to know of a picture: how large it is, what it shows, and where its boxes are. It is read as text: made a document, its style would be one of this page. */
function read(drawing) {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing).map(Number);
  const boxes = [
    ...drawing.matchAll(/<g class="box[^"]*" data-path="([^"]*)" data-kind="(\w+)">[\s\S]*?<rect (x="[^>]*>)/g),
  ].map(([, path, kind, rect]) => {
    const at = name => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(rect)[1]);
    return { path: plain(path), kind, x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  });
  return { text: drawing, description: plain(/<desc[^>]*>([^<]*)/.exec(drawing)?.[1] ?? ''), width, height, boxes };
}

const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = xml =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (named[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
