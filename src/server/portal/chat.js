// SPDX-License-Identifier: GPL-3.0-or-later
// <deskbell-chat request="r-1001">: the chat about a request, by itself, in any page of this origin. It
// shows nothing where chat is not available and was not used. Events that bubble out of it:
// "deskbell-message" when an agent has written.

import { all, get, now, one, part, post, session } from './api.js';
import { ChatPanel } from './chat-panel.js';
import { busy, el, setText } from './dom.js';
import { live } from './live.js';
import { isOpen, openChat } from './open-chat.js';
import { ago, dir, endReason, lang, sorry, t, when } from './words.js';

/* The words for how a chat stands: what is new is read out, what only goes on is not. */
function describe(chat, people) {
  if (chat === null)
    return ['', ''];
  if (chat.status === 'pending')
    return [t('waiting'), t('waitingSince', { ago: ago(chat.requested_at, now()) })];
  if (chat.status === 'active')
    return [t('answered'), people.has(chat.answered_by) ? t('answeredBy', { name: people.get(chat.answered_by) }) : ''];
  if (chat.status === 'abandoned')
    return [t('abandoned'), t('abandonedWhen', { when: when(chat.abandoned_at, now()) })];
  return [t('ended'), describeEnd(chat, people)];
}

function describeEnd(chat, people) {
  const at = when(chat.ended_at, now());
  const by = chat.ended_by === chat.requested_by ? t('endedByYou', { when: at })
    : t('endedBy', { name: people.get(chat.ended_by) ?? t('desk'), when: at });
  return chat.end_reason === null ? by : `${by} ${t('endReason', { reason: endReason(chat.end_reason) })}`;
}

