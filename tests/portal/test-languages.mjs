// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { closeBrowser, Desk, open, PASSWORD, say, seen, until } from '../helpers/desk.mjs';
import { axe, misfits, shoot } from '../helpers/looks.mjs';
import { PORTAL, source, wordsOf } from '../helpers/portal-views.mjs';
import { run } from '../helpers/tap.mjs';

/* The languages that there are words for. */
function languages() {
  return readdirSync(PORTAL).map((name) => /^words\.(\w+)\.js$/.exec(name)?.[1]).filter(Boolean);
}

function placeholders(text) {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

/* A text, or its plural forms, has the placeholders that it has in English. Of one thing or two a
 * language may speak without a number. */
function sameHoles(language, key, text, english) {
  const wanted = placeholders(english.other ?? english);
  if (typeof english === 'string')
    assert.deepEqual(placeholders(text), wanted, `${language}: ${key}`);
  else
    for (const [form, words] of Object.entries(text))
      assert.deepEqual(placeholders(words), ['zero', 'one', 'two'].includes(form) && !words.includes('{count}')
        ? wanted.filter((hole) => hole !== '{count}') : wanted, `${language}: ${key}.${form}`);
}

/* Signs in with whatever the language calls it. */
async function enter(page, words, where) {
  await page.goto(page.desk.uri + where);
  await page.getByLabel(words.signInName).fill('zoe');
  await page.getByLabel(words.signInPassword).fill(PASSWORD);
  await page.getByRole('button', { name: words.signIn }).click();
  await page.getByRole('button', { name: words.signOut }).waitFor();
}

/* What axe finds, whether all fits, and a picture. */
async function look(page, name) {
  assert.deepEqual([...await axe(page), ...await misfits(page)], [], name);
  await shoot(page, `portal-${name}`);
}

/* Every view in a language, and the words that stand in it. */
async function walk(test, locale, { dir = 'ltr', ...options } = {}) {
  const lang = locale.split('-')[0];
  const words = await wordsOf(lang);
  const desk = await Desk.start(test);
  const page = await open(test, desk, { locale, ...options });
  const name = (view) => `${locale}-${options.viewport?.width ?? 'wide'}-${options.colorScheme ?? 'light'}-${view}`;
  await page.goto(desk.uri);
  await page.getByLabel(words.signInName).waitFor();
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [lang, dir]);
  assert.equal(await page.title(), `${words.signIn} – ${words.portal}`);
  await look(page, name('sign-in'));
  await enter(page, words, '/new');
  await page.getByRole('option', { name: 'My laptop' }).waitFor({ state: 'attached' });
  await page.getByLabel(words.title, { exact: true }).fill('x'.repeat(1203));
  await page.getByRole('button', { name: words.sendRequest }).click();
  await seen(page, words.offeringMissing);
  await look(page, name('new'));
  await page.getByRole('link', { name: words.myRequests }).click();
  await seen(page, words['phase.open']);
  await look(page, name('requests'));
  await page.goto(`${desk.uri}/requests/r-1001`);
  await page.getByRole('button', { name: words.chatWithAgent }).click();
  await seen(page, words.waiting);
  return { page, words, name };
}

