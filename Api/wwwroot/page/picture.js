// The dependency picture, drawn by the server. It is shown as an image, in which no script runs; buttons over its boxes
// show what is around them.
import { query, text } from './api.js';
import { dialog } from './dialog.js';
import { button, failure, field, form, h, options } from './dom.js';
import { saveFile } from './export.js';

/** Of a larger repository the folders are shown first. */
const MAX_FILES = 150;
const MAX_SUGGESTIONS = 2000;
const zoomLevels = [0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4];
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
      files.length > MAX_FILES ? 'folder' : 'file',
    ),
  );
  const image = h('img', { alt: '' });
  const hotspots = h('div', { class: 'spots' });
  const canvas = h('div', { class: 'canvas' }, image, hotspots);
  const frame = h('div', { class: 'picture', tabIndex: 0, role: 'group', 'aria-label': 'Picture, scrollable' }, canvas);
  const status = h('p', { class: 'hint', role: 'status' });
  const wholeButton = button('Whole repository', () => navigate('', level.value), { class: 'small' });
  const saveButton = button(
    'Save as SVG',
    () => saveFile(new Blob([shown.text], { type: 'image/svg+xml' }), 'dependencies.svg'),
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
        files.slice(0, MAX_SUGGESTIONS).map(file => h('option', { value: file.path })),
      ),
      field('Up to', depth),
      field('Boxes are', level),
      h('button', { type: 'submit' }, 'Draw'),
    ),
    h(
      'div',
      { class: 'bar tools' },
      status,
      wholeButton,
      button('−', () => changeZoom(-1), { class: 'small', 'aria-label': 'Smaller' }),
      button('Fit', fit, { class: 'small' }),
      button('+', () => changeZoom(1), { class: 'small', 'aria-label': 'Larger' }),
      saveButton,
    ),
    frame,
  );
  box.classList.add('vast');
  box.addEventListener('close', () => url && URL.revokeObjectURL(url));
  draw();

  async function draw() {
    const around = path.value.trim();
    try {
      const parameters = { format: 'svg', path: around, depth: around ? depth.value : '', level: level.value };
      shown = parseDrawing(await text(`/filedeps/repositories/${repositoryId}/graph${query(parameters)}`));
    } catch (problem) {
      frame.replaceChildren(failure(problem, draw));
      return;
    }
    if (url) URL.revokeObjectURL(url);
    image.src = url = URL.createObjectURL(new Blob([shown.text], { type: 'image/svg+xml' }));
    image.alt = shown.description;
    hotspots.replaceChildren(...shown.boxes.map(hotspot));
    wholeButton.hidden = !around;
    status.textContent = around
      ? `What is around ${around}. Choose a box to go on from there.`
      : 'Arrows lead from what depends to what it depends on. Choose a box to see what is around it.';
    frame.replaceChildren(canvas);
    fit();
  }

  function hotspot({ path: at, kind, x, y, width, height }) {
    const element = button('', () => navigate(at, kind === 'folder' ? 'folder' : 'file'), {
      class: 'spot',
      'aria-label': `Around ${at}`,
      title: at,
    });
    const percent = (value, of) => `${(100 * value) / of}%`;
    Object.assign(element.style, {
      left: percent(x, shown.width),
      top: percent(y, shown.height),
      width: percent(width, shown.width),
      height: percent(height, shown.height),
    });
    return element;
  }

  function navigate(to, as) {
    path.value = to === '.' ? '' : to;
    level.value = as;
    draw();
    frame.focus();
  }

  function fit() {
    setZoom(Math.min(1, (frame.clientWidth - 2) / shown.width));
  }

  function changeZoom(by) {
    const next = by > 0 ? zoomLevels.find(one => one > zoom + 0.01) : zoomLevels.findLast(one => one < zoom - 0.01);
    if (next) setZoom(next);
  }

  function setZoom(to) {
    zoom = to;
    canvas.style.width = `${Math.round(shown.width * zoom)}px`;
  }
}

/** Reads the size, the description and the boxes from the text: as a document, its style would apply to this page. */
function parseDrawing(drawing) {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing).map(Number);
  const boxes = [
    ...drawing.matchAll(/<g class="box[^"]*" data-path="([^"]*)" data-kind="(\w+)">[\s\S]*?<rect (x="[^>]*>)/g),
  ].map(([, path, kind, rect]) => {
    const at = name => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(rect)[1]);
    return { path: decode(path), kind, x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  });
  return { text: drawing, description: decode(/<desc[^>]*>([^<]*)/.exec(drawing)?.[1] ?? ''), width, height, boxes };
}

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = xml =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (wholeButton, hex, decimal, name) =>
    name ? (entities[name] ?? wholeButton) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
