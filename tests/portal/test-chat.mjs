// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import {
  api, ask, chatOf, closeBrowser, Desk, open, sameShown, say, seen, shown, signIn, textOf, until, write,
} from '../helpers/desk.mjs';
import { holdsFor, run } from '../helpers/tap.mjs';

function withoutChat(document) {
  document.agreements[0].chat = false;
}

await run('/portal', {
  async 'the page without chat does not mention it'(test) {
    const desk = await Desk.start(test, { people: ['max'] });
    const page = await open(test, desk);
    const loaded = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await signIn(page, '/requests/r-1002', 'max');
    await seen(page, 'My laptop');
    await until(() => loaded.some((path) => path.endsWith('/decision')), 'the desk was asked');
    await page.waitForLoadState('networkidle');
    assert.doesNotMatch(await page.content(), /chat/i);
    assert.doesNotMatch(await textOf(page), /chat/i);
    assert.ok(!loaded.includes('/chat.js'), 'its code is not loaded');
  },

  async 'asks waits and is answered'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await seen(page, 'You asked just now.');
    assert.equal(await page.getByLabel('Your message').evaluate((field) => field.getRootNode().activeElement === field), true);
    await write(page, 'Hello?');
    await sameShown(page, ['Hello?']);
    assert.equal((await chatOf(page)).status, 'pending');
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Good morning.']);
    await sameShown(page, ['Hello?', 'Good morning.']);
    await seen(page, 'An agent answered.');
    await seen(page, 'You are talking to Ann Archer.');
    await write(page, 'One line\nand another');
    await sameShown(page, ['Hello?', 'Good morning.', 'One line\nand another']);
    await until(async () => (await desk.bodies('r-1001')).length === 3, 'three messages stored');
    assert.deepEqual(await desk.bodies('r-1001'), ['Hello?', 'Good morning.', 'One line\nand another']);
    assert.deepEqual(page.troubles, []);
  },

  async 'Shift and Enter break the line'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const field = page.getByLabel('Your message');
    await field.pressSequentially('one');
    await field.press('Shift+Enter');
    await field.pressSequentially('two');
    assert.equal(await field.inputValue(), 'one\ntwo');
    await field.press('Enter');
    await sameShown(page, ['one\ntwo']);
    assert.equal(await field.inputValue(), '');
    await field.press('Enter');
    await write(page, '  \n ');
    await write(page, 'three');
    await sameShown(page, ['one\ntwo', 'three']);
  },

  async 'a stale button is refused in words'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/requests/r-1001');
    const button = page.getByRole('button', { name: 'Chat with an agent' });
    await button.waitFor();
    await desk.import(withoutChat);
    await button.click();
    await seen(page, 'Chat is not available for this request at the moment.');
    await button.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
    assert.equal(await chatOf(page), undefined);
  },

  async 'can be left while waiting and asked again'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await page.getByRole('button', { name: 'Leave' }).click();
    await seen(page, 'You left this chat.');
    assert.equal((await chatOf(page)).status, 'abandoned');
    await page.getByLabel('Your message').waitFor({ state: 'hidden' });
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Sorry, I was late.']);
    await seen(page, 'Sorry, I was late.');
    await page.getByRole('button', { name: 'Chat with an agent' }).click();
    await seen(page, 'Waiting for an agent.');
    assert.equal((await chatOf(page)).id, 'r-1001.2');
    await sameShown(page, []);
    await page.getByText('Earlier chats').click();
    await seen(page, 'Sorry, I was late.');
  },

  async 'says who ended it and keeps the transcript'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Solved, I think.']);
    await seen(page, 'Solved, I think.');
    await page.getByLabel('Your message').fill('Not quite');
    await desk.ctl(['chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'Done']);
    await seen(page, 'The chat has ended.');
    await seen(page, /Ann Archer ended it today at .* Reason: Done/);
    await seen(page, 'Not quite');
    await page.getByLabel('Your message').waitFor({ state: 'hidden' });
    await page.reload();
    await seen(page, 'Solved, I think.');
    await page.getByRole('button', { name: 'Chat with an agent' }).click();
    await seen(page, 'Waiting for an agent.');
    assert.equal(await page.getByLabel('Your message').inputValue(), 'Not quite');
  },

  async 'can be ended by the person after a question'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Hello.']);
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
    assert.equal((await chatOf(page)).status, 'active');
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await seen(page, /You ended it today/);
    assert.equal((await chatOf(page)).status, 'ended');
  },

  async 'goes on while another view is shown'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await until(async () => (await chatOf(page)).present, 'the desk knows of the page');
    await page.getByRole('link', { name: 'My requests', exact: true }).click();
    await page.getByRole('complementary').getByText('Waiting for an agent').waitFor();
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Here I am.']);
    await page.getByRole('complementary').getByText('You are talking to an agent').waitFor();
    await holdsFor(async () => (await chatOf(page)).present, 'the person is there', 1);
    await page.reload();
    await page.getByRole('link', { name: 'Go to the chat' }).click();
    await sameShown(page, ['Here I am.']);
    assert.equal((await chatOf(page)).status, 'active');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
  },

  async 'old messages are loaded on demand'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    for (let i = 1; i <= 205; i++)
      assert.equal((await api(page, '/chats/r-1001.1/messages', { body: `message ${i}` })).status, 200);
    await page.reload();
    await seen(page, 'message 205');
    assert.equal((await shown(page)).length, 200);
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    await until(async () => (await shown(page)).length === 205, 'all messages');
    assert.deepEqual(await shown(page), Array.from({ length: 205 }, (none, i) => `message ${i + 1}`));
    await page.getByRole('button', { name: 'Show earlier messages' }).waitFor({ state: 'hidden' });
  },

  async 'works by itself in another page'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    await page.route('**/intranet', (route) => route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Intranet</title><script type="module" src="/chat.js"></script>'
        + '<h1>Intranet</h1><deskbell-chat request="r-1001"></deskbell-chat><deskbell-chat request="r-1002"></deskbell-chat>',
    }));
    await page.goto(`${desk.uri}/intranet`);
    await page.getByRole('button', { name: 'Chat with an agent' }).click();
    await say(page, 'From the intranet');
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'bob', 'Hello there.']);
    await sameShown(page, ['From the intranet', 'Hello there.']);
    assert.equal(await page.locator('deskbell-chat:visible').count(), 1);
    assert.deepEqual(page.troubles, []);
  },
}, closeBrowser);
