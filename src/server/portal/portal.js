// SPDX-License-Identifier: GPL-3.0-or-later
// The portal: who is signed in, and which view the path stands for.

import { one, session } from './api.js';
import { el, focusOn, setText } from './dom.js';
import { forgetAll, keep, kept } from './kept.js';
import { live } from './live.js';
import { openChat } from './open-chat.js';
import { newRequestView } from './new-request.js';
import { requestView } from './request.js';
import { requestsView } from './requests.js';
import { signInView } from './sign-in.js';
import { dir, lang, sorry, t } from './words.js';

const main = document.querySelector('#main');
const header = document.querySelector('.bar');
const trouble = el('p', { class: 'trouble', role: 'status' });
const said = el('p', { class: 'notice', role: 'status' });
const place = el('div', {});
const openState = el('span', { id: 'open-state', role: 'status' });
const openLink = el('a', {}, t('barOpen'));
const openBar = el('aside', { class: 'open-bar', 'aria-labelledby': 'open-state' },
  el('div', { class: 'inner' }, openState, openLink));

let me = null;
let view = null;
let unread = 0;

const routes = [
  [/^\/$/, requestsView],
  [/^\/new$/, newRequestView],
  [/^\/requests\/([^/]+)$/, requestView],
];

/* A view is a function of { me, id, go, notice } that gives { title, element, stop }. */
function find(path) {
  for (const [pattern, make] of routes) {
    const match = pattern.exec(path);
    if (match !== null)
      return make({ me, id: match[1] === undefined ? null : decodeURIComponent(match[1]), go, notice });
  }
  const element = el('div', { class: 'empty' }, el('h1', {}, t('pageGone')),
    el('p', {}, el('a', { href: '/' }, t('backToRequests'))));
  return { title: t('pageGone'), element };
}

function setTitle() {
  const title = view.title === t('portal') ? t('portal') : `${view.title} – ${t('portal')}`;
  document.title = unread > 0 ? t('unread', { count: unread, title }) : title;
}

/* Shows a view and takes the reader's place to its heading. */
function show(next, isFirst = false) {
  view?.stop?.();
  view = next;
  view.onTitle = setTitle;
  place.replaceChildren(view.element);
  setText(said, notice.text ?? '');
  notice.text = undefined;
  setTitle();
  showHeader();
  showOpenBar();
  scrollTo(0, 0);
  const start = view.focus ?? place.querySelector('h1');
  if (start !== null && (!isFirst || view.focus !== undefined))
    focusOn(start);
}

/* Has something said in the next view. */
function notice(text) {
  notice.text = text;
}

function go(path) {
  if (path !== location.pathname)
    history.pushState(null, '', path);
  route();
}

function route(isFirst = false) {
  try {
    show(me === null ? signIn() : find(location.pathname), isFirst);
  } catch (error) {
    if (!(error instanceof URIError))
      throw error;
    go('/');
  }
}

function signIn() {
  return signInView({ onSignedIn: (person) => enter(person) });
}

function navLink(path, text) {
  const here = location.pathname === path;
  return el('a', { href: path, 'aria-current': here ? 'page' : null }, text);
}

function showHeader() {
  const brand = el('a', { class: 'brand', href: '/' }, el('img', { src: '/icon.svg', alt: '', width: '28', height: '28' }),
    el('span', {}, t('portal')));
  if (me === null) {
    header.replaceChildren(el('div', { class: 'inner' }, brand));
    return;
  }
  header.replaceChildren(el('div', { class: 'inner' }, brand,
    el('nav', { 'aria-label': t('mainNavigation') }, navLink('/', t('myRequests')), navLink('/new', t('newRequest'))),
    el('div', { class: 'me' }, el('span', { class: 'name', dir: 'auto' }, me.name),
      el('button', { type: 'button', class: 'flat', click: signOut }, t('signOut')))));
}

/* Somebody looks at something else while an agent may be writing to them. */
function showOpenBar() {
  const chat = openChat.chat;
  const target = chat === null ? '' : `/requests/${encodeURIComponent(chat.request)}`;
  if (chat === null || me === null || location.pathname === target) {
    openBar.remove();
    return;
  }
  openLink.setAttribute('href', target);
  setText(openState, t(chat.status === 'pending' ? 'barWaiting' : 'barActive'));
  if (!openBar.isConnected)
    trouble.after(openBar);
}

async function enter(person) {
  if (kept('person') !== null && kept('person') !== person.id)
    forgetAll();
  keep('person', person.id);
  me = person;
  try {
    await live.start();
    await openChat.restore();
  } catch (error) {
    await fail(error);
    return;
  }
  route(document.activeElement === document.body);
}

async function signOut() {
  try {
    await session.close();
  } catch (error) {
    if (error.code !== 'signed_out') {
      setText(trouble, sorry(error));
      return;
    }
  }
  forgetAll();
  leave();
  history.replaceState(null, '', '/');
  route();
}

function leave() {
  live.stop();
  setText(trouble, '');
  openChat.forget();
  me = null;
  unread = 0;
}

/* The desk cannot be reached at all yet: says so, and offers to try again. */
function fail(error) {
  if (error.code === 'signed_out') {
    leave();
    route(true);
    return;
  }
  const again = el('button', { type: 'button', click: () => begin() }, t('retry'));
  show({
    title: t('portal'), focus: again,
    element: el('div', { class: 'empty' }, el('h1', {}, t('portal')), el('p', { role: 'alert' }, sorry(error)), again),
  });
}

/* What takes longer than people wait without a word says so. */
function showLoading() {
  show({
    title: t('portal'),
    element: el('div', { class: 'empty' }, el('h1', {}, t('portal')), el('p', { class: 'sub', role: 'status' }, t('loading'))),
  }, true);
}

async function begin() {
  const slow = setTimeout(showLoading, 500);
  try {
    await enter(one(await session.get(), 'person'));
  } catch (error) {
    fail(error);
  } finally {
    clearTimeout(slow);
  }
}

/* Links of the portal change the view; all others, and those with a key held, do what they always do. */
document.addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (link === undefined || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
    || event.altKey || link.target !== '' || link.origin !== location.origin || link.hash !== '')
    return;
  event.preventDefault();
  go(link.pathname);
});

let path = location.pathname;
addEventListener('popstate', () => {
  if (location.pathname !== path || view === null)
    route();
  path = location.pathname;
});

const skip = document.querySelector('.skip');
skip.addEventListener('click', (event) => {
  event.preventDefault();
  focusOn(main);
});

live.addEventListener('state', ({ detail }) => {
  setText(trouble, detail === 'lost' ? t('connectionLost') : '');
});
live.addEventListener('signed-out', () => {
  leave();
  notice(t('signedOut'));
  route();
});
openChat.addEventListener('change', showOpenBar);

document.addEventListener('deskbell-message', () => {
  unread += document.hidden ? 1 : 0;
  setTitle();
});
document.addEventListener('visibilitychange', () => {
  unread = document.hidden ? unread : 0;
  if (view !== null)
    setTitle();
});

Object.assign(document.documentElement, { lang, dir });
document.querySelector('meta[name="description"]').content = t('summary');
setText(skip, t('skip'));
header.after(trouble);
main.replaceChildren(said, place);
showHeader();
begin();
