// SPDX-License-Identifier: GPL-3.0-or-later
// Chromium without a screen, for tests. A package is what tests/run.sh has installed into DESKBELL_NPM.
import { createRequire } from 'node:module';
import path from 'node:path';

export const load = createRequire(path.join(process.env.DESKBELL_NPM, 'package.json'));

export function launch() {
  return load('playwright-core').chromium.launch({
    executablePath: process.env.DESKBELL_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // A page that a test makes up comes from no address, and may not reach this computer otherwise.
      '--disable-features=LocalNetworkAccessChecks'],
  });
}

/* The text that is to be seen on a page, also inside custom elements. */
export function textOf(page) {
  return page.evaluate(() => {
    const read = (root) => [...root.querySelectorAll('*')].filter((node) => node.shadowRoot !== null && node.checkVisibility())
      .map((node) => [...node.shadowRoot.children].filter((child) => child.checkVisibility())
        .map((child) => child.innerText ?? '').join('\n') + read(node.shadowRoot)).join('\n');
    return `${document.body.innerText}\n${read(document)}`;
  });
}
