// SPDX-License-Identifier: GPL-3.0-or-later
// Every view that the portal has, one after the other, on one page and one desk.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chatOf, Desk, open, PASSWORD, say, seen, until, write } from './desk.mjs';

/* The folder of the portal's sources, one of them, and what it says in a language. */
export const PORTAL = path.join(import.meta.dirname, '..', '..', 'src', 'server', 'portal');
const LONG = 'Since Monday every mail to the whole office comes back, with a note that names a size. '.repeat(6)
  + 'See https://status.example.org/incidents/2026/11/mail-to-all-of-the-office-is-returned-to-its-sender?lang=en.';

export function source(name) {
  return readFileSync(path.join(PORTAL, name), 'utf8');
}

export async function wordsOf(language) {
  return (await import(`data:text/javascript,${encodeURIComponent(source(`words.${language}.js`))}`)).default;
}

/* Text as it begins, up to what is put into it. */
function start(text) {
  return (text.other ?? text).split(/\{\w+\}/).find((part) => part.trim() !== '').trim();
}

function fillDesk(document) {
  const [first] = document.requests;
  first.description = LONG;
  document.requests.push(
    { ...first, id: 'r-1003', title: 'A-name-that-does-not-end-'.repeat(7), phase: 'suspended', priority: 'critical' },
    { ...first, id: 'r-1004', title: 'The projector in the large room', phase: 'resolved', priority: 'low', offering: 'laptop' },
    { ...first, id: 'r-1005', title: 'Kalender & mail', phase: 'closed', priority: 'medium' },
  );
}

/* The page does not get an answer to what matches until the given function is called. */
async function hold(page, pattern) {
  let release = null;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await released;
    await route.fallback();
  });
  return async () => {
    release();
    await page.unroute(pattern);
  };
}

function refuse(page, pattern, method, status, code) {
  return page.route(pattern, (route) => (route.request().method() === method
    ? route.fulfill({ status, json: { error: { code, message: 'no' } } }) : route.fallback()));
}

/* One who walks through the views; look(name) is called in each. */
class Walk {
  constructor(page, words, look) {
    Object.assign(this, { page, words, look });
  }

  go(where) {
    return this.page.goto(this.page.desk.uri + where);
  }

  click(word, role = 'button') {
    return this.page.getByRole(role, { name: this.words[word], exact: true }).filter({ visible: true }).first().click();
  }

