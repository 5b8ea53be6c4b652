// SPDX-License-Identifier: GPL-3.0-or-later
// data/openapi.yaml, held to what the server really answers.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { load } from '../helpers/chromium.mjs';
import { Desk, PASSWORD } from '../helpers/desk.mjs';
import { run } from '../helpers/tap.mjs';

const DESCRIPTION = process.env.DESKBELL_OPENAPI;
const GENERATED = process.env.DESKBELL_OPENAPI_GENERATED;
const NPM = process.env.DESKBELL_NPM;

const { parse } = await load('yaml');
const { default: Ajv } = await load('ajv/dist/2020.js');
const { default: formats } = await load('ajv-formats');

const api = parse(readFileSync(DESCRIPTION, 'utf8'));

/* What stands for the members of paths and queries. */
const VALUES = {
  calendar: 'office', chat: 'r-1001.1', collection: 'people', group: 'messaging', id: undefined, offering: 'laptop',
  request: 'r-1001', subject: 'zoe', start: '2026-11-24T10:00:00Z', end: '2026-11-24T12:00:00Z', minutes: 30, person: 'zoe',
  from: '2026-11-24T10:00:00Z', until: '2026-12-22T10:00:00Z',
};
/* Where a parameter is something else than in the others. */
const OWN_VALUES = { deskOverview: { from: '2026-11-01', until: '2026-11-24' } };

/* What is edited, as it is in tests/data/desk.json; requestNew, chatAsk and others leave it so. */
const { people, requests } = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', 'data', 'desk.json'), 'utf8'));
const ZOE = people.find(({ id }) => id === 'zoe');
const REQUEST = requests.find(({ id }) => id === 'r-1001');

/* What is sent, by the id of the operation; the others are asked without a body. */
const BODIES = {
  requestNew: { offering: 'laptop', title: 'From a script', priority: 'low' },
  chatAsk: {},
  chatSend: { body: 'Hello', id: 'm-1' },
  chatLook: { looking: true },
  chatLeave: {},
  chatEnd: { reason: 'solved', note: null },
  deskImport: { document: { format: 'deskbell/1', services: [{ id: 'fax', name: 'Fax' }] }, dry_run: true },
  deskEffect: { document: { format: 'deskbell/1', settings: { live_chat: false } } },
  passwordSet: { password: 'quite another one' },
  recordPut: { now: { id: 'zoe', name: 'Zoe' }, was: ZOE },
  recordRemove: { was: { id: 'zoe', name: 'Zoe' } },
  settingsPut: { now: { live_chat: true, timezone: 'UTC' }, was: { timezone: 'Europe/Prague' } },
  requestChange: { now: { ...REQUEST, phase: 'suspended' }, was: REQUEST },
  deskBacktest: { document: { format: 'deskbell/1', services: [{ id: 'fax', name: 'Fax' }] } },
};

/* What is answered, where it is not 200. By then the chat is over, and zoe has taken part in it. */
const STATUS = { signOut: 204, passwordSet: 204, chatLeave: 409, recordRemove: 409 };

/* Who does it, where it is not ann, who keeps the desk; and what comes first. */
const BY_ZOE = ['chatAsk', 'chatLeave'];
const ORDER = ['requestNew', 'chatAsk', 'chatLook', 'chatSend'];
const LATE = ['recordPut', 'recordRemove', 'settingsPut', 'requestChange', 'chatEnd', 'chatLeave', 'sessionClose', 'passwordSet', 'signOut'];

function validator() {
  const ajv = new Ajv({ strict: false, allErrors: false });
  formats(ajv);
  ajv.addSchema({ $id: 'api', components: api.components });
  return ajv;
}

/* The schema with its references made absolute. */
function located(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
}

function operations() {
  const found = [];
  for (const [template, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods))
      found.push({ template, method: method.toUpperCase(), ...operation });
  const place = ({ operationId: id }) => (ORDER.includes(id) ? ORDER.indexOf(id) - 100 : LATE.indexOf(id) + 1);
  return found.sort((a, b) => place(a) - place(b));
}

