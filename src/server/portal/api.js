// SPDX-License-Identifier: GPL-3.0-or-later
// Calls to the desk. An answer is a list of records, each with its "_type".

const API = '/api/v1';

/* Why a call was not carried out: code is the desk's word for it ("no_chat", "too_large"), "offline"
 * if the desk cannot be reached, "signed_out" if nobody is signed in. */
export class CallError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }

  /* Whether the same call may well work a little later. */
  get passes() {
    return this.code === 'offline' || this.code === 'store' || this.code === 'signed_out';
  }
}

async function errorOf(response) {
  try {
    const { error } = await response.json();
    const code = response.status === 401 && error.message !== undefined ? 'signed_out' : error.code;
    return new CallError(code, error.message);
  } catch {
    // Not the desk speaks, but something in front of it.
    return new CallError(response.status === 413 ? 'too_large' : 'offline', `status ${response.status}`);
  }
}

async function request(method, path, body) {
  const options = { method, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { 'Content-Type': 'application/json' };
  }
  let response = null;
  try {
    response = await fetch(API + path, options);
  } catch (error) {
    throw new CallError('offline', error.message);
  }
  noteClock(response);
  if (!response.ok)
    throw await errorOf(response);
  return response.status === 204 ? [] : response.json();
}

let clockOff = 0;

function noteClock(response) {
  const there = Date.parse(response.headers.get('Date'));
  if (!Number.isNaN(there) && Math.abs(there - Date.now()) > 5000)
    clockOff = there - Date.now();
}

/* The time where the desk is; the computer's clock may be wrong. */
export function now() {
  return Date.now() + clockOff;
}

/* An id for a command: the desk carries out a command with the same id only once. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function get(path, query = {}) {
  const text = new URLSearchParams(query).toString();
  return request('GET', text === '' ? path : `${path}?${text}`);
}

export function post(path, members = {}) {
  return request('POST', path, { id: newId(), ...members });
}

export const session = {
  get: () => request('GET', '/session'),
  open: (name, password) => request('POST', '/session', { name, password }),
  close: () => request('DELETE', '/session'),
};

/* The first record of a type in an answer, and all of them. */
export function one(records, type, id) {
  return records.find((record) => record._type === type && (id === undefined || record.id === id)) ?? null;
}

export function all(records, type) {
  return records.filter((record) => record._type === type);
}

/* An id as a part of a path. */
export const part = encodeURIComponent;
