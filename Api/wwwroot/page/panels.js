// The tabs beside the conversation: cards, files, issues. A panel is made when it is first shown.
import { button, h } from './dom.js';
import { cardsPanel } from './cards.js';
import { filesPanel } from './files.js';
import { issuesPanel } from './issues.js';

const panels = [
  ['cards', 'Cards', cardsPanel],
  ['files', 'Files', filesPanel],
  ['issues', 'Issues', issuesPanel],
];

export class Panels {
  constructor(session) {
    this.tabs = panels.map(([id, label]) =>
      button(label, () => this.#show(id), { role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` }),
    );
    this.bodies = panels.map(([id]) =>
      h('section', { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, hidden: true, tabIndex: 0 }),
    );
    this.session = session;
    this.element = h(
      'div',
      { class: 'tabs' },
      h('div', { role: 'tablist', 'aria-label': 'Beside the talk', onkeydown: event => this.#move(event) }, this.tabs),
      this.bodies,
    );
    this.#show('cards');
  }

  #show(id) {
    panels.forEach(([one, , make], at) => {
      const isShown = one === id;
      this.tabs[at].setAttribute('aria-selected', String(isShown));
      this.tabs[at].tabIndex = isShown ? 0 : -1;
      this.bodies[at].hidden = !isShown;
      if (isShown && !this.bodies[at].hasChildNodes()) this.bodies[at].append(make(this.session));
    });
  }

  #move({ key }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const at = (this.tabs.indexOf(document.activeElement) + step + this.tabs.length) % this.tabs.length;
    this.#show(panels[at][0]);
    this.tabs[at].focus();
  }
}
