// SPDX-License-Identifier: GPL-3.0-or-later
// The live connection. What changes after a number comes over it in order and without holes; coming
// back after a break is the same request with a later number.

import { get, one, session } from './api.js';

const PING = 20000;
const MUTE = 45000;
const LONGEST_WAIT = 20000;

/* The number is not known: all that comes is new. */
const ANYWHERE = -1;

/* Events: "change" (detail: a change), "reload" (too far behind, or the desk was brought back from a
 * backup: load everything anew), "state" (detail: "connecting", "open" or "lost"), "signed-out". */
class Live extends EventTarget {
  #socket = null;
  #seq = null;
  #attended = null;
  #failures = 0;
  #retry = 0;
  #watch = 0;
  #heard = 0;
  #starting = null;
  state = 'connecting';

  constructor() {
    super();
    addEventListener('online', () => this.#hurry());
    addEventListener('pageshow', () => this.#hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry());
  }

  /* Takes down how far the desk is, so that nothing is missed that happens after what is loaded next. */
  start() {
    this.#starting ??= this.#begin().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #begin() {
    this.#seq = one(await get('/position'), 'position').seq;
    this.#connect();
  }

  stop() {
    this.#starting = null;
    this.#attended = null;
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    this.state = 'connecting';
    socket?.close();
  }

  /* Says which chat the page shows: as long as it does, the desk does not take its person for gone. */
  attend(chat) {
    if (this.#attended === chat)
      return;
    this.#attended = chat;
    if (this.state === 'open')
      this.#say();
  }

  #say() {
    if (this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify({ attend: this.#attended, ping: true }));
  }

  #setState(state) {
    if (this.state === state)
      return;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }

  #connect() {
    const after = this.#seq === ANYWHERE ? '' : `?after=${this.#seq}`;
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/live${after}`);
    let opened = false;
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    this.#socket = socket;
    this.#heard = Date.now();
    this.#watch = setInterval(() => this.#check(), PING);
    socket.addEventListener('open', () => {
      opened = true;
      if (this.#socket === socket)
        this.#onOpen();
    });
    socket.addEventListener('message', (event) => this.#socket === socket && this.#onMessage(event.data));
    socket.addEventListener('close', () => this.#socket === socket && this.#onClose(opened));
  }

  #onOpen() {
    this.#failures = 0;
    this.#say();
    this.#setState('open');
    if (this.#seq === ANYWHERE)
      this.dispatchEvent(new CustomEvent('reload'));
  }

  #onMessage(text) {
    const record = JSON.parse(text);
    this.#heard = Date.now();
    if (record._type === 'change') {
      if (record.seq <= this.#seq)
        return;
      this.#seq = record.seq;
      this.dispatchEvent(new CustomEvent('change', { detail: record }));
    } else if (record._type === 'pong') {
      this.#seq = Math.max(this.#seq, record.seq);
    } else if (record._type === 'reload') {
      this.#seq = ANYWHERE;
      this.#say();
      this.dispatchEvent(new CustomEvent('reload'));
    }
  }

  async #onClose(opened) {
    this.#socket = null;
    clearInterval(this.#watch);
    this.#setState('lost');
    const wait = Math.min(LONGEST_WAIT, 400 * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => this.#connect(), wait);
    if (opened)
      return;
    try {
      await session.get();
    } catch (error) {
      if (error.code === 'signed_out' && this.#starting !== null)
        this.dispatchEvent(new CustomEvent('signed-out'));
    }
  }

  /* A line can be dead without either end being told. */
  #check() {
    if (Date.now() - this.#heard <= MUTE) {
      this.#say();
      return;
    }
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#onClose(true);
  }

  /* Something makes it likely that the desk can be reached again: does not wait any longer. */
  #hurry() {
    if (this.#starting === null || this.#seq === null)
      return;
    if (this.#socket === null) {
      this.#failures = 0;
      this.#connect();
    } else {
      this.#check();
    }
  }
}

/* One connection for everything on the page. */
export const live = new Live();
