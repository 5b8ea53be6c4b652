// SPDX-License-Identifier: GPL-3.0-or-later
// A test program in JavaScript gives its cases to run(), which prints TAP:
//
//   await run('/sums', { async 'two and two'(test) { assert.equal(2 + 2, 4); } });
//
// A case is given a Case: a folder of its own, and what is to be undone when it is over. It passes unless
// it throws. "-k WORD" runs only the cases with WORD in their names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

class Case {
  #later = [];

  constructor(name) {
    this.name = name;
    this.folder = mkdtempSync(path.join(tmpdir(), 'deskbell-test-'));
    this.defer(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /* Calls a function when the case is over, the last one first, whatever happened. */
  defer(undo) {
    this.#later.push(undo);
  }

  async close() {
    while (this.#later.length > 0)
      await this.#later.pop()();
  }
}

export function note(text) {
  const whole = String(text);
  const short = whole.length > 4000 ? `${whole.slice(0, 2000)} [...] ${whole.slice(-1500)}` : whole;
  for (const line of short.split('\n'))
    console.log(`# ${line}`);
}

async function runCase(name, body) {
  const test = new Case(name);
  try {
    await body(test);
  } finally {
    await test.close();
  }
}

/* Runs the cases in their order. finish() undoes what they share. */
export async function run(subject, cases, finish = () => {}) {
  const word = process.argv.includes('-k') ? process.argv[process.argv.indexOf('-k') + 1] : '';
  const chosen = Object.entries(cases).map(([name, body]) => [`${subject}/${name.replaceAll(' ', '-')}`, body])
    .filter(([name]) => name.includes(word));
  let failed = 0;
  console.log(`1..${chosen.length}`);
  for (const [index, [name, body]] of chosen.entries()) {
    const began = performance.now();
    try {
      await runCase(name, body);
      console.log(`ok ${index + 1} ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${index + 1} ${name}`);
      note(error.stack);
    }
    note(`${((performance.now() - began) / 1000).toFixed(2)} s`);
  }
  await finish();
  process.exitCode = failed > 0 ? 1 : 0;
}

/* Waits until condition() gives something true and gives that back; says what did not come in time. */
export async function until(condition, what, deadline = 20) {
  const end = performance.now() + deadline * 1000;
  for (;;) {
    const found = await condition();
    if (found)
      return found;
    if (performance.now() > end)
      throw new Error(`after ${deadline} s there is still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/* Looks again and again that condition() stays true: for what must not happen. */
export async function holdsFor(condition, what, seconds) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (!await condition())
      throw new Error(`within ${seconds} s it was no longer so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