class DeskbellChat extends HTMLElement {
  #people = new Map();
  #chats = [];
  #loads = 0;
  #reported = new Set();
  #mine = false;
  #available = false;
  #refused = false;
  #panel = null;
  #stop = null;
  #timer = 0;
  #status = el('p', { class: 'status', role: 'status' });
  #detail = el('p', { class: 'detail' });
  #leave = el('button', {
    type: 'button', hidden: true, title: t('leaveHelp'), click: () => this.#onLeave(),
  }, t('leave'));
  #end = el('button', { type: 'button', hidden: true, click: () => this.#dialog.showModal() }, t('endChat'));
  #earlier = el('details', { class: 'earlier', hidden: true, toggle: () => this.#showEarlier() },
    el('summary', {}, t('earlierChats')));
  #place = el('div', {});
  #intro = el('p', {});
  #ask = el('button', { type: 'button', class: 'primary', click: () => this.#onAsk() }, t('chatWithAgent'));
  #start = el('div', { class: 'start', hidden: true }, this.#intro, this.#ask);
  #problem = el('p', { class: 'problem', role: 'alert' });
  #retry = el('button', { type: 'button', hidden: true, click: () => this.#load() }, t('retry'));
  #dialog = el('dialog', { 'aria-labelledby': 'end-title', 'aria-describedby': 'end-help' },
    el('h2', { id: 'end-title' }, t('endChatQuestion')), el('p', { id: 'end-help' }, t('endChatHelp')),
    el('form', { method: 'dialog', class: 'buttons' },
      el('button', {}, t('goOn')),
      el('button', { class: 'danger', click: () => this.#onEnd() }, t('endChat'))));

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: false });
    const section = el('section', { class: 'chat', lang, dir, 'aria-labelledby': 'chat-title', hidden: true },
      el('div', {},
        el('div', { class: 'head' }, el('h2', { id: 'chat-title' }, t('chatWithAgent')), this.#leave, this.#end),
        this.#status, this.#detail),
      this.#earlier, this.#place, this.#start, this.#problem, this.#retry, this.#dialog);
    const sheets = ['controls', 'chat'].map((name) => new Promise((done) => {
      root.append(el('link', { rel: 'stylesheet', href: `/${name}.css`, load: done, error: done }));
    }));
    root.append(section);
    Promise.all(sheets).then(() => (section.hidden = false));
  }

  get request() {
    return this.getAttribute('request');
  }

  connectedCallback() {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    this.hidden = true;
    this.#stop = listening;
    live.addEventListener('change', ({ detail }) => this.#onChange(detail), options);
    live.addEventListener('reload', () => this.#load(true), options);
    live.addEventListener('state', ({ detail }) => detail === 'open' && this.#onBack(), options);
    document.addEventListener('visibilitychange', () => document.hidden || this.#decide(), options);
    this.#timer = setInterval(() => this.#show(), 15000);
    this.#load();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    this.#stop.abort();
    this.#dropPanel();
  }

  #dropPanel() {
    this.#panel?.stop();
    this.#panel = null;
    this.#place.replaceChildren();
  }

  /* anew: chats that the desk does not have are none any more. What was reported meanwhile is newer than
   * what was read, and of two loads the later one counts. */
  async #load(anew = false) {
    const load = ++this.#loads;
    const reported = new Set();
    this.#reported = reported;
    this.#retry.hidden = true;
    this.#say('');
    try {
      await live.start();
      const [me, records, decision] = await Promise.all([
        session.get(), get(`/requests/${part(this.request)}`), get(`/requests/${part(this.request)}/decision`),
      ]);
      if (load !== this.#loads)
        return;
      if (!this.isConnected || one(records, 'request').requested_by !== one(me, 'person').id)
        return;
      this.#mine = true;
      this.#available = one(decision, 'decision').available;
      this.#learn(records);
      if (anew)
        this.#chats = this.#chats.filter(({ id }) => reported.has(id));
      all(records, 'chat').filter(({ id }) => !reported.has(id)).forEach((chat) => this.#put(chat));
      this.#show();
      await this.#panel?.catchUp();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    if (error.code === 'denied' || error.code === 'not_found' || error.code === 'signed_out')
      return;
    this.hidden = false;
    this.#say(sorry(error));
    this.#retry.hidden = false;
  }

  #learn(records) {
    for (const person of all(records, 'person'))
      this.#people.set(person.id, person.name);
  }

  #put(chat) {
    this.#chats = [...this.#chats.filter((other) => other.id !== chat.id), chat]
      .sort((a, b) => a.sequence - b.sequence);
    if (isOpen(chat) || openChat.chat?.id === chat.id)
      openChat.note(chat);
  }

  get #current() {
    return this.#chats.at(-1) ?? null;
  }

  async #onChange(change) {
    if (change.type === 'request' && change.subject === this.request)
      this.#decide();
    if (change.type === 'chat' && change.now?.request === this.request)
      await this.#onChat(change.now);
    if (change.type === 'message' && change.now !== null && change.now.chat === this.#panel?.chat.id) {
      await this.#panel.receive(change.now);
      if (change.now.side !== 'user')
        this.dispatchEvent(new CustomEvent('deskbell-message', { bubbles: true, composed: true }));
    }
  }

  async #onChat(chat) {
    const unknown = [chat.answered_by, chat.ended_by].filter((id) => id !== null && !this.#people.has(id));
    this.#reported.add(chat.id);
    this.#put(chat);
    this.#show();
    if (unknown.length === 0)
      return;
    try {
      this.#learn(await get(`/chats/${part(chat.id)}`));
      this.#show();
    } catch {
      // The name comes with the next message.
    }
  }

  #onBack() {
    if (!this.#retry.hidden)
      this.#load();
    this.#panel?.pump();
    this.#decide();
  }

  /* Whether chat is available may change at any time, by the clock alone. */
  async #decide() {
    if (!this.#mine)
      return;
    try {
      const records = await get(`/requests/${part(this.request)}/decision`);
      this.#available = one(records, 'decision').available;
      this.#refused &&= !this.#available;
      this.#show();
    } catch {
      // The desk decides at the click in any case.
    }
  }

  #show() {
    const chat = this.#current;
    const open = isOpen(chat);
    const [status, detail] = describe(chat, this.#people);
    this.hidden = chat === null && !this.#available && !this.#refused;
    this.dataset.status = chat?.status ?? 'none';
    setText(this.#status, status);
    setText(this.#detail, detail);
    this.#leave.hidden = chat?.status !== 'pending';
    this.#end.hidden = chat?.status !== 'active';
    if (!open && this.#dialog.open)
      this.#dialog.close();
    this.#start.hidden = open || !this.#available || this.#refused;
    setText(this.#intro, t(chat === null ? 'chatIntro' : 'chatAgain'));
    this.#showPanel(chat);
    this.#earlier.hidden = this.#chats.length < 2;
    if (this.#earlier.open)
      this.#showEarlier();
  }

  #showPanel(chat) {
    if (chat === null) {
      this.#dropPanel();
      return;
    }
    if (this.#panel?.chat.id === chat.id) {
      this.#panel.update(chat);
      return;
    }
    this.#panel?.stop();
    this.#panel = new ChatPanel(chat, this.#people);
    this.#place.replaceChildren(this.#panel.element);
    this.#panel.load().catch((error) => this.#fail(error));
  }

  #showEarlier() {
    for (const chat of this.#chats.slice(0, -1)) {
      if (this.#earlier.querySelector(`[data-chat="${CSS.escape(chat.id)}"]`) !== null)
        continue;
      const panel = new ChatPanel(chat, this.#people, true);
      this.#earlier.append(el('div', { class: 'past', 'data-chat': chat.id },
        el('h3', {}, t('chatOf', { when: when(chat.requested_at, now()) })),
        el('p', { class: 'detail' }, describe(chat, this.#people).join(' ')), panel.element));
      panel.load().catch((error) => this.#fail(error));
    }
  }

  #say(text) {
    setText(this.#problem, text);
  }

  async #onAsk() {
    this.#say('');
    await busy(this.#ask, async () => {
      try {
        this.#put(one(await post(`/requests/${part(this.request)}/chats`), 'chat'));
        this.#show();
        this.#panel.focus();
      } catch (error) {
        this.#onRefused(error);
      }
    });
  }

  #onRefused(error) {
    if (error.code === 'no_chat') {
      this.#available = false;
      this.#refused = true;
      this.#show();
    }
    this.#say(error.code === 'no_chat' ? t('chatRefused') : sorry(error));
    this.#problem.tabIndex = -1;
    this.#problem.focus();
  }

  #onLeave() {
    return this.#close(this.#leave, 'leave');
  }

  #onEnd() {
    return this.#close(this.#end, 'end');
  }

  /* Ends or leaves the chat; if somebody else did so first, that is what is shown. */
  async #close(button, how) {
    const chat = this.#current;
    this.#say('');
    await busy(button, async () => {
      try {
        this.#put(one(await post(`/chats/${part(chat.id)}/${how}`), 'chat'));
      } catch (error) {
        if (error.code !== 'conflict')
          this.#say(sorry(error));
      }
    });
    this.#show();
    await this.#decide();
    if (!this.#start.hidden)
      this.#ask.focus();
  }
}

customElements.define('deskbell-chat', DeskbellChat);
