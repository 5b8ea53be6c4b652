// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { api, ask, closeBrowser, Desk, open, sameShown, say, seen, signIn, write } from '../helpers/desk.mjs';
import { run } from '../helpers/tap.mjs';

const NASTY = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script><b>&amp;</b>';

async function watchPolicy(page) {
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
}

async function raw(page, method, path, data, headers = { 'Content-Type': 'application/json' }) {
  const answer = await page.request.fetch(`${page.desk.uri}/api/v1${path}`, { method, data, headers });
  const text = await answer.text();
  return { status: answer.status(), code: text.startsWith('{') ? JSON.parse(text).error.code : null, headers: answer.headers() };
}

await run('/portal', {
  async 'markup from people is text'(test) {
    const desk = await Desk.start(test, {
      change(document) {
        document.requests[0].title = NASTY;
        document.requests[0].description = `${NASTY}\nhttps://example.org/`;
        document.offerings.find((offering) => offering.id === 'mailbox-help').name = NASTY;
        document.people.find((person) => person.id === 'ann').name = NASTY;
      },
    });
    const page = await ask(test, desk);
    await say(page, NASTY);
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', `${NASTY} javascript:window.hacked=1`]);
    await sameShown(page, [NASTY, `${NASTY} javascript:window.hacked=1`]);
    await page.getByRole('heading', { name: NASTY }).waitFor();
    await desk.ctl(['chat', 'end', 'r-1001', '--as', 'ann', '--reason', NASTY]);
    await seen(page, `Reason: ${NASTY}`);
    assert.equal(await page.locator('main img, deskbell-chat img, main b, deskbell-chat b').count(), 0);
    await page.getByRole('link', { name: 'My requests', exact: true }).click();
    await seen(page, NASTY);
    assert.equal(await page.locator('main img').count(), 0);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.deepEqual(page.troubles, []);
  },

  async 'only addresses of web pages become links'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const text = 'javascript:alert(1) data:text/html,x https://example.org/a?b=c&d. (http://example.com/x) '
      + 'ftp://example.org https:// https://[ HTTPS://EXAMPLE.NET/UP';
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', text]);
    await sameShown(page, [text]);
    const links = await page.getByRole('log').getByRole('link').evaluateAll((found) => found.map((link) => [link.href, link.rel, link.target]));
    assert.deepEqual(links, ['https://example.org/a?b=c&d', 'http://example.com/x', 'https://example.net/UP']
      .map((href) => [href, 'noopener noreferrer', '_blank']));
  },

  async 'a message that is too long is refused and kept'(test) {
    const desk = await Desk.start(test);
    const page = await ask(test, desk);
    const text = 'a line of a long log, such as people paste into a chat\n'.repeat(20000);
    await page.getByLabel('Your message').evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await page.getByLabel('Your message').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'at most 20,000 fit' }).waitFor();
    assert.equal((await page.getByLabel('Your message').inputValue()).length, text.length);
    await page.getByLabel('Your message').evaluate((field) => (field.value = ''));
    await write(page, `${'é'.repeat(19999)}😀`);
    await sameShown(page, [`${'é'.repeat(19999)}😀`]);
  },

  async 'nothing of the page breaks its policy'(test) {
    const desk = await Desk.start(test);
    const page = await open(test, desk);
    await watchPolicy(page);
    await signIn(page, '/requests/r-1001');
    await page.getByRole('button', { name: 'Chat with an agent' }).click();
    await say(page, 'Hello');
    await desk.ctl(['chat', 'send', 'r-1001', '--as', 'ann', 'Hello.']);
    await sameShown(page, ['Hello', 'Hello.']);
    await page.getByRole('link', { name: 'New request' }).click();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('link', { name: 'My requests', exact: true }).click();
    await seen(page, 'Mails to the whole office bounce');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(page.troubles, []);
    const broken = await page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<p>x</p>');
        return 'markup was made';
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(broken, 'TypeError');
  },

  async 'answers tell browsers what not to do'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    for (const path of ['/', '/new', '/portal.js', '/nothing.js', '/api/v1/session', '/api/v1/nothing']) {
      const { ...headers } = (await page.request.get(desk.uri + path)).headers();
      const policy = headers['content-security-policy'];
      for (const rule of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
        assert.ok(policy.includes(rule), `${path}: ${rule}`);
      assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.equal(headers['cache-control'], path.startsWith('/api') ? 'no-store' : 'no-cache');
    }
    const [cookie] = await page.context().cookies();
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Strict');
    assert.equal(await page.evaluate(() => document.cookie), '');
  },

  async 'bodies that are broken are answered with a code'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    const cases = [
      ['', 400, 'invalid'], ['{"title":', 400, 'invalid'], ['null', 400, 'invalid'], ['[]', 400, 'invalid'],
      ['\u0000', 400, 'invalid'], [Buffer.from([0x7b, 0xff, 0xfe]), 400, 'invalid'],
      ['['.repeat(100000), 400, 'invalid'], [`${'{"a":'.repeat(20000)}1${'}'.repeat(20000)}`, 413, 'too_large'],
      ['{"offering":"laptop","title":"x","nonsense":1}', 400, 'invalid'],
      ['{"offering":"laptop","title":5}', 400, 'invalid'], ['{"offering":"nothing","title":"x"}', 404, 'not_found'],
      [`{"offering":"laptop","title":"x","description":"${'x'.repeat(1 << 20)}"}`, 413, 'too_large'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await raw(page, 'POST', '/requests', body);
      assert.deepEqual([answer.status, answer.code], [status, code], String(body).slice(0, 60));
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    }
    assert.equal((await raw(page, 'DELETE', '/requests')).code, 'not_found');
    assert.equal((await raw(page, 'GET', '/requests?limit=x')).code, 'invalid');
    assert.equal((await api(page, '/requests?limit=1')).status, 200);
  },

  async 'pages of other sites can do nothing'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk));
    const foreign = { 'Content-Type': 'application/json', Origin: 'https://evil.example' };
    assert.equal((await raw(page, 'POST', '/requests', '{"offering":"laptop","title":"x"}', foreign)).status, 403);
    assert.equal((await raw(page, 'GET', '/live', undefined, { ...foreign, Connection: 'Upgrade', Upgrade: 'websocket' })).status, 403);
    assert.equal((await desk.json('request', 'list')).some((request) => request.title === 'x'), false);
  },

  async 'the veil hides what is not for the portal'(test) {
    const desk = await Desk.start(test);
    const page = await signIn(await open(test, desk), '/requests/r-1001');
    const { records: [decision] } = await api(page, '/requests/r-1001/decision');
    assert.deepEqual([decision.available, decision.path, decision.steps], [true, null, []]);
    for (const path of ['/requests/r-1002', '/requests/r-1002/decision', '/people', '/agreements', '/desk'])
      assert.equal((await api(page, path)).status, 403, path);
  },
}, closeBrowser);
