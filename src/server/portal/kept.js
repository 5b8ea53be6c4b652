// SPDX-License-Identifier: GPL-3.0-or-later
// What has to outlive a reload of the page, in the browser's memory of this tab.

const PREFIX = 'deskbell.';

export function keep(name, value) {
  try {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      sessionStorage.removeItem(PREFIX + name);
    else
      sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // No room, or not allowed: the page works without, it only forgets.
  }
}

export function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/* What one person has written is not there for the next one on the same computer. */
export function forgetAll() {
  try {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(PREFIX))
        sessionStorage.removeItem(name);
  } catch {
    // There is nothing to forget then.
  }
}
