// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a chat when pages, lines and servers go away.
import assert from 'node:assert/strict';
import { ask, chatOf, closeBrowser, Desk, newPage, open, sameShown, say, seen, signIn, until, write } from '../helpers/desk.mjs';
import { holdsFor, run } from '../helpers/tap.mjs';

function grace(seconds) {
  return { change: (document) => (document.settings.abandon_grace_seconds = seconds) };
}

/* Reloads the page with a live connection that can be held: what comes over it waits, or is lost. */
async function holdLine(page) {
  let held = null;
  let toPage = null;
  await page.routeWebSocket('**/api/v1/live**', (side) => {
    toPage = side;
    side.connectToServer().onMessage((frame) => (held === null ? side.send(frame) : held.push(frame)));
  });
  await page.reload();
  await seen(page, 'Waiting for an agent.');
  return {
    hold: () => (held = []),
    has: (text) => held.some((frame) => frame.includes(text)),
    lose: () => (held = []),
    release() {
      held.forEach((frame) => toPage.send(frame));
      held = null;
    },
  };
}

await run('/portal', {
  async 'a reload keeps a pending chat'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await write(page, 'Hello?');
    await sameShown(page, ['Hello?']);
    await page.getByLabel('Your message').fill('not sent yet');
    await page.reload();
    await seen(page, 'Waiting for an agent.');
    await sameShown(page, ['Hello?']);
    assert.equal(await page.getByLabel('Your message').inputValue(), 'not sent yet');
    assert.equal((await chatOf(page)).id, 'r-1001.1');
  },

  async 'a reload keeps an active chat and doubles nothing'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const texts = [];
    for (let i = 0; i < 4; i++) {
      await write(page, `mine ${i}`);
      texts.push(`mine ${i}`);
      await until(async () => (await desk.bodies('r-1001')).length === texts.length, 'it is stored');
      await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', `hers ${i}`]);
      texts.push(`hers ${i}`);
      await sameShown(page, texts);
      if (i % 2 === 0)
        await page.reload();
    }
    await sameShown(page, texts);
    await seen(page, 'You are talking to Ann Archer.');
    assert.deepEqual(await desk.bodies('r-1001'), texts);
    assert.deepEqual(page.troubles, []);
  },

  async 'a reload does not abandon but going away does'(test) {
    const desk = await Desk.start(test, grace(8));
    const page = await ask(test, desk);
    await until(async () => (await chatOf(page)).present, 'the desk knows of the page');
    await page.reload();
    await seen(page, 'Waiting for an agent.');
    await until(async () => (await chatOf(page)).present, 'the desk knows of the page again');
    await holdsFor(async () => (await chatOf(page)).status === 'pending', 'the chat waits', 9);
    const other = await newPage(page.context(), desk);
    await page.close();
    await until(async () => (await chatOf(other)).status === 'abandoned', 'it is abandoned after the grace');
  },

  async 'two pages of one person count as one'(test) {
    const desk = await Desk.start(test, grace(1));
    const page = await ask(test, desk);
    const other = await newPage(page.context(), desk);
    await other.goto(`${desk.uri}/requests/r-1001`);
    await seen(other, 'Waiting for an agent.');
    await write(other, 'from the other page');
    await sameShown(page, ['from the other page']);
    await page.close();
    await holdsFor(async () => (await chatOf(other)).status === 'pending', 'the other page keeps it', 2);
    await other.getByRole('button', { name: 'Leave' }).click();
    await seen(other, 'You left this chat.');
  },

  async 'a server that dies loses nothing'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'first']);
    await sameShown(page, ['first']);
    await desk.stop('SIGKILL');
    await seen(page, 'The connection to the desk is lost.');
    await write(page, 'typed meanwhile');
    await write(page, 'and this');
    await seen(page, 'Sending…');
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'sent meanwhile']);
    await desk.serve();
    await sameShown(page, ['first', 'sent meanwhile', 'typed meanwhile', 'and this'], 40);
    await page.getByText('The connection to the desk is lost.').waitFor({ state: 'hidden' });
    await until(async () => await page.getByText('Sending…').count() === 0, 'nothing is on its way');
    assert.deepEqual(await desk.bodies('r-1001'), ['first', 'sent meanwhile', 'typed meanwhile', 'and this']);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'last']);
    await sameShown(page, ['first', 'sent meanwhile', 'typed meanwhile', 'and this', 'last']);
    assert.equal((await chatOf(page)).status, 'active');
  },

  async 'a message whose answer is lost is stored once'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    let lost = 0;
    await page.route('**/messages', async (route) => {
      if (route.request().method() !== 'POST' || lost === 2)
        return route.fallback();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await write(page, 'only once');
    await write(page, 'after it');
    await sameShown(page, ['only once', 'after it']);
    await until(async () => (await desk.bodies('r-1001')).length === 2, 'both are stored');
    await until(async () => await page.getByText('Sending…').count() === 0, 'nothing is on its way');
    assert.deepEqual(await desk.bodies('r-1001'), ['only once', 'after it']);
    assert.equal(lost, 2);
  },

  async 'a desk that is brought back from a backup'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await say(page, 'one');
    await desk.copy('backup.db');
    await say(page, 'two');
    await say(page, 'three');
    await sameShown(page, ['one', 'two', 'three']);
    await desk.copy('backup.db', true);
    await sameShown(page, ['one']);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'four']);
    await sameShown(page, ['one', 'four']);
    await write(page, 'five');
    await sameShown(page, ['one', 'four', 'five']);
    await seen(page, 'You are talking to Ann Archer.');
    assert.deepEqual(page.troubles, []);
  },

  async 'what is on its way outlives a reload'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    await page.route('**/messages', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
    await write(page, 'later');
    await seen(page, 'Sending…');
    await page.unrouteAll();
    await page.reload();
    await sameShown(page, ['later']);
    await until(async () => (await desk.bodies('r-1001')).length === 1, 'it is stored');
  },

  async 'a message that got lost on the way comes with the next one'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const line = await holdLine(page);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'first']);
    await sameShown(page, ['first']);
    line.hold();
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'lost']);
    await until(() => line.has('"lost"'), 'it is on its way');
    line.lose();
    await say(page, 'mine');
    await sameShown(page, ['first', 'mine']);
    line.release();
    await sameShown(page, ['first', 'lost', 'mine']);
  },

  async 'a message that comes after an answer to it stands before it'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const line = await holdLine(page);
    line.hold();
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'first']);
    await until(() => line.has('"first"'), 'it is on its way');
    await say(page, 'mine');
    await sameShown(page, ['mine']);
    line.release();
    await sameShown(page, ['first', 'mine']);
  },

  async 'a message that is refused can be tried again or edited'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const refuse = (route) => (route.request().method() === 'POST'
      ? route.fulfill({ status: 400, json: { error: { code: 'invalid', message: 'no' } } }) : route.fallback());
    await page.route('**/messages', refuse);
    await write(page, 'first try');
    await seen(page, 'Not sent.');
    await page.unroute('**/messages', refuse);
    await page.getByRole('button', { name: 'Try again' }).click();
    await until(async () => (await desk.bodies('r-1001')).length === 1, 'it is stored');
    await page.route('**/messages', refuse);
    await write(page, 'second try');
    await page.getByRole('button', { name: 'Edit' }).click();
    assert.equal(await page.getByLabel('Your message').inputValue(), 'second try');
    await sameShown(page, ['first try']);
  },

  async 'the page begins when the desk is away and comes back'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    await page.route('**/api/v1/session', (route) => route.abort(), { times: 1 });
    await page.reload();
    await seen(page, 'The desk cannot be reached just now.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
  },
}, closeBrowser);
