// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { closeBrowser, Desk, open, seen, signIn, textOf } from '../helpers/desk.mjs';
import { run, until } from '../helpers/tap.mjs';

function titles(page) {
  return page.locator('.requests .title').allInnerTexts();
}

async function fill(page, { offering = 'laptop', title = 'The fan is loud', description = 'Since\nMonday.' } = {}) {
  await page.getByLabel('What is it about?').selectOption(offering);
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Description').fill(description);
  await page.getByLabel('Priority').selectOption('low');
}

async function isKept(page, { offering = 'laptop' } = {}) {
  assert.equal(await page.getByLabel('What is it about?').inputValue(), offering);
  assert.equal(await page.getByLabel('Title').inputValue(), 'The fan is loud');
  assert.equal(await page.getByLabel('Description').inputValue(), 'Since\nMonday.');
  assert.equal(await page.getByLabel('Priority').inputValue(), 'low');
}

async function requestsOf(desk) {
  return (await desk.json('request', 'list')).filter((request) => request.title === 'The fan is loud');
}

await run('/portal', {
  async 'the list changes by itself'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    await until(async () => (await titles(page)).length === 1, 'one request');
    await desk.ctl(['request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'A second one']);
    await desk.ctl(['request', 'new', '--offering', 'laptop', '--requested-by', 'max', '--title', 'Not hers']);
    await desk.ctl(['request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'A third one']);
    await seen(page, 'A third one');
    assert.deepEqual(await titles(page), ['A third one', 'A second one', 'Mails to the whole office bounce']);
    await desk.import((document) => (document.requests[0].phase = 'resolved'));
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await until(async () => (await titles(page)).length === 3, 'still three requests');
    assert.deepEqual(page.troubles, []);
  },

  async 'the list of an agent holds only their own'(test) {
    const desk = await Desk.start(test, { people: ['ann'] });
    const page = await signIn(await open(test, desk), '/', 'ann');
    await seen(page, 'You have no requests yet.');
    await desk.ctl(['request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'Not hers']);
    await desk.ctl(['request', 'new', '--offering', 'laptop', '--requested-by', 'ann', '--title', 'Her own']);
    await seen(page, 'Her own');
    assert.deepEqual(await titles(page), ['Her own']);
    await page.goto(`${desk.uri}/requests/r-1001`);
    await seen(page, 'There is no such request among yours.');
  },

  async 'a new request is made once and shown'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    await fill(page);
    await page.getByRole('button', { name: 'Send request' }).dblclick();
    await page.getByRole('heading', { name: 'The fan is loud' }).waitFor();
    await seen(page, 'has been sent');
    await seen(page, 'My laptop');
    const requests = await requestsOf(desk);
    assert.equal(requests.length, 1);
    assert.equal(requests[0].requested_by, 'zoe');
    assert.equal(requests[0].priority, 'low');
    assert.equal(requests[0].description, 'Since\nMonday.');
    assert.equal(new URL(page.url()).pathname, `/requests/${requests[0].id}`);
  },

  async 'what is wrong stands beside the field'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    await page.getByRole('button', { name: 'Send request' }).click();
    assert.equal(await page.getByLabel('What is it about?').evaluate((field) => field === document.activeElement), true);
    await fill(page, { title: 'x'.repeat(201) });
    const title = page.getByLabel('Title');
    await page.getByRole('button', { name: 'Send request' }).click();
    await seen(page, 'The title has 201 characters; at most 200 fit.');
    assert.equal(await title.getAttribute('aria-invalid'), 'true');
    const described = (await title.getAttribute('aria-describedby')).split(' ').at(-1);
    assert.match(await page.locator(`#${described}`).innerText(), /201/);
    assert.equal(await page.getByLabel('Description').getAttribute('aria-invalid'), 'false');
    await title.fill('Shorter');
    assert.equal(await title.getAttribute('aria-invalid'), 'false');
  },

  async 'a new request outlives errors and reloads'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    await fill(page);
    await page.reload();
    await page.getByRole('option', { name: 'My laptop' }).waitFor({ state: 'attached' });
    await isKept(page);
    await desk.import((document) => (document.offerings[0].status = 'retired'));
    await page.getByRole('button', { name: 'Send request' }).click();
    await seen(page, 'This is no longer offered.');
    await isKept(page);
    await desk.import(() => {});
    await desk.stop();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('alert').filter({ hasText: 'The desk cannot be reached just now.' }).waitFor();
    await isKept(page);
    await desk.serve();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('heading', { name: 'The fan is loud' }).waitFor();
    assert.equal((await requestsOf(desk)).length, 1);
    await page.getByRole('link', { name: 'New request' }).click();
    assert.equal(await page.getByLabel('Title').inputValue(), '');
  },

  async 'an answer that is lost does not make a second request'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    await fill(page);
    await page.route('**/api/v1/requests', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('heading', { name: 'The fan is loud' }).waitFor();
    assert.equal((await requestsOf(desk)).length, 1);
  },

  async 'every view has its path'(test) {
    const desk = await Desk.start(test, {
      change: (document) => document.requests.push({ ...document.requests[0], id: 'r.1.2', title: 'With dots' }),
    });
    const page = await signIn(await open(test, desk), '/requests/r.1.2');
    await page.getByRole('heading', { name: 'With dots' }).waitFor();
    await page.getByRole('link', { name: 'My requests', exact: true }).click();
    await page.getByRole('link', { name: /Mails to the whole office/ }).click();
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
    assert.match(await page.title(), /^Mails to the whole office bounce/);
    await page.goBack();
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'With dots' }).waitFor();
    await page.goto(`${desk.uri}/elsewhere`);
    await seen(page, 'There is no such page.');
    await page.goto(`${desk.uri}/requests/%E0`);
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
    assert.deepEqual(page.troubles, []);
  },

  async 'what others asked for is not there'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/requests/r-1002');
    await seen(page, 'There is no such request among yours.');
    assert.doesNotMatch(await textOf(page), /battery/);
  },
}, closeBrowser);
