// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of how a page looks and is used, in the ways in which people look at it: axe-core, and measures of our
// own. Each gives what is wrong, in one line each.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from './chromium.mjs';
import { install } from './page-looks.mjs';

const AXE = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env.DESKBELL_SHOTS;

/* What a page is given to be seen by people who need it so; see media queries. */
const USUAL = { colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none', contrast: 'no-preference' };
export const MODES = {
  light: {},
  dark: { colorScheme: 'dark', reducedMotion: 'reduce' },
  forced: { forcedColors: 'active', reducedMotion: 'reduce' },
  'forced-dark': { forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce' },
  contrast: { contrast: 'more', reducedMotion: 'reduce' },
  'contrast-dark': { contrast: 'more', colorScheme: 'dark', reducedMotion: 'reduce' },
};

export function see(page, mode) {
  return page.emulateMedia({ ...USUAL, ...MODES[mode] });
}

/* Puts what measures into the page, where it stays until the page is loaded anew. */
async function prepare(page) {
  if (await page.evaluate(() => window.looks === undefined))
    await page.evaluate(install);
}

/* Calls one of the functions of page-looks.mjs. */
export async function measure(page, name, ...values) {
  await prepare(page);
  return page.evaluate(([what, given]) => window.looks[what](...given), [name, values]);
}

/* What axe finds: of WCAG 2.2 AA and what it calls good practice; and what the console complained of. In other
 * colours than the usual ones only the colours are looked at, and where more contrast is asked for it is that of AAA.
 * axe itself does what the page's policy complains of. */
export async function axe(page, mode = 'light') {
  const troubles = page.troubles.splice(0);
  if (await page.evaluate(() => window.axe === undefined))
    await page.evaluate(AXE);
  await measure(page, 'rest'); // on its way from one colour to the other a button has neither
  const options = mode === 'light' ? { rules: { 'target-size': { enabled: true } } }
    : { runOnly: ['link-in-text-block', mode.startsWith('contrast') ? 'color-contrast-enhanced' : 'color-contrast'] };
  const found = await page.evaluate(async (given) => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...given });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
  }, options);
  page.troubles.length = 0;
  return [...troubles, ...found];
}

/* What stands out of the page, is cut off, or lies on something else. */
export async function misfits(page) {
  return [...await measure(page, 'outside'), ...await measure(page, 'overlaps')];
}

/* Gives the text twice its size, as people set it in their browser, while work() goes on;
 * gives what that gives. */
export async function withLargeText(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  const found = await work();
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await session.detach();
  return found;
}

/* Moves letters, words and lines as far apart as WCAG 1.4.12 asks a page to bear, while work() goes on;
 * gives what that gives. */
export async function withSpacedText(page, work) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const letters = document.documentElement.dir === 'rtl' ? '' : 'letter-spacing: 0.12em !important;';
    sheet.replaceSync(`* { line-height: 1.5 !important; ${letters} word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    const roots = (root) => [root, ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot === null ? [] : roots(node.shadowRoot)))];
    window.spaced = roots(document);
    for (const root of window.spaced)
      root.adoptedStyleSheets = [sheet];
  });
  const found = await work();
  await page.evaluate(() => window.spaced.forEach((root) => (root.adoptedStyleSheets = [])));
  return found;
}

/* Where the Tab key does not show what it is on, or that is hidden by something else. */
export async function lostFocus(page) {
  const problems = [];
  await page.evaluate(() => document.activeElement?.blur());
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const { stop, problems: found } = await measure(page, 'focus');
    if (stop === null)
      break;
    problems.push(...found);
  }
  return [...new Set(problems)];
}

/* A picture: of the whole page, or of what the window shows. */
export async function shoot(page, name, isWhole = page.viewportSize().width < 3000) {
  if (SHOTS !== undefined)
    await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: isWhole });
}
