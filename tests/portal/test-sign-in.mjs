// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { closeBrowser, Desk, open, PASSWORD, seen, signIn, textOf } from '../helpers/desk.mjs';
import { run } from '../helpers/tap.mjs';

async function attempt(page, name, password) {
  await page.getByLabel('User name or e-mail address').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/* What the server says to an attempt. The page asks, too, whether somebody is signed in already, and may be told so late. */
async function attempted(page, name, password) {
  const answer = page.waitForResponse((response) => response.url().endsWith('/session') && response.request().method() === 'POST');
  await attempt(page, name, password);
  return (await answer).status();
}

await run('/portal', {
  async 'signs in by name and by address'(test) {
    const desk = await Desk.start(test);
    for (const name of ['zoe', 'zoe@example.org']) {
      const page = await signIn(await open(test, desk), '/', name);
      await page.getByRole('heading', { name: 'My requests' }).waitFor();
      await seen(page, 'Zoe Zeman');
      assert.deepEqual(page.troubles, []);
    }
  },

  async 'says in words that the password is wrong'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    await page.goto(desk.uri);
    await attempt(page, 'zoe', 'wrong');
    await page.getByRole('alert').filter({ hasText: 'The name or the password is wrong' }).waitFor();
    assert.equal(await page.getByLabel('User name or e-mail address').inputValue(), 'zoe');
    assert.equal(await page.getByLabel('Password').evaluate((field) => field === document.activeElement), true);
    assert.equal(await attempted(page, 'nobody', PASSWORD), 401);
    await page.getByRole('alert').filter({ hasText: 'The name or the password is wrong' }).waitFor();
    await attempt(page, 'zoe', PASSWORD);
    await page.getByRole('heading', { name: 'My requests' }).waitFor();
  },

  async 'says what is missing'(test) {
    const desk = await Desk.start(test, { people: [] });
    const page = await open(test, desk);
    await page.goto(desk.uri);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page, 'Enter your user name or e-mail address.');
    await page.getByLabel('User name or e-mail address').fill('zoe');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page, 'Enter your password.');
  },

  async 'says that there were too many attempts'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    await page.goto(desk.uri);
    for (let i = 0; i < 5; i++)
      assert.equal(await attempted(page, 'zoe', `wrong ${i}`), 401);
    assert.equal(await attempted(page, 'zoe', PASSWORD), 429);
    await seen(page, 'Too many wrong passwords.');
    assert.equal(await page.getByLabel('Password').inputValue(), PASSWORD);
  },

  async 'goes on where one was'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/requests/r-1001');
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/requests/r-1001');
  },

  async 'leaves nothing behind when one signs out'(test) {
    const desk = await Desk.start(test, { people: ['zoe', 'max'] });
    const page = await signIn(await open(test, desk), '/new');
    await page.getByLabel('Title').fill('My secret');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await signIn(page, '/new', 'max');
    assert.equal(await page.getByLabel('Title').inputValue(), '');
    assert.doesNotMatch(await textOf(page), /secret|Zoe/);
  },

  async 'notices that one is signed out elsewhere'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/requests/r-1001');
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
    await page.context().clearCookies();
    await desk.stop('SIGKILL');
    await desk.serve();
    await seen(page, 'You have been signed out.');
    await page.getByLabel('User name or e-mail address').fill('zoe');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Mails to the whole office bounce' }).waitFor();
  },
}, closeBrowser);
