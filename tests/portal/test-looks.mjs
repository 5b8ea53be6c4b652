// SPDX-License-Identifier: GPL-3.0-or-later
// Every view of the portal, as all kinds of people look at it.
import assert from 'node:assert/strict';
import { api, ask, closeBrowser, Desk, open, sameShown, say, seen, signIn, until } from '../helpers/desk.mjs';
import {
  axe, lostFocus, measure, misfits, MODES, see, shoot, withLargeText, withSpacedText,
} from '../helpers/looks.mjs';
import { everyView } from '../helpers/portal-views.mjs';
import { note, run } from '../helpers/tap.mjs';

/* The most characters in a line that eyes find back from. */
const LINE = 100;

/* What is wrong in any of the views, so that one run tells all. */
class Findings {
  #all = [];

  async add(where, found) {
    this.#all.push(...(await found).map((one) => `${where}: ${one}`));
  }

  check() {
    this.#all.forEach(note);
    assert.equal(this.#all.length, 0, 'nothing is wrong');
  }
}

async function lookAtColours(findings, page, name, modes = Object.keys(MODES)) {
  for (const mode of modes) {
    await see(page, mode);
    await findings.add(`${name}, ${mode}`, axe(page, mode));
    if (MODES[mode].reducedMotion === 'reduce')
      await findings.add(`${name}, ${mode}`, measure(page, 'motion'));
    await shoot(page, `${name}-${mode}`);
  }
  await see(page, 'light');
}

async function lookAtSizes(findings, page, name, sizes) {
  const usual = page.viewportSize();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await findings.add(`${name}, ${width} px`, misfits(page));
    await findings.add(`${name}, ${width} px`, measure(page, 'longLines', LINE));
    await shoot(page, `${name}-${width}`);
  }
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    await findings.add(`${name}, ${width} px, text of 200 %`, withLargeText(page, async () => {
      const found = await misfits(page);
      await shoot(page, `${name}-large-${width}`, false);
      return found;
    }));
  }
  await page.setViewportSize(usual);
  await findings.add(`${name}, spaced text`, withSpacedText(page, () => misfits(page)));
}

/* In the usual window, and in what is left of it when it is enlarged four times. */
async function lookAtKeyboard(findings, page, name) {
  const usual = page.viewportSize();
  await findings.add(`${name}, keyboard`, lostFocus(page));
  await see(page, 'dark');
  await page.setViewportSize({ width: 320, height: 256 });
  await findings.add(`${name}, keyboard, enlarged`, lostFocus(page));
  await page.setViewportSize(usual);
  await see(page, 'light');
}

async function translated(test, locale) {
  const findings = new Findings();
  await everyView(test, locale, async (page, name) => {
    await lookAtColours(findings, page, `${locale}-${name}`, ['light', 'forced-dark']);
    await lookAtSizes(findings, page, `${locale}-${name}`, [[320, 640]]);
  });
  findings.check();
}

/* A property of the first element that is found, or of what stands before it. */
function look(page, selector, property, pseudo = null) {
  return page.evaluate(([what, name, where]) => window.looks.style(window.looks.find(what)[0], where)[name], [selector, property, pseudo]);
}

/* How far an edge stands out from what is behind it. */
function edge(page, selector) {
  return page.evaluate((what) => {
    const { contrast, behind, style, find } = window.looks;
    const [node] = find(what);
    return contrast(style(node).borderTopColor, behind(node.parentElement));
  }, selector);
}