/* A chat, to its end. */
async function chat({ page, words, name }) {
  await say(page, '1', 'r-1001', words.yourMessage);
  await page.desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Hello. What does the bounce say?']);
  await seen(page, 'What does the bounce say?');
  await look(page, name('chat'));
  await page.desk.ctl(['chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'solved']);
  await seen(page, words['reason.solved']);
  await look(page, name('ended'));
}

await run('/portal', {
  async 'every language has all words'() {
    const english = await wordsOf('en');
    assert.deepEqual(languages().sort(), ['ar', 'de', 'en', 'fr']);
    for (const language of languages()) {
      const words = await wordsOf(language);
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      assert.deepEqual(Object.keys(words), Object.keys(english), `the words of ${language}, in their order`);
      for (const [key, text] of Object.entries(words)) {
        assert.equal(typeof text, typeof english[key], `${language}: ${key}`);
        if (typeof text === 'object')
          assert.deepEqual(Object.keys(text).sort(), [...pluralCategories].sort(), `${language}: ${key}`);
        sameHoles(language, key, text, english[key]);
        assert.doesNotMatch(Object.values({ text }).flatMap((one) => Object.values(one)).join(''), /^\s|\s$|"/, `${language}: ${key}`);
      }
    }
  },

  async 'every word is said somewhere'() {
    const code = readdirSync(PORTAL).filter((name) => /^[\w-]+\.js$/.test(name)).map(source).join('');
    for (const key of Object.keys(await wordsOf('en')))
      assert.ok(code.includes(`'${key}'`) || (key.includes('.') && code.includes(`\`${key.split('.')[0]}.$`)), key);
  },

  async 'nothing is said in code but by words'() {
    for (const name of readdirSync(PORTAL).filter((one) => /^[\w-]+\.js$/.test(one)))
      assert.doesNotMatch(source(name).replace(/^\s*(\/\/|\/\*|\*|\/\*\*).*$/gm, ''), /'[A-Z][a-z]+ [a-z]+ [^']*'/, name);
  },

  async 'German is spoken'(test) {
    const walked = await walk(test, 'de-AT');
    await chat(walked);
    await walked.page.goto(`${walked.page.desk.uri}/new`);
    await walked.page.getByLabel(walked.words.title, { exact: true }).fill('x'.repeat(1203));
    await walked.page.getByRole('button', { name: walked.words.sendRequest }).click();
    await seen(walked.page, /^Der Titel hat 1.203 Zeichen; höchstens 200 sind möglich\.$/);
  },

  async 'French fits on a telephone'(test) {
    await chat(await walk(test, 'fr', { viewport: { width: 360, height: 740 } }));
  },

  async 'French is spoken'(test) {
    const walked = await walk(test, 'fr', { colorScheme: 'dark' });
    await seen(walked.page, /^Vous avez fait appel à un agent (à l’instant|il y a \d+ minutes?)\./);
    await chat(walked);
    await seen(walked.page, /Ann Archer y a mis fin aujourd’hui à \d\d:\d\d\./);
  },

  async 'Arabic is spoken, from right to left'(test) {
    const walked = await walk(test, 'ar', { dir: 'rtl' });
    await chat(walked);
    const { page, words } = walked;
    const middles = await page.evaluate(() => ['.brand', '.me'].map((name) => document.querySelector(name).getBoundingClientRect())
      .map(({ left, right }) => (left + right) / 2));
    assert.ok(middles[0] > middles[1], 'the name of the portal is on the right');
    const [mine, theirs] = await Promise.all(['.mine .body', '.theirs .body'].map((name) => page.locator(name).first().boundingBox()));
    assert.ok(mine.x < theirs.x, 'what one wrote is on the left');
    await page.goto(`${page.desk.uri}/new`);
    for (const [length, form] of [[203, 'few'], [211, 'many'], [300, 'other']]) {
      await page.getByLabel(words.title, { exact: true }).fill('x'.repeat(length));
      await page.getByRole('button', { name: words.sendRequest }).click();
      const [before, after] = words.titleLong[form].split(/\{\w+\}/);
      await until(async () => {
        const text = await page.locator('#title-problem').innerText();
        return text.startsWith(before) && text.includes(after);
      }, `the plural form "${form}" for ${length}`);
    }
  },

  async 'other languages are passed over, and English is the last'(test) {
    const desk = await Desk.start(test);
    const spoken = async (tags, options = {}) => {
      const page = await open(test, desk, options);
      await page.addInitScript((list) => Object.defineProperty(navigator, 'languages', { get: () => list }), tags);
      await page.goto(desk.uri);
      await page.locator('#name').waitFor();
      assert.deepEqual(page.troubles, []);
      return page.evaluate(() => document.documentElement.lang);
    };
    assert.equal(await spoken(['cs', 'DE-ch', 'en']), 'de');
    assert.equal(await spoken(['cs', 'en-US', 'de']), 'en');
    assert.equal(await spoken(['cs', 'constructor']), 'en');
    assert.equal(await spoken([]), 'en');
  },

  async 'a translation that does not come is no reason to be silent'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk, { locale: 'de' });
    await page.route('**/words.de.js', (route) => route.abort());
    await page.goto(desk.uri);
    await page.getByLabel('User name or e-mail address').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  },

  async 'a language is loaded only when it is spoken'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    const loaded = [];
    page.on('request', (request) => loaded.push(path.basename(new URL(request.url()).pathname)));
    await page.goto(desk.uri);
    await page.getByLabel('Password').waitFor();
    assert.deepEqual(loaded.filter((name) => name.startsWith('words.')).sort(), ['words.en.js', 'words.js']);
  },
}, closeBrowser);
