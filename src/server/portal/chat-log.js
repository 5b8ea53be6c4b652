// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of one chat as they stand on the page, by day and author, and those on their way.

import { now } from './api.js';
import { el, linked, setText } from './dom.js';
import { day, t, time } from './words.js';

/* Two messages of one author within this time stand under one name. */
const TOGETHER = 5 * 60000;
const NEAR = 80;

export class ChatLog {
  #people;
  #nodes = new Map();
  #messages = [];
  #first = 0;
  #pending = [];
  #onAction;
  #log = el('div', { class: 'log', role: 'log', 'aria-label': t('messages'), tabindex: '0' });
  #more = el('button', { type: 'button', class: 'flat', hidden: true, click: () => this.onEarlier() },
    t('earlierMessages'));
  #jump = el('button', { type: 'button', class: 'jump', hidden: true, click: () => this.#toEnd() },
    t('newMessages'));
  element = el('div', { class: 'log-frame' }, this.#more, this.#log, this.#jump);
  onEarlier = () => {};

  /* people: names by id. onAction(id, "retry" or "edit"): what is to be done with one that failed. */
  constructor(people, onAction) {
    this.#people = people;
    this.#onAction = onAction;
    this.#log.addEventListener('scroll', () => this.#isAtEnd() && (this.#jump.hidden = true));
  }

  /* Says that all messages from a position on were loaded, as far as there were any. */
  beginAt(position) {
    this.#first = position;
  }

  /* The position from which on all were loaded, 0 before any were. */
  get first() {
    return this.#first;
  }

  /* The position up to which all are here, from the first on. */
  get last() {
    return this.#following?.position ?? Math.max(this.#first - 1, 0);
  }

  get lastId() {
    return this.#following?.id ?? null;
  }

  get #following() {
    let found = null;
    for (const message of this.#first > 0 ? this.#messages : [])
      if (message.position === (found?.position ?? this.#first - 1) + 1)
        found = message;
    return found;
  }

  has(id) {
    return this.#messages.some((message) => message.id === id);
  }

  /* Takes in messages, in whatever order they come, each once. quiet: no screen reader reads them out. */
  add(messages, quiet = false) {
    const fresh = messages.filter((message) => !this.has(message.id));
    const atEnd = this.#isAtEnd();
    const height = this.#log.scrollHeight;
    const before = fresh.length > 0 && fresh.at(-1).position < (this.#messages[0]?.position ?? 0);
    this.#log.setAttribute('aria-live', quiet ? 'off' : 'polite');
    this.#messages = [...this.#messages, ...fresh].sort((a, b) => a.position - b.position);
    this.#more.hidden = this.#messages.length === 0 || this.first <= 1;
    this.render();
    if (before)
      this.#log.scrollTop += this.#log.scrollHeight - height;
    else if (atEnd || quiet)
      this.#toEnd();
    else if (fresh.length > 0)
      this.#jump.hidden = false;
  }

  /* Takes out what the desk had. */
  forget() {
    this.#messages = [];
    this.#first = 0;
    this.render();
  }

  setPending(items) {
    const grows = items.length > this.#pending.length;
    this.#pending = items.map((item) => ({ ...item }));
    this.render();
    if (grows)
      this.#toEnd();
  }

  get isEmpty() {
    return this.#messages.length + this.#pending.length === 0;
  }

  #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#jump.hidden = true;
  }

  #entries() {
    const pending = this.#pending.filter((item) => !this.has(item.id));
    return [...this.#messages, ...pending.map((item) => ({
      id: item.id, side: 'user', author: null, body: item.body, sent_at: item.at, item,
    }))];
  }

  /* Puts the nodes into their order; those that are there stay, so that they are read out only once. */
  render() {
    const wanted = [];
    let previous = null;
    for (const entry of this.#entries()) {
      const date = new Date(entry.sent_at).toDateString();
      if (previous === null || new Date(previous.sent_at).toDateString() !== date)
        wanted.push(this.#dayNode(date, entry.sent_at));
      wanted.push(this.#messageNode(entry, previous));
      previous = entry;
    }
    const kept = new Set(wanted);
    for (const node of [...this.#log.children])
      if (!kept.has(node))
        node.remove();
    wanted.forEach((node, index) => {
      if (this.#log.children[index] !== node)
        this.#log.insertBefore(node, this.#log.children[index] ?? null);
    });
  }

  #dayNode(date, instant) {
    const key = `day ${date}`;
    if (!this.#nodes.has(key))
      this.#nodes.set(key, el('p', { class: 'day' }, el('span', {}, '')));
    const node = this.#nodes.get(key);
    setText(node.firstChild, day(instant, now()));
    return node;
  }

  #nameOf(entry) {
    if (entry.side === 'user')
      return t('you');
    return entry.side === 'system' ? t('desk') : this.#people.get(entry.author) ?? t('agent');
  }

  #messageNode(entry, previous) {
    let node = this.#nodes.get(entry.id);
    if (node === undefined) {
      node = this.#makeMessage(entry);
      this.#nodes.set(entry.id, node);
    }
    const follows = previous !== null && previous.side === entry.side && previous.author === entry.author
      && new Date(entry.sent_at) - new Date(previous.sent_at) < TOGETHER;
    node.classList.toggle('follows', follows);
    setText(node.querySelector('.who'), this.#nameOf(entry));
    const stamp = node.querySelector('time');
    setText(stamp, time(entry.sent_at));
    stamp.setAttribute('datetime', new Date(entry.sent_at).toISOString());
    this.#showState(node, entry);
    return node;
  }

  #makeMessage(entry) {
    const mine = entry.side === 'user';
    return el('article', { class: `message ${mine ? 'mine' : 'theirs'}`, 'data-id': entry.id },
      el('header', {}, el('span', { class: 'who', dir: 'auto' }), ' ', el('time', {})),
      el('p', { class: 'body', dir: 'auto' }, linked(entry.body)),
      mine ? el('div', { class: 'state' }) : null);
  }

  #showState(node, entry) {
    const place = node.querySelector('.state');
    const state = entry.item?.state ?? 'sent';
    const mark = `${state} ${entry.item?.code ?? ''}`;
    if (place === null || node.dataset.state === mark)
      return;
    node.dataset.state = mark;
    node.classList.toggle('failed', state === 'failed');
    place.replaceChildren(...this.#stateParts(entry, state));
  }

  #stateParts(entry, state) {
    if (state !== 'failed')
      return [t(state === 'sending' ? 'sending' : 'sent')];
    const reasons = { too_large: 'messageTooLarge', conflict: 'messageOver' };
    const button = (action, text) => el('button', {
      type: 'button', class: 'flat small', click: () => this.#onAction(entry.id, action),
    }, text);
    return [el('span', {}, `${t('notSent')} ${t(reasons[entry.item.code] ?? 'messageRefused')}`),
      ' ', button('retry', t('retry')), ' ', button('edit', t('edit'))];
  }
}