await run('/portal', {
  async 'every view for everybody'(test) {
    const findings = new Findings();
    const titles = [];
    await everyView(test, 'en-GB', async (page, name) => {
      titles.push(await page.title());
      await lookAtColours(findings, page, name);
      await lookAtSizes(findings, page, name, [[1280, 860], [320, 640], [360, 740], [3840, 2160]]);
      await lookAtKeyboard(findings, page, name);
    });
    findings.check();
    assert.deepEqual([...new Set(titles)].map((title) => title.replace(/ – Service Portal$/, '')), [
      'Service Portal', 'Sign in', 'My requests', 'New request', 'The fan is loud', 'r-1001',
      'There is no such request among yours.', 'There is no such page.', 'Mails to the whole office bounce', 'Intranet',
    ]);
  },

  'every view from right to left': (test) => translated(test, 'ar'),
  'every view in longer words': (test) => translated(test, 'de'),

  async 'without JavaScript the page says what it needs'(test) {
    const findings = new Findings();
    const desk = await Desk.start(test);
    const page = await open(test, desk, { javaScriptEnabled: false });
    await page.goto(desk.uri);
    const words = page.locator('noscript p');
    assert.deepEqual(await words.evaluateAll((all) => all.map((one) => one.lang)), ['', 'de', 'fr', 'ar']);
    for (const one of await words.all())
      assert.ok(await one.isVisible() && (await one.innerText()).includes('JavaScript'), await one.innerText());
    await lookAtSizes(findings, page, 'without-javascript', [[1280, 860], [320, 640]]);
    findings.check();
  },

  async 'few colours still tell things apart'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk, { forcedColors: 'active' });
    await say(page, 'mine');
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'theirs']);
    await sameShown(page, ['mine', 'theirs']);
    await measure(page, 'motion');
    const width = (selector) => look(page, selector, 'borderInlineEndWidth').then(Number.parseFloat);
    assert.ok(await width('.mine .body') > await width('.theirs .body'), 'what one wrote has an edge of its own');
    assert.ok(await width('.chip') > 0, 'a chip has an edge');
    assert.notEqual(await look(page, '.status', 'backgroundColor', '::before'), await page.evaluate(() => window.looks.behind(window.looks.find('.status')[0])));
    await page.getByRole('link', { name: 'New request' }).click();
    await page.getByRole('button', { name: 'Send request' }).click();
    await seen(page, 'Give your request a title.');
    assert.notEqual(await look(page, 'nav [aria-current]', 'borderBlockEndColor'), await look(page, 'nav :not([aria-current])', 'borderBlockEndColor'));
    assert.notEqual(await look(page, 'button.primary', 'backgroundColor'), await look(page, 'a.button', 'backgroundColor'));
    assert.ok(await width('#title') > await width('#priority'), 'what is wrong has a thicker edge');
  },

  async 'more contrast is given to those who ask for it'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, contrast: 'more', reducedMotion: 'reduce' });
      await measure(page, 'motion');
      for (const selector of ['.card', '#title', 'a.button'])
        assert.ok(await edge(page, selector) >= 4.5, `${selector}, ${colorScheme}: ${await edge(page, selector)}`);
      assert.equal(await look(page, '#title', 'borderTopWidth'), '2px');
    }
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    assert.ok(await edge(page, '#title') >= 3, 'a field can be told from what is around it in any case');
  },

  async 'what changes is said once'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/new');
    await page.getByRole('option', { name: 'Help with my mailbox' }).waitFor({ state: 'attached' });
    await measure(page, 'listen');
    const heard = async (...texts) => {
      await until(async () => (await page.evaluate(() => window.looks.heard)).length >= texts.length, `it is said: ${texts.at(-1)}`);
      assert.deepEqual((await page.evaluate(() => window.looks.heard.splice(0))).map((text) => text.replace(/r-\d+/, 'r-1')), texts);
    };
    await page.getByLabel('What is it about?').selectOption('mailbox-help');
    await page.getByLabel('Title').fill('Once');
    await page.getByLabel('Priority').selectOption('high');
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('button', { name: 'Chat with an agent' }).click();
    await seen(page, 'Waiting for an agent.');
    await heard('Your request r-1 has been sent.', 'Waiting for an agent.');
    const request = new URL(page.url()).pathname.split('/').at(-1);
    await desk.ctl(['chat', 'send', request, '--as', 'ann', 'Hello']);
    await seen(page, 'You are talking to Ann Archer.');
    await heard('An agent answered.');
    await page.getByRole('link', { name: 'New request' }).click();
    await heard('You are talking to an agent');
    await page.getByRole('link', { name: 'My requests', exact: true }).click();
    await seen(page, 'Mails to the whole office bounce');
    await page.getByRole('link', { name: 'New request' }).first().click();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await heard('Loading…');
    await desk.stop();
    await seen(page, 'The connection to the desk is lost.');
    await desk.serve();
    await page.getByText('The connection to the desk is lost.').waitFor({ state: 'hidden' });
    await heard('The connection to the desk is lost. It is being tried again; nothing you write is lost.');
    await page.getByRole('link', { name: 'Go to the chat' }).click();
    await sameShown(page, ['Hello']);
    await desk.ctl(['chat', 'end', request, '--as', 'ann', '--reason', 'solved']);
    await seen(page, 'The chat has ended.');
    assert.equal((await api(page, `/requests/${request}`)).status, 200);
    await heard('An agent answered.', 'The chat has ended.');
  },

  async 'what takes long says so, and can be tried again'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    let answer = null;
    await page.route('**/api/v1/session', (route) => (answer = () => route.abort()), { times: 1 });
    await page.goto(desk.uri);
    await seen(page, 'Loading…');
    answer();
    await seen(page, 'The desk cannot be reached just now.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel('Password').waitFor();
  },
}, closeBrowser);