function target(operation, values) {
  let address = operation.template;
  const query = new URLSearchParams();
  for (const parameter of operation.parameters ?? []) {
    const value = OWN_VALUES[operation.operationId]?.[parameter.name] ?? values[parameter.name];
    if (parameter.required)
      assert.notEqual(value, undefined, `a value for ${parameter.name} of ${operation.operationId}`);
    if (parameter.in === 'path')
      address = address.replace(`{${parameter.name}}`, value);
    else if (parameter.required)
      query.set(parameter.name, value);
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

async function signIn(desk, name) {
  const answer = await fetch(`${desk.uri}/api/v1/session`, {
    method: 'POST', body: JSON.stringify({ name, password: PASSWORD, token: true }),
  });
  const records = await answer.json();
  return records.find((record) => record._type === 'signed_in').token;
}

async function send(desk, token, method, address, body) {
  const answer = await fetch(desk.uri + address, {
    method, body: body === undefined ? undefined : JSON.stringify(body), headers: { Authorization: `Bearer ${token}` },
  });
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  return { status: answer.status, json: isJson ? await answer.json() : null };
}

function check(ajv, schema, value, what) {
  const validate = ajv.compile(located(schema));
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 600)}`);
}

await run('/openapi', {
  async 'is made from the tables'() {
    assert.equal(readFileSync(DESCRIPTION, 'utf8'), readFileSync(GENERATED, 'utf8'),
      'data/openapi.yaml is old; run: sh tests/env.sh ninja -C _build/test openapi');
  },

  async 'a linter finds nothing'() {
    const config = path.join(import.meta.dirname, '..', 'npm', 'redocly.yaml');
    const program = path.join(NPM, 'node_modules', '.bin', 'redocly');
    const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    await promisify(execFile)(program, ['lint', '--config', config, '--format', 'stylish', DESCRIPTION], { env: environment });
  },

  async 'every answer is as it says'(test) {
    const desk = await Desk.start(test, { people: ['ann', 'zoe'] });
    const [ann, zoe] = [await signIn(desk, 'ann'), await signIn(desk, 'zoe')];
    const ajv = validator();
    const sessions = await send(desk, ann, 'GET', '/api/v1/sessions?person=zoe');
    const values = { ...VALUES, session: sessions.json[0].id };
    for (const operation of operations()) {
      const { operationId: id } = operation;
      if (['live', 'signIn', 'metrics'].includes(id))
        continue;
      const body = BODIES[id];
      const content = operation.requestBody?.content['application/json'];
      assert.equal(body === undefined, content === undefined, `a body for ${id}`);
      if (content !== undefined)
        check(ajv, content.schema, body, `what is sent to ${id}`);
      const answer = await send(desk, BY_ZOE.includes(id) ? zoe : ann, operation.method, target(operation, values), body);
      assert.equal(answer.status, STATUS[id] ?? 200, `the status of ${id}: ${JSON.stringify(answer.json)}`);
      const described = operation.responses[answer.status];
      const schema = answer.status < 400 ? described.content?.['application/json'].schema : api.components.schemas.Error;
      if (schema !== undefined)
        check(ajv, schema, answer.json, id);
    }
  },

  async 'every collection is as it says'(test) {
    const desk = await Desk.start(test, { people: ['ann'] });
    const ann = await signIn(desk, 'ann');
    const ajv = validator();
    const operation = operations().find(({ operationId: id }) => id === 'deskRecords');
    for (const collection of operation.parameters[0].schema.enum) {
      const answer = await send(desk, ann, 'GET', `/api/v1/${collection}`);
      assert.equal(answer.status, 200, collection);
      check(ajv, operation.responses[200].content['application/json'].schema, answer.json, collection);
    }
    const document = JSON.parse(await desk.ctl(['export']));
    check(ajv, { $ref: '#/components/schemas/DeskDocument' }, document, 'an exported document');
  },

  async 'every refusal is as it says'(test) {
    const desk = await Desk.start(test, { people: ['zoe'] });
    const zoe = await signIn(desk, 'zoe');
    const ajv = validator();
    const refusals = [['GET', '/api/v1/nothing', undefined, 404], ['GET', '/api/v1/lint', undefined, 403],
      ['POST', '/api/v1/requests', {}, 400], ['POST', '/api/v1/requests', { title: 'x'.repeat(300000) }, 413],
      ['GET', '/api/v1/requests/r-404', undefined, 403], ['POST', '/api/v1/requests/r-1001/chats', { id: 'UPPER' }, 400]];
    for (const [method, address, body, status] of refusals) {
      const answer = await send(desk, zoe, method, address, body);
      assert.equal(answer.status, status, `${method} ${address}`);
      check(ajv, api.components.schemas.Error, answer.json, address);
    }
    const stranger = await send(desk, 'nobody', 'GET', '/api/v1/requests');
    assert.equal(stranger.status, 401);
    check(ajv, api.components.schemas.Error, stranger.json, 'a stranger');
  },
});
