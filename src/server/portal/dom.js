// SPDX-License-Identifier: GPL-3.0-or-later
// Makes elements. Text from people only ever becomes text.

/* el('p', { class: 'note', hidden: true }, 'text', child...): members that are functions listen, true
 * and false set and leave out, others are attributes. Children that are null are left out. */
export function el(name, members = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(members)) {
    if (typeof value === 'function')
      element.addEventListener(key, value);
    else if (value === true)
      element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/* Shows a text, and touches the element only if it is another one: a live region speaks on each touch. */
export function setText(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+/gi;

function link(text) {
  let url = null;
  try {
    url = new URL(text);
  } catch {
    return text;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return text;
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/* What a person wrote, with the addresses of web pages in it as links. */
export function linked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '');
    parts.push(text.slice(end, match.index), link(address));
    end = match.index + address.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}

/* A button that cannot be pressed twice while what it does takes its time. */
export async function busy(button, work) {
  if (button.getAttribute('aria-disabled') === 'true')
    return undefined;
  button.setAttribute('aria-disabled', 'true');
  button.classList.add('busy');
  try {
    return await work();
  } finally {
    button.removeAttribute('aria-disabled');
    button.classList.remove('busy');
  }
}

/* Puts the caret or the reader's place where the person goes on. */
export function focusOn(element) {
  if (!element.matches('a[href], button, input, select, textarea, [tabindex]'))
    element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: element.matches('h1, h2') });
}