  see(word) {
    return seen(this.page, start(this.words[word]));
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async fill(label, text) {
    await this.page.getByLabel(this.words[label], { exact: true }).fill(text);
  }

  async signIn(name, where = '/') {
    await this.go(where);
    await this.fill('signInName', name);
    await this.fill('signInPassword', PASSWORD);
    await this.click('signIn');
    await this.page.getByRole('button', { name: this.words.signOut }).waitFor();
  }

  async beginning() {
    const release = await hold(this.page, '**/api/v1/session');
    await this.go('/');
    await this.see('loading');
    await this.look('beginning');
    await release();
    await this.page.route('**/api/v1/session', (route) => route.abort(), { times: 1 });
    await this.go('/');
    await this.see('offline');
    await this.look('no-desk');
  }

  async signingIn() {
    await this.go('/');
    await this.page.getByLabel(this.words.signInName).waitFor();
    await this.look('sign-in');
    await this.click('signIn');
    await this.see('signInNameMissing');
    await this.look('sign-in-incomplete');
    await this.fill('signInName', 'zoe');
    await this.fill('signInPassword', 'wrong');
    await this.click('signIn');
    await this.see('signInWrong');
    await this.look('sign-in-wrong');
  }

  async requests() {
    const { page } = this;
    await this.signIn('ann');
    await this.see('noRequests');
    await this.look('requests-none');
    await this.click('signOut');
    await this.signIn('zoe');
    const release = await hold(page, '**/api/v1/requests?*');
    await this.go('/');
    await this.see('loading');
    await this.look('requests-loading');
    await release();
    await page.route('**/api/v1/requests?*', (route) => route.abort());
    await this.go('/');
    await this.see('offline');
    await this.look('requests-not-loaded');
    await page.unroute('**/api/v1/requests?*');
    await this.go('/');
    await seen(page, 'The projector in the large room');
    await page.evaluate(() => [...document.querySelectorAll('main button')].forEach((one) => (one.hidden = false)));
    await this.look('requests');
  }

  async newRequest() {
    const { page } = this;
    await this.go('/new');
    await page.getByRole('option', { name: 'My laptop' }).waitFor({ state: 'attached' });
    await this.look('new');
    await this.fill('title', 'x'.repeat(1203));
    await page.locator('#description').fill('y'.repeat(20001));
    await this.click('sendRequest');
    await this.see('descriptionLong');
    await this.look('new-with-errors');
    await page.getByLabel(this.words.offering).selectOption('laptop');
    await this.fill('title', 'The fan is loud');
    await page.locator('#description').fill(LONG);
    await refuse(page, '**/api/v1/requests', 'POST', 500, 'store');
    await this.click('sendRequest');
    await this.see('offline');
    await this.look('new-not-sent');
    await page.unroute('**/api/v1/requests');
    await this.click('sendRequest');
    await this.see('requestSent');
    await page.getByRole('heading', { name: 'The fan is loud' }).waitFor();
    await this.look('without-chat-just-sent');
  }

  async nothingThere() {
    const { page } = this;
    const release = await hold(page, '**/api/v1/requests/r-1001');
    await this.go('/requests/r-1001');
    await this.see('loading');
    await this.look('request-loading');
    await release();
    await page.route('**/api/v1/requests/r-1001', (route) => route.abort());
    await this.go('/requests/r-1001');
    await this.see('offline');
    await this.look('request-not-loaded');
    await page.unroute('**/api/v1/requests/r-1001');
    await this.go('/requests/r-1002');
    await this.see('requestGone');
    await this.look('no-such-request');
    await this.go('/elsewhere');
    await this.see('pageGone');
    await this.look('no-such-page');
  }

  async asking() {
    const { page } = this;
    await this.go('/requests/r-1001');
    await page.getByRole('button', { name: this.words.chatWithAgent }).waitFor();
    await this.look('chat-offered');
    await refuse(page, '**/chats', 'POST', 409, 'no_chat');
    await this.click('chatWithAgent');
    await this.see('chatRefused');
    await this.look('chat-refused');
    await page.unroute('**/chats');
    await this.go('/requests/r-1001');
    await this.click('chatWithAgent');
    await this.see('waiting');
    await this.look('waiting');
    await say(page, 'Is anybody there?', 'r-1001', this.words.yourMessage);
    await this.click('leave');
    await this.see('abandoned');
    await page.getByRole('button', { name: this.words.chatWithAgent }).waitFor();
    await this.look('left');
    await this.click('chatWithAgent');
    await this.see('waiting');
  }

  async chatting() {
    const { page } = this;
    for (const text of ['Good morning.', `A link: https://example.org/ ${LONG}`])
      await say(page, text, 'r-1001', this.words.yourMessage);
    for (const text of ['Hello, I am Ann.', LONG])
      await page.desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', text]);
    await seen(page, 'Hello, I am Ann.');
    await this.see('answeredBy');
    await until(async () => await page.getByText(this.words.sending).count() === 0, 'all is sent');
    await this.look('chat');
    await refuse(page, '**/messages', 'POST', 400, 'invalid');
    await write(page, 'This one is refused', this.words.yourMessage);
    await this.see('notSent');
    await page.unroute('**/messages');
    const release = await hold(page, '**/messages');
    await write(page, 'This one is on its way', this.words.yourMessage);
    await this.see('sending');
    await page.getByLabel(this.words.yourMessage).evaluate((field) => (field.value = 'a line of a log\n'.repeat(1300)));
    await page.getByLabel(this.words.yourMessage).press('Enter');
    await this.see('messageLong');
    await this.look('chat-not-sent');
    await release();
    await page.getByLabel(this.words.yourMessage).fill('');
  }

  async elsewhere() {
    const { page } = this;
    const log = page.getByRole('log');
    await page.route(/[?&]limit=200$/, (route) => route.continue({ url: route.request().url().replace('200', '3') }));
    await this.go('/requests/r-1001');
    await page.getByRole('button', { name: this.words.earlierMessages }).waitFor();
    await page.unrouteAll();
    await page.setViewportSize({ width: 1280, height: 500 });
    await log.evaluate((node) => (node.scrollTop = 0));
    await page.desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'And one more thing.']);
    await page.getByRole('button', { name: this.words.newMessages }).waitFor();
    await this.look('chat-elsewhere');
    await page.desk.stop();
    await this.see('connectionLost');
    await this.look('chat-offline');
    await page.desk.serve();
    await page.getByText(start(this.words.connectionLost)).waitFor({ state: 'hidden' });
    await this.click('endChat');
    await page.getByRole('dialog').waitFor();
    await this.look('end-question');
    await page.keyboard.press('Escape');
    await this.click('myRequests', 'link');
    await page.getByRole('complementary').waitFor();
    await this.look('requests-beside-a-chat');
  }

  async ended() {
    const { page } = this;
    await this.go('/requests/r-1001');
    await page.getByLabel(this.words.yourMessage).fill(`I wanted to say: ${LONG}`);
    await page.desk.ctl(['chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'continued']);
    await this.see('ended');
    await this.see('unsentText');
    await this.look('ended');
    await page.getByText(this.words.earlierChats).click();
    await seen(page, 'Is anybody there?');
    await this.look('transcripts');
  }

  /* The chat by itself, among what is made up quite differently. */
  async embedded() {
    const { page, words } = this;
    const { lang, dir } = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    await page.route('**/intranet', (route) => route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="${lang}" dir="${dir}"><meta name="viewport" content="width=device-width"><title>Intranet</title>`
        + '<script type="module" src="/chat.js"></script><main><h1>Intranet</h1>'
        + '<deskbell-chat request="r-1001"></deskbell-chat></main>',
    }));
    await this.go('/intranet');
    await page.getByRole('button', { name: words.chatWithAgent }).waitFor();
    await this.click('chatWithAgent');
    await this.see('waiting');
    await say(page, 'From the intranet', 'r-1001', words.yourMessage);
    await this.look('embedded');
    await this.click('leave');
    await until(async () => (await chatOf(page)).status === 'abandoned', 'the chat is left');
  }

  async signedOut() {
    await this.go('/new');
    await this.heading(this.words.newRequest);
    await this.page.context().clearCookies();
    await this.page.desk.stop();
    await this.page.desk.serve();
    await this.see('signedOut');
    await this.look('signed-out');
  }
}

const PARTS = ['beginning', 'signingIn', 'requests', 'newRequest', 'nothingThere', 'asking', 'chatting', 'elsewhere',
  'ended', 'embedded', 'signedOut'];

/* Takes a page in a language through all views. look(page, name, words) is called in each. */
export async function everyView(test, locale, look) {
  const page = await open(test, await Desk.start(test, { people: ['zoe', 'ann'], change: fillDesk }), { locale });
  const words = await wordsOf(locale.split('-')[0]);
  const walk = new Walk(page, words, (name) => look(page, name, words));
  for (const part of PARTS)
    await walk[part]();
}
