// SPDX-License-Identifier: GPL-3.0-or-later
// Messages on their way. They leave in order; each has an id of ours, so that one which is sent twice
// because its answer was lost is stored once. Kept over reloads until the desk has them.

import { newId, part, post } from './api.js';
import { keep, kept } from './kept.js';

const LONGEST_WAIT = 15000;

/* items: { id, body, at, state: "sending" or "failed", code }. Events: "change"; "sent" (detail: the
 * records that the desk answered). */
export class Outbox extends EventTarget {
  #chat;
  #pumping = false;
  #retry = 0;
  #failures = 0;

  constructor(chat) {
    super();
    this.#chat = chat;
    this.items = kept(`outbox.${chat}`) ?? [];
  }

  add(body, at) {
    this.items.push({ id: newId(), body, at, state: 'sending', code: null });
    this.#changed();
    this.pump();
  }

  /* The desk has this message, however we know. */
  settle(id) {
    const left = this.items.filter((item) => item.id !== id);
    if (left.length === this.items.length)
      return;
    this.items = left;
    this.#changed();
  }

  retry(id) {
    const item = this.items.find((one) => one.id === id);
    item.state = 'sending';
    this.#changed();
    this.pump();
  }

  stop() {
    clearTimeout(this.#retry);
    this.#pumping = true;
  }

  #changed() {
    keep(`outbox.${this.#chat}`, this.items);
    this.dispatchEvent(new CustomEvent('change'));
  }

  /* Sends what waits, unless that is being done. */
  async pump() {
    if (this.#pumping)
      return;
    clearTimeout(this.#retry);
    this.#pumping = true;
    let goes = true;
    while (goes) {
      const item = this.items.find((one) => one.state === 'sending');
      goes = item !== undefined && await this.#send(item);
    }
    this.#pumping = false;
  }

  async #send(item) {
    try {
      const records = await post(`/chats/${part(this.#chat)}/messages`, { id: item.id, body: item.body });
      this.#failures = 0;
      this.dispatchEvent(new CustomEvent('sent', { detail: records }));
      this.settle(item.id);
      return true;
    } catch (error) {
      if (error.passes) {
        const wait = Math.min(LONGEST_WAIT, 400 * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
        this.#retry = setTimeout(() => this.pump(), wait);
        return false;
      }
      item.state = 'failed';
      item.code = error.code ?? 'store';
      this.#changed();
      return true;
    }
  }
}
