// Creates elements. Text stays text: nothing here parses markup.

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

export function button(label, onclick, properties = {}) {
  return h('button', { type: 'button', onclick, ...properties }, label);
}

export function field(label, control, hint) {
  control.id ||= `field-${++count}`;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: control.id }, label),
    control,
    hint && h('p', { class: 'hint' }, hint),
  );
}

export function options(values, chosen) {
  return values.map(([value, text]) => h('option', { value, selected: value === chosen }, text));
}

/** A form that never navigates. Its button is disabled while the action runs. */
export function form(properties, action, ...children) {
  const element = h(
    'form',
    {
      ...properties,
      onsubmit: async event => {
        event.preventDefault();
        const submit = element.querySelector('[type=submit]');
        if (submit?.disabled) return;
        if (submit) submit.disabled = true;
        try {
          await action(event);
        } finally {
          if (submit) submit.disabled = false;
        }
      },
    },
    ...children,
  );
  return element;
}

export function emptyState(title, text, ...actions) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), text && h('p', {}, text), ...actions);
}

export function failure(problem, again) {
  return h(
    'div',
    { class: 'failure', role: 'alert' },
    h('p', {}, problem.message),
    problem.advice && h('p', { class: 'hint' }, problem.advice),
    again && button('Try again', again),
  );
}

let count = 0;
