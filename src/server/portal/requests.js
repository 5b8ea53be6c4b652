// SPDX-License-Identifier: GPL-3.0-or-later
import { all, get, now } from './api.js';
import { busy, el, setText } from './dom.js';
import { live } from './live.js';
import { sorry, t, when } from './words.js';

const PAGE = 100;

function isDone(request) {
  return request.phase === 'resolved' || request.phase === 'closed';
}

export function phaseChip(phase) {
  return el('span', { class: `chip ${phase}` }, t(`phase.${phase}`));
}

function row(request) {
  return el('li', { 'data-id': request.id },
    el('a', { class: 'request', href: `/requests/${encodeURIComponent(request.id)}` },
      el('span', { class: 'what' }, el('span', { class: 'title' }, el('bdi', {}, request.title)),
        el('span', { class: 'sub' }, el('span', { class: 'number' }, request.id), ' · ',
          when(request.created_at, now()), ' · ', t(`priority.${request.priority}`))),
      phaseChip(request.phase)));
}

/* A list that is in its order, newest first, whatever comes in whatever order. */
class RequestLists {
  #requests = new Map();
  #rows = new Map();
  #open = el('ul', { class: 'requests' });
  #done = el('ul', { class: 'requests' });
  #none = el('p', { class: 'sub' }, t('noOpenRequests'));
  #doneGroup = el('section', { 'aria-labelledby': 'done-title' }, el('h2', { id: 'done-title' }, t('doneRequests')),
    this.#done);
  #groups = el('div', { hidden: true },
    el('section', { 'aria-labelledby': 'open-title' }, el('h2', { id: 'open-title' }, t('openRequests')),
      this.#none, this.#open), this.#doneGroup);
  #empty = el('div', { class: 'empty', hidden: true }, el('p', { class: 'lead' }, t('noRequests')),
    el('p', {}, t('noRequestsHelp')), el('a', { class: 'button primary', href: '/new' }, t('newRequest')));
  element = el('div', {}, this.#groups, this.#empty);

  get last() {
    return this.#sorted().at(-1)?.id;
  }

  put(requests) {
    for (const request of requests) {
      const known = this.#requests.get(request.id);
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(request))
        continue;
      this.#requests.set(request.id, request);
      const fresh = row(request);
      const old = this.#rows.get(request.id);
      const focused = old !== undefined && old.contains(document.activeElement);
      this.#rows.set(request.id, fresh);
      old?.replaceWith(fresh);
      if (focused)
        fresh.querySelector('a').focus();
    }
    this.#show();
  }

  #sorted() {
    return [...this.#requests.values()].sort((a, b) => (a.created_at === b.created_at
      ? (a.id < b.id ? 1 : -1) : (a.created_at < b.created_at ? 1 : -1)));
  }

  #show() {
    const sorted = this.#sorted();
    for (const [list, requests] of [[this.#open, sorted.filter((one) => !isDone(one))], [this.#done, sorted.filter(isDone)]])
      requests.forEach((request, index) => {
        const item = this.#rows.get(request.id);
        if (list.children[index] !== item)
          list.insertBefore(item, list.children[index] ?? null);
      });
    this.#groups.hidden = sorted.length === 0;
    this.#empty.hidden = sorted.length > 0;
    this.#open.hidden = this.#open.children.length === 0;
    this.#none.hidden = !this.#open.hidden;
    this.#doneGroup.hidden = this.#done.children.length === 0;
  }
}

export function requestsView({ me }) {
  const lists = new RequestLists();
  const problem = el('p', { class: 'problem', role: 'alert' });
  const more = el('button', { type: 'button', class: 'more', hidden: true, click: () => load(true) }, t('moreRequests'));
  const loading = el('p', { class: 'sub', role: 'status' }, t('loading'));
  const listening = new AbortController();

  const load = (isMore = false) => busy(more, async () => {
    try {
      const query = { requested_by: me.id, limit: PAGE, ...(isMore ? { after: lists.last } : {}) };
      const requests = all(await get('/requests', query), 'request');
      lists.put(requests);
      more.hidden = requests.length < PAGE && (isMore || more.hidden);
      setText(problem, '');
    } catch (error) {
      setText(problem, sorry(error));
    }
    loading.remove();
  });

  live.addEventListener('change', ({ detail }) => {
    if (detail.type === 'request' && detail.now?.requested_by === me.id)
      lists.put([detail.now]);
  }, { signal: listening.signal });
  live.addEventListener('reload', () => load(), { signal: listening.signal });
  live.addEventListener('state', ({ detail }) => detail === 'open' && problem.textContent !== '' && load(),
    { signal: listening.signal });
  load();

  const element = el('div', {},
    el('div', { class: 'view-head' }, el('h1', {}, t('myRequests')),
      el('a', { class: 'button primary', href: '/new' }, t('newRequest'))),
    problem, loading, lists.element, more);

  return { title: t('myRequests'), element, stop: () => listening.abort() };
}
