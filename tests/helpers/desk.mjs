// SPDX-License-Identifier: GPL-3.0-or-later
// A desk for a test: a store of its own, served by deskbellctl, and people who look at it in Chromium.
import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { launch, load, textOf } from './chromium.mjs';
import { promisify } from 'node:util';
import { until } from './tap.mjs';

const run = promisify(execFile);

const CTL = process.env.DESKBELL_CTL;
const DOCUMENT = process.env.DESKBELL_TEST_DESK;

export const PASSWORD = 'correct horse battery staple';

export function document() {
  return JSON.parse(readFileSync(DOCUMENT, 'utf8'));
}

export class Desk {
  #folder;
  #server = null;
  #port = 0;
  uri = null;

  constructor(folder) {
    this.#folder = folder;
  }

  /* A desk that is served until the case is over. change(document) makes it another one. */
  static async start(test, { people = ['zoe'], change = () => {} } = {}) {
    const desk = new Desk(test.folder);
    await desk.import(change);
    for (const person of people)
      await desk.ctl(['user', 'set-password', person], { DESKBELL_PASSWORD: PASSWORD });
    await desk.serve();
    test.defer(() => desk.stop());
    return desk;
  }

  get #store() {
    return path.join(this.#folder, 'desk.db');
  }

  /* Brings the desk, which is being served, back to what a copy of it is; without one makes that. */
  async copy(name, restore = false) {
    const copy = path.join(this.#folder, name);
    const script = 'import sqlite3, sys; a, b = map(sqlite3.connect, sys.argv[1:]); a.backup(b)';
    await run('python3', ['-c', script, ...(restore ? [copy, this.#store] : [this.#store, copy])]);
  }

  /* What a command prints; it must succeed. */
  ctl(words, environment = {}) {
    return new Promise((resolve, reject) => {
      execFile(CTL, ['--store', this.#store, ...words], { env: { ...process.env, ...environment } },
        (error, stdout, stderr) => (error ? reject(new Error(`${words.join(' ')}: ${stderr || error.message}`)) : resolve(stdout)));
    });
  }

  async json(...words) {
    return JSON.parse(await this.ctl(['--json', ...words]));
  }

  async import(change) {
    const file = path.join(this.#folder, 'desk.json');
    const wanted = document();
    change(wanted);
    writeFileSync(file, JSON.stringify(wanted));
    await this.ctl(['import', file]);
  }

  async serve() {
    const server = spawn(CTL, ['--store', this.#store, 'serve', '--listen', `127.0.0.1:${this.#port}`],
      { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: server.stdout });
    const line = await Promise.race([
      new Promise((resolve) => lines.once('line', resolve)),
      new Promise((resolve, reject) => server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))),
    ]);
    this.uri = /http:\S+?(?=\/?$)/.exec(line)[0];
    this.#port = Number(new URL(this.uri).port);
    this.#server = server;
  }

  /* "SIGKILL": as if the power went. */
  async stop(signal = 'SIGTERM') {
    const server = this.#server;
    if (server === null)
      return;
    this.#server = null;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  /* The messages of the chats of a request, as they are stored. */
  async transcript(request) {
    return (await this.json('chat', 'transcript', request)).filter((record) => record.body !== undefined);
  }

  async bodies(request) {
    return (await this.transcript(request)).map((message) => message.body);
  }
}

let browser = null;

export async function closeBrowser() {
  await browser?.close();
  browser = null;
}

/* A page in a browser of its own. page.troubles: what the console and the page's policy complained of. */
export async function open(test, desk, options = {}) {
  browser ??= await launch();
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(20000);
  test.defer(() => context.close());
  return newPage(context, desk);
}

export async function newPage(context, desk) {
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()))
      page.troubles.push(message.text());
  });
  page.desk = desk;
  return page;
}

export async function signIn(page, path = '/', name = 'zoe') {
  await page.goto(page.desk.uri + path);
  await page.getByLabel('User name or e-mail address').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  return page;
}

/* What the API answers to whoever is signed in on the page. */
export async function api(page, path, body) {
  const uri = `${page.desk.uri}/api/v1${path}`;
  const answer = body === undefined ? await page.request.get(uri) : await page.request.post(uri, { data: body });
  return { status: answer.status(), records: await answer.json() };
}

/* The last chat of a request as it is stored, or undefined. */
export async function chatOf(page, request = 'r-1001') {
  return (await api(page, `/requests/${request}`)).records.filter((record) => record._type === 'chat').at(-1);
}

/* Somebody on a page with the chat on r-1001, which they have asked for. */
export async function ask(test, desk, options = {}) {
  const page = await signIn(await open(test, desk, options), '/requests/r-1001');
  await page.getByRole('button', { name: 'Chat with an agent' }).click();
  await seen(page, 'Waiting for an agent.');
  return page;
}

export async function write(page, text, label = 'Your message') {
  await page.getByLabel(label).fill(text);
  await page.getByLabel(label).press('Enter');
}

/* Writes something, and waits until the desk has it: what others write from now on comes after it. */
export async function say(page, text, request = 'r-1001', label = 'Your message') {
  await write(page, text, label);
  await until(async () => (await page.desk.bodies(request)).includes(text), `the desk has: ${text}`);
}

/* The texts in the chat on the page, in their order. */
export function shown(page) {
  return page.getByRole('log').locator('.body').allInnerTexts();
}

export function sameShown(page, texts, deadline) {
  return until(async () => JSON.stringify(await shown(page)) === JSON.stringify(texts),
    `the messages ${JSON.stringify(texts)}`, deadline);
}

export function seen(page, text) {
  return page.getByText(text).filter({ visible: true }).first().waitFor();
}

export { load, textOf, until };
