// SPDX-License-Identifier: GPL-3.0-or-later
// Drives people in Chromium for a program in another language: browser.py. On each line of standard input
// stands {"id", "person", "do", "with": {...}}; on each line of standard output {"id", "value"} or
// {"id", "error"}. Ends when its input ends.
import { createInterface } from 'node:readline';
import { launch, textOf } from './chromium.mjs';

const people = new Map();
let browser = null;

const tasks = {
  async start(person, { uri, width = 1280, height = 860, dark = false, locale = 'en-GB' }) {
    browser ??= launch();
    const context = await (await browser).newContext({
      viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale,
    });
    const page = await context.newPage();
    page.troubles = [];
    page.on('pageerror', (error) => page.troubles.push(error.message));
    people.set(person, page);
    await page.goto(uri);
  },
  goto: (page, { path }) => page.goto(new URL(path, page.url()).href),
  reload: (page) => page.reload(),
  async sign_in(page, { name, password }) {
    await page.getByLabel('User name or e-mail address').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  },
  click: (page, { role, name }) => page.getByRole(role, { name }).filter({ visible: true }).first().click(),
  fill: (page, { label, text }) => page.getByLabel(label).fill(text),
  press: (page, { key }) => page.keyboard.press(key),
  wait_text: (page, { text }) => page.getByText(text).filter({ visible: true }).first().waitFor(),
  wait_gone: (page, { text }) => page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' }),
  text: textOf,
  troubles: (page) => page.troubles,
  screenshot: (page, { path }) => page.screenshot({ path }),
  evaluate: (page, { js }) => page.evaluate(js),
  close: (page) => page.context().close(),
};

function within(seconds, work) {
  let timer = 0;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function carryOut({ person, do: task, with: given = {} }) {
  const deadline = given.deadline ?? 20;
  const page = people.get(person);
  if (task === 'start')
    return within(60, tasks.start(person, given));
  if (page === undefined)
    throw new Error('start() first');
  page.setDefaultTimeout(deadline * 1000);
  const value = await within(deadline + 5, tasks[task](page, given));
  return ['text', 'troubles', 'evaluate'].includes(task) ? value : null;
}

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  carryOut(call).then((value) => ({ id: call.id, value: value ?? null }),
    (error) => ({ id: call.id, error: error.message }))
    .then((answer) => console.log(JSON.stringify(answer)));
}
await (await browser)?.close();
