// SPDX-License-Identifier: GPL-3.0-or-later
// The chat that is open in this tab, whichever view is shown: a look at another request, or a reload, is
// no leaving. Kept over reloads.

import { get, one, part } from './api.js';
import { keep, kept } from './kept.js';
import { live } from './live.js';

export function isOpen(chat) {
  return chat !== null && (chat.status === 'pending' || chat.status === 'active');
}

/* Event: "change", when another chat is open, or the same one in another state. */
class OpenChat extends EventTarget {
  chat = null;

  constructor() {
    super();
    live.addEventListener('change', ({ detail }) => {
      if (detail.type === 'chat' && detail.now !== null && detail.subject === this.chat?.id)
        this.note(detail.now);
    });
  }

  /* Takes down a chat of the person's: an open one is attended from now on, until it is over. */
  note(chat) {
    if (!isOpen(chat)) {
      if (chat.id === this.chat?.id)
        this.#set(null);
      return;
    }
    this.#set(chat);
  }

  #set(chat) {
    this.chat = chat;
    keep('open-chat', chat === null ? null : chat.id);
    live.attend(chat === null ? null : chat.id);
    this.dispatchEvent(new CustomEvent('change'));
  }

  /* Comes back to the chat that was open before the reload. */
  async restore() {
    const id = kept('open-chat');
    if (id === null)
      return;
    try {
      this.note(one(await get(`/chats/${part(id)}`), 'chat'));
    } catch {
      keep('open-chat', null);
    }
  }

  forget() {
    this.chat = null;
  }
}

export const openChat = new OpenChat();
