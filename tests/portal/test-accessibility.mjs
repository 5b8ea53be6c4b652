// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  ask, closeBrowser, Desk, load, open, PASSWORD, sameShown, say, seen, signIn, until, write,
} from '../helpers/desk.mjs';
import { run } from '../helpers/tap.mjs';

const AXE = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

/* What axe finds on the page, in one line each. */
async function check(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
  });
  assert.deepEqual(found, [], where);
}

/* Whoever has the keyboard, also inside a custom element. */
function focused(page) {
  return page.evaluate(() => {
    let node = document.activeElement;
    while (node.shadowRoot?.activeElement)
      node = node.shadowRoot.activeElement;
    return node.labels?.[0]?.innerText ?? node.innerText ?? '';
  });
}

async function tabTo(page, text) {
  for (let i = 0; i < 30; i++) {
    if ((await focused(page)).startsWith(text))
      return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the Tab key does not reach ${text}`);
}

async function views(test, colorScheme) {
  const desk = await Desk.start(test);
  const page = await open(test, desk, { colorScheme });
  await page.goto(desk.uri);
  await page.getByLabel('Password').waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await check(page, 'sign in');
  await signIn(page);
  await seen(page, 'Mails to the whole office bounce');
  await check(page, 'my requests');
  await page.getByRole('link', { name: 'New request' }).first().click();
  await page.getByRole('option', { name: 'My laptop' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Send request' }).click();
  await check(page, 'new request with what is wrong');
  await page.goto(`${desk.uri}/requests/r-1001`);
  await page.getByRole('button', { name: 'Chat with an agent' }).click();
  await seen(page, 'Waiting for an agent.');
  await check(page, 'waiting');
  await say(page, 'Hello');
  await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Hello, see https://example.org']);
  await sameShown(page, ['Hello', 'Hello, see https://example.org']);
  await page.getByText('Sent', { exact: true }).last().waitFor();
  await check(page, 'chat');
  await page.getByRole('link', { name: 'My requests', exact: true }).click();
  await page.getByRole('complementary').waitFor();
  await check(page, 'my requests beside a chat');
  await desk.ctl(['chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'Done']);
  await page.goto(`${desk.uri}/requests/r-1001`);
  await seen(page, 'The chat has ended.');
  await check(page, 'ended');
  await page.goto(`${desk.uri}/nowhere`);
  await seen(page, 'There is no such page.');
  await check(page, 'no such page');
}

await run('/portal', {
  'axe finds nothing in light colours': (test) => views(test, 'light'),
  'axe finds nothing in dark colours': (test) => views(test, 'dark'),

  async 'the whole task by keyboard'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    await page.goto(desk.uri);
    await until(async () => await focused(page) === 'User name or e-mail address', 'the name has the keyboard');
    await page.keyboard.type('zoe');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await until(async () => await focused(page) === 'My requests', 'the heading has the keyboard');
    await tabTo(page, 'New request');
    await page.keyboard.press('Enter');
    await until(async () => await focused(page) === 'New request', 'the heading has the keyboard');
    await page.getByRole('option', { name: 'Help with my mailbox' }).waitFor({ state: 'attached' });
    await tabTo(page, 'What is it about?');
    await page.keyboard.type('Help');
    await tabTo(page, 'Title');
    await page.keyboard.type('By keyboard');
    await tabTo(page, 'Priority');
    await page.keyboard.type('High');
    await tabTo(page, 'Send request');
    await page.keyboard.press('Enter');
    await until(async () => /By keyboard|Loading/.test(await focused(page)), 'the heading has the keyboard');
    await page.getByRole('button', { name: 'Chat with an agent' }).waitFor();
    await tabTo(page, 'Chat with an agent');
    await page.keyboard.press('Enter');
    await until(async () => await focused(page) === 'Your message', 'the message has the keyboard');
    await page.keyboard.type('Hello');
    await page.keyboard.press('Enter');
    await desk.ctl(['chat', 'send', 'r-1003', '--as', 'ann', 'Hello to you']);
    await sameShown(page, ['Hello', 'Hello to you']);
    for (let i = 0; i < 20 && await focused(page) !== 'End chat'; i++)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'End chat');
    await page.keyboard.press('Enter');
    await seen(page, 'The chat has ended.');
    await until(async () => await focused(page) === 'Chat with an agent', 'one can ask again at once');
  },

  async 'new messages are read out and old ones are not'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'old']);
    await sameShown(page, ['old']);
    assert.equal(await page.getByRole('log').getAttribute('aria-live'), 'polite');
    await page.reload();
    await sameShown(page, ['old']);
    await page.getByRole('log').evaluate((log) => {
      window.spoken = [];
      new MutationObserver((changes) => {
        for (const change of changes)
          for (const node of change.addedNodes)
            window.spoken.push(`${log.getAttribute('aria-live')} ${node.querySelector?.('.body')?.innerText ?? ''}`);
      }).observe(log, { childList: true });
    });
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'new']);
    await sameShown(page, ['old', 'new']);
    await write(page, 'mine');
    await page.getByRole('log').getByText('Sent', { exact: true }).waitFor();
    assert.deepEqual(await page.evaluate(() => window.spoken), ['polite new', 'polite mine']);
  },

  async 'nothing is cut off at 360 pixels nor in right to left'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk, { viewport: { width: 360, height: 640 } });
    await write(page, 'a-word-that-does-not-end-'.repeat(20));
    for (const path of ['/requests/r-1001', '/', '/new']) {
      await page.goto(desk.uri + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const dir of ['ltr', 'rtl']) {
        await page.evaluate((to) => (document.documentElement.dir = to), dir);
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        assert.ok(scrollWidth <= clientWidth, `${path} ${dir}: ${scrollWidth} of ${clientWidth}`);
      }
    }
  },

  async 'motion stops for those who want none'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk, { reducedMotion: 'reduce' });
    const duration = await page.getByText('Waiting for an agent.').evaluate((node) => getComputedStyle(node, '::before').animationDuration);
    assert.ok(Number.parseFloat(duration) <= 0.001, duration);
  },

  async 'the skip link leads to the content'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    await page.reload();
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'New request');
  },
}, closeBrowser);
