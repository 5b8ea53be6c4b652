# SPDX-License-Identifier: GPL-3.0-or-later
"""The real server on a port of this computer, and who talks to it."""
import contextlib
import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess

import ctl
import tap

PASSWORD = 'correct horse battery'
PROGRAM = os.environ.get('DESKBELL_SERVER')


class Server:
    """A server on a desk. Stopped, and looked at for complaints, when the case is over."""

    def __init__(self, case, desk, listen='127.0.0.1:0', options=None, **named):
        """options: those that deskbell-server is started with; without any it is "deskbellctl serve"."""
        self.desk = desk
        self.errors = open(case.folder / 'server.err', 'a+', encoding='utf-8', errors='replace')
        command = [ctl.PROGRAM, '--store', desk.path, 'serve'] if options is None else [PROGRAM, '--store', desk.path, *options]
        self.process = subprocess.Popen([*command, '--listen', listen], stdout=subprocess.PIPE, stderr=self.errors,
                                        encoding='utf-8', **named)
        case.defer(self.stop)
        line = self.process.stdout.readline()
        found = re.fullmatch(r'Serving .* at (http://127\.0\.0\.1:(\d+)/|unix:(.+))\n', line)
        tap.true(found, f'the server says where it is: {line!r} {self.said()}')
        self.port = found.group(2) and int(found.group(2))

    def connect(self):
        """A new HTTP connection, which is made when it is needed."""
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=100)

    def secure(self, plain):
        """What is spoken over a socket that is connected to the server."""
        return plain

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def memory(self):
        """The most memory that it ever had, in bytes."""
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as status:
            return int(re.search(r'VmHWM:\s*(\d+) kB', status.read()).group(1)) * 1024

    def descriptors(self):
        """How many files and sockets it has open."""
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def stop(self):
        """Ends the server as an administrator does; a server that crashed has failed the case."""
        if self.errors.closed:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(30)
        said = self.said()
        self.process.stdout.close()
        self.errors.close()
        tap.same(status, 0, f'the exit status of the server, which said {said}')

    def kill(self):
        """Ends the server as a power cut does."""
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()
        self.errors.close()


class Reply:
    """An answer of the server."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The code of an error."""
        return self.json['error']['code']

    @property
    def message(self):
        return self.json['error']['message']


class Person:
    """Somebody with a browser: a cookie, or none."""

    def __init__(self, server, name=None):
        self.server = server
        self.cookie = None
        if name is not None:
            reply = self.sign_in(name)
            tap.same(reply.status, 200, f'signing {name} in ({reply.body})')

    def send(self, method, path, body=None, **headers):
        """Makes a request and gives the Reply. A body that is no text or bytes goes as JSON."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
        if isinstance(body, str):
            body = body.encode('utf-8', 'surrogatepass')
        if self.cookie is not None:
            headers = {'Cookie': f'deskbell={self.cookie}'} | headers
        connection = self.server.connect()
        try:
            connection.putrequest(method, path, skip_host='Host' in headers, skip_accept_encoding=True)
            if body is not None:
                connection.putheader('Content-Length', str(len(body)))
            for name, value in headers.items():
                connection.putheader(name.replace('_', '-'), value)
            connection.endheaders(body)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.send('GET', '/api/v1' + path, **headers)

    def post(self, path, body, **headers):
        return self.send('POST', '/api/v1' + path, body, **headers)

    def must(self, reply):
        tap.same(reply.status, 200, f'the status ({reply.body[:300]})')
        return reply.json

    def sign_in(self, name, password=PASSWORD):
        reply = self.post('/session', {'name': name, 'password': password})
        found = re.match(r'deskbell=([^;]+)', reply.headers.get('Set-Cookie', ''))
        if found:
            self.cookie = found.group(1)
        return reply




_hashes = []


def give_password(desk, name):
    """Lets somebody sign in. What a password costs is meant to cost: the first pays, and the others copy."""
    if not _hashes:
        desk.must('user', 'set-password', name, stdin=PASSWORD)
    with contextlib.closing(sqlite3.connect(desk.path, isolation_level=None)) as database:
        if not _hashes:
            _hashes.append(database.execute('SELECT hash FROM accounts').fetchone()[0])
        database.execute('INSERT OR REPLACE INTO accounts VALUES (?, ?, 0)', (name, _hashes[0]))


def desk_with_passwords(case, *names, change=None, doc=ctl.SMALL):
    """A desk on which these people can sign in."""
    given = ctl.document(doc)
    if change is not None:
        change(given)
    desk = ctl.Desk(case, given)
    for name in names:
        give_password(desk, name)
    return desk


def refused(reply, status, code, *parts):
    """Checks that a request was refused with words."""
    tap.same(reply.status, status, f'the status ({reply.body[:300]})')
    tap.same(reply.headers.get('Content-Type'), 'application/json', 'the type of the answer')
    tap.same(reply.code, code, f'the code ({reply.message})')
    for part in parts:
        tap.has(reply.message, part, 'the message')
