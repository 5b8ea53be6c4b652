// SPDX-License-Identifier: GPL-3.0-or-later
import { all, get, now, one, part } from './api.js';
import { el, focusOn, linked, setText } from './dom.js';
import { live } from './live.js';
import { phaseChip } from './requests.js';
import { sorry, t, when } from './words.js';

function term(name, ...value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, el('span', { dir: 'auto' }, value)));
}

class RequestPage {
  #me;
  #id;
  #view;
  #offerings = new Map();
  #request = null;
  #head = el('span', { dir: 'auto' }, t('loading'));
  #number = el('p', { class: 'sub number' });
  #facts = el('dl', { class: 'facts' });
  #text = el('p', { class: 'body', dir: 'auto' });
  #card = el('div', { class: 'card', hidden: true }, this.#facts, this.#text);
  #place = el('div', { class: 'beside', hidden: true });
  #problem = el('p', { class: 'problem', role: 'alert' });
  #listening = new AbortController();
  element = el('div', {}, el('p', { class: 'back' }, el('a', { href: '/' }, t('backToRequests'))),
    el('div', { class: 'request-head' }, this.#number, el('h1', {}, this.#head)), this.#problem,
    el('div', { class: 'columns' }, this.#card, this.#place));

  constructor(view, { me, id }) {
    const options = { signal: this.#listening.signal };
    this.#me = me;
    this.#id = id;
    this.#view = view;
    live.addEventListener('change', ({ detail }) => this.#onChange(detail), options);
    live.addEventListener('reload', () => this.load(), options);
    live.addEventListener('state', ({ detail }) => detail === 'open' && this.load(), options);
    document.addEventListener('visibilitychange', () => document.hidden || this.#decide([]), options);
  }

  stop() {
    this.#listening.abort();
  }

  async load() {
    try {
      const [records, offerings] = await Promise.all([get(`/requests/${part(this.#id)}`), get('/offerings')]);
      const request = one(records, 'request');
      if (request.requested_by !== this.#me.id) {
        this.#gone();
        return;
      }
      for (const offering of all(offerings, 'offering'))
        this.#offerings.set(offering.id, offering.name);
      setText(this.#problem, '');
      this.#show(request);
      await this.#decide(all(records, 'chat'));
    } catch (error) {
      if (error.code === 'denied' || error.code === 'not_found')
        this.#gone();
      else
        setText(this.#problem, sorry(error));
    }
  }

  #onChange(change) {
    if (change.type === 'request' && change.subject === this.#id && change.now !== null) {
      this.#show(change.now);
      this.#decide([]);
    } else if (change.type === 'chat' && change.now?.request === this.#id) {
      this.#decide([change.now]);
    }
  }

  #show(request) {
    this.#request = request;
    this.#view.title = request.title;
    this.#view.onTitle?.();
    setText(this.#head, request.title);
    setText(this.#number, request.id);
    const offering = this.#offerings.get(request.offering);
    this.#facts.replaceChildren(...[
      term(t('status'), phaseChip(request.phase)),
      offering === undefined ? null : term(t('about'), offering),
      term(t('priority'), t(`priority.${request.priority}`)),
      term(t('asked'), when(request.created_at, now())),
    ].filter((fact) => fact !== null));
    this.#text.replaceChildren(...(request.description === '' ? [t('noDescription')] : linked(request.description)));
    this.#text.classList.toggle('sub', request.description === '');
    this.#card.hidden = false;
  }

  #gone() {
    this.stop();
    this.element.replaceChildren(el('div', { class: 'empty' }, el('h1', {}, t('requestGone')),
      el('p', {}, t('requestGoneHelp')), el('p', {}, el('a', { class: 'button', href: '/' }, t('backToRequests')))));
    this.#view.title = t('requestGone');
    this.#view.onTitle?.();
    focusOn(this.element.querySelector('h1'));
  }

  /* Puts the chat on the page if there is one or may be one. Else nothing of it is on the page, and
   * its code is not even loaded. Once there it decides by itself. */
  async #decide(chats) {
    if (this.#request === null || !this.#place.hidden)
      return;
    try {
      const wanted = chats.length > 0
        || one(await get(`/requests/${part(this.#id)}/decision`), 'decision').available;
      if (!wanted || !this.#place.hidden || this.#listening.signal.aborted)
        return;
      this.#place.hidden = false;
      await import('./chat.js');
      this.#place.replaceChildren(el('deskbell-chat', { request: this.#id }));
    } catch (error) {
      this.#place.hidden = true;
      setText(this.#problem, sorry(error));
    }
  }
}

export function requestView(portal) {
  const view = { title: portal.id };
  const page = new RequestPage(view, portal);
  page.load();
  return Object.assign(view, { element: page.element, stop: () => page.stop() });
}
