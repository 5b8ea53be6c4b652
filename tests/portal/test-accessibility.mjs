// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { ask, closeBrowser, Desk, open, PASSWORD, sameShown, seen, signIn, until, write } from '../helpers/desk.mjs';
import { misfits } from '../helpers/looks.mjs';
import { run } from '../helpers/tap.mjs';

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

await run('/portal', {
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

  async 'words that do not end are broken in either direction'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk, { viewport: { width: 360, height: 640 } });
    await write(page, 'a-word-that-does-not-end-'.repeat(20));
    await write(page, 'w'.repeat(500));
    await page.reload();
    await until(async () => await page.getByRole('log').locator('.body').count() === 2, 'both messages');
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((to) => (document.documentElement.dir = to), dir);
      assert.deepEqual(await misfits(page), [], dir);
    }
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
