// SPDX-License-Identifier: GPL-3.0-or-later
// What the hub is compared with: a server of the usual kind, ws and better-sqlite3, which keeps messages
// as durably. What has come in one turn is one transaction (WAL, synchronous=FULL); nobody is answered or
// told before it is on disk. It knows nothing else: no rights, no change log, no resuming.
//
// ws-server.mjs FILE TOKENS: keeps messages in FILE; prints its port. TOKENS: a token a line, the agent's
// first; the others are in a chat of their number with the agent.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.DESKBELL_PEERS}/`);
const Database = require('better-sqlite3');
const { WebSocketServer } = require('ws');

const [file, tokens] = process.argv.slice(2);
const people = new Map(fs.readFileSync(tokens, 'utf8').trim().split('\n').map((token, number) => [token, number]));
const lines = new Map();
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, chat TEXT NOT NULL,
  author INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT`);
const insert = database.prepare('INSERT INTO messages (id, chat, author, at, body) VALUES (?, ?, ?, ?, ?)');
const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');
let waiting = [];

function tell(number, text) {
  for (const line of lines.get(number) ?? [])
    line.send(text);
}

function keep() {
  const group = waiting;
  waiting = [];
  begin.run();
  for (const one of group)
    one.seq = insert.run(one.id, one.chat, one.author, one.at, one.body).lastInsertRowid;
  commit.run();
  for (const one of group) {
    one.line.send(JSON.stringify({ _type: 'answer', to: one.id, records: [{ id: one.id, chat: one.chat, sent_at: one.at }] }));
    const text = JSON.stringify({ _type: 'change', seq: one.seq, subject: one.id, chat: one.chat, author: one.author, at: one.at,
                                  body: one.body });
    tell(one.author, text);
    tell(0, text);
  }
}

function take(line, number, data) {
  const said = JSON.parse(data);
  if (said.ping) {
    line.send('{"_type":"pong","seq":0}');
    return;
  }
  if (waiting.length === 0)
    setImmediate(keep);
  waiting.push({ line, author: number, id: said.id, chat: said.chat, body: said.body, at: Date.now() });
}

const server = http.createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 65536 });
server.on('upgrade', (request, socket, head) => {
  const number = people.get(/deskbell=([^;]+)/.exec(request.headers.cookie)?.[1]);
  if (number === undefined) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (line) => {
    if (!lines.has(number))
      lines.set(number, new Set());
    lines.get(number).add(line);
    line.on('message', (data) => take(line, number, data));
    line.on('close', () => lines.get(number).delete(line));
    line.on('error', () => line.terminate());
  });
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => console.log(server.address().port));
process.on('SIGTERM', () => process.exit(0));
