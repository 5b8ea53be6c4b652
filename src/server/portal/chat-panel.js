// SPDX-License-Identifier: GPL-3.0-or-later
// One chat: its messages, and the field to write in while it is open.

import { all, get, now, part } from './api.js';
import { ChatLog } from './chat-log.js';
import { el } from './dom.js';
import { keep, kept } from './kept.js';
import { isOpen } from './open-chat.js';
import { Outbox } from './outbox.js';
import { sorry, t } from './words.js';

/* The most characters one message may have: the desk takes no more. */
const MOST = 20000;
const PAGE = 200;

/* What is put in by us when it is pasted: a browser takes minutes for a long log. */
const LONG_PASTE = 5000;

/* What no text has but what a keyboard or the clipboard may bring. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

export class ChatPanel {
  #draft;
  #people;
  #outbox;
  #log;
  #problem = el('p', { class: 'problem', id: 'message-problem', role: 'alert' });
  #field = el('textarea', {
    id: 'message', rows: '1', dir: 'auto', placeholder: ' ', autocomplete: 'off', enterkeyhint: 'send',
    'aria-describedby': 'message-help message-problem',
    input: () => this.#onInput(), keydown: (event) => this.#onKey(event), paste: (event) => this.#onPaste(event),
  });
  #form = el('form', { class: 'composer', novalidate: true, submit: (event) => this.#onSubmit(event) },
    el('label', { for: 'message' }, t('yourMessage')),
    el('div', { class: 'row' }, this.#field, el('button', { class: 'primary' }, t('send'))),
    el('p', { class: 'help', id: 'message-help' }, t('composerHelp')), this.#problem);
  #unsent = el('div', { class: 'unsent', hidden: true });
  #foot = el('div', { class: 'foot' }, this.#form, this.#unsent);
  chat;
  element;

  /* people: names by id, added to. isPast: only to be read. */
  constructor(chat, people, isPast = false) {
    this.#people = people;
    this.#draft = `draft.${chat.request}`;
    this.#log = new ChatLog(people, (id, action) => this.#onAction(id, action));
    this.#log.onEarlier = () => this.#loadEarlier();
    this.#outbox = new Outbox(chat.id);
    this.#outbox.addEventListener('change', () => this.#log.setPending(this.#outbox.items));
    this.#outbox.addEventListener('sent', ({ detail }) => this.#takeIn(detail));
    this.#field.value = kept(this.#draft) ?? '';
    this.element = el('div', { class: 'panel' }, this.#log.element, isPast ? null : this.#foot);
    this.update(chat);
  }

  /* The last messages, and those that are on their way since before a reload. */
  async load() {
    this.#takeIn(this.#begin(await this.#page({ limit: PAGE })), true);
    this.#log.setPending(this.#outbox.items);
    this.#outbox.pump();
  }

  /* Everything after the last message that is here. That one is asked for, too: a desk that was brought
   * back from a backup may not have it any more, and then nothing here is as it has it. */
  async catchUp() {
    const known = this.#log.lastId;
    let after = Math.max(this.#log.last - 1, 0);
    let messages = null;
    let last = 0;
    do {
      const records = await this.#page({ after, limit: PAGE });
      last = this.#log.last;
      messages = all(records, 'message');
      if (after < this.#log.last && known === this.#log.lastId && !messages.some(({ id }) => id === known)) {
        this.#log.forget();
        await this.load();
        return;
      }
      this.#takeIn(after === 0 ? this.#begin(records) : records);
      after = this.#log.last;
    } while (messages.length === PAGE && after > last);
  }

  #page(query) {
    return get(`/chats/${part(this.chat.id)}/messages`, query);
  }

  async #loadEarlier() {
    try {
      this.#takeIn(this.#begin(await this.#page({ before: this.#log.first, limit: PAGE })), true);
    } catch (error) {
      this.#say(sorry(error));
    }
  }

  /* Takes down from where on all is here, with a page of the last messages, or before those that are here. */
  #begin(records) {
    const positions = all(records, 'message').map(({ position }) => position);
    this.#log.beginAt(positions.length === 0 ? 1 : Math.min(...positions));
    return records;
  }

  #takeIn(records, quiet = false) {
    const messages = all(records, 'message');
    for (const person of all(records, 'person'))
      this.#people.set(person.id, person.name);
    this.#log.add(messages, quiet);
    for (const message of messages)
      this.#outbox.settle(message.id);
    this.#showEmpty();
  }

  /* A message that came over the live connection. One that leaves a hole brings what is between; one from
   * before those that are here comes with what is between, when that is asked for. */
  async receive(message) {
    if (message.position < this.#log.first)
      return;
    try {
      if (message.side === 'agent' && !this.#people.has(message.author))
        for (const person of all(await get(`/chats/${part(this.chat.id)}`), 'person'))
          this.#people.set(person.id, person.name);
      if (message.position > this.#log.last + 1)
        await this.catchUp();
    } catch {
      // The name is missing for now, or the hole is closed with the next message.
    }
    this.#takeIn([message]);
  }

  pump() {
    this.#outbox.pump();
  }

  stop() {
    this.#outbox.stop();
  }

  update(chat) {
    const left = kept(this.#draft);
    this.chat = chat;
    this.#form.hidden = !isOpen(chat);
    this.#unsent.hidden = isOpen(chat) || left === null;
    if (!this.#unsent.hidden)
      this.#unsent.replaceChildren(el('p', { id: 'unsent' }, t('unsentText')),
        el('p', { class: 'body', dir: 'auto', tabindex: '0', role: 'group', 'aria-labelledby': 'unsent' }, left));
    this.#foot.hidden = this.#form.hidden && this.#unsent.hidden;
    this.#showEmpty();
  }

  #showEmpty() {
    this.#log.element.hidden = this.#log.isEmpty;
  }

  focus() {
    this.#field.focus();
  }

  #say(text) {
    this.#problem.textContent = text;
    this.#field.setAttribute('aria-invalid', text === '' ? 'false' : 'true');
  }

  #onInput() {
    keep(this.#draft, this.#field.value);
    if (this.#problem.textContent !== '')
      this.#say('');
  }

  #onPaste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length < LONG_PASTE)
      return;
    event.preventDefault();
    this.#field.setRangeText(text, this.#field.selectionStart, this.#field.selectionEnd, 'end');
    this.#onInput();
  }

  #onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing)
      return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #onSubmit(event) {
    const body = this.#field.value.replace(UNPRINTABLE, '').trim();
    const count = Array.from(body).length;
    event.preventDefault();
    if (count > MOST) {
      this.#say(t('messageLong', { count, most: MOST }));
      return;
    }
    this.#field.value = '';
    this.#onInput();
    this.#field.focus();
    if (count > 0)
      this.#outbox.add(body, new Date(now()).toISOString());
    this.#showEmpty();
  }

  #onAction(id, action) {
    if (action === 'retry') {
      this.#outbox.retry(id);
      return;
    }
    const item = this.#outbox.items.find((one) => one.id === id);
    const text = [this.#field.value, item.body].filter((part) => part !== '').join('\n');
    this.#field.value = text;
    this.#onInput();
    this.#outbox.settle(id);
    this.update(this.chat);
    this.#field.focus();
  }
}
