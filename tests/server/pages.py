#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal's files: what a browser is told about them, and that there are no others."""
import http.client
import socket

import serving
import tap

POLICY = {'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'connect-src': "'self'",
          'base-uri': "'none'", 'form-action': "'self'", 'frame-ancestors': "'none'"}


def setup(case):
    return serving.Person(serving.Server(case, serving.desk_with_passwords(case)))


def test_page_is_locked_up(case):
    person = setup(case)
    for path in ('/', '/requests/r-1001', '/portal.js', '/portal.css', '/icon.svg', '/nothing.js', '/api/v1/position'):
        headers = person.send('GET', path).headers
        policy = dict(part.strip().split(' ', 1) for part in headers['Content-Security-Policy'].split(';'))
        tap.same({name: policy.get(name) for name in POLICY}, POLICY, f'the policy of {path}')
        tap.lacks(headers['Content-Security-Policy'], 'unsafe', f'the policy of {path}')
        tap.same((headers['X-Content-Type-Options'], headers['Referrer-Policy'], headers['Cross-Origin-Opener-Policy'],
                  headers['Cross-Origin-Resource-Policy']), ('nosniff', 'no-referrer', 'same-origin', 'same-origin'),
                 f'the headers of {path}')
        tap.same(headers.get('Access-Control-Allow-Origin'), None, 'other sites')


def test_types_and_tags(case):
    person = setup(case)
    for path, kind in (('/', 'text/html'), ('/portal.js', 'text/javascript'), ('/portal.css', 'text/css'),
                       ('/icon.svg', 'image/svg+xml')):
        reply = person.send('GET', path)
        tap.same(reply.status, 200, f'the status of {path}')
        tap.has(reply.headers['Content-Type'], kind, f'the type of {path}')
        again = person.send('GET', path, If_None_Match=reply.headers['ETag'])
        tap.same((again.status, again.body), (304, b''), f'{path} again')


def test_what_is_not_there(case):
    person = setup(case)
    tap.same(person.send('GET', '/nothing.js').status, 404, 'the status')
    tap.same(person.send('POST', '/', '{}').status, 405, 'the status of a POST')
    tap.same(person.send('DELETE', '/portal.js').status, 405, 'the status of a DELETE')
    tap.same(person.send('HEAD', '/').status, 200, 'the status of a HEAD')


def test_paths_lead_nowhere_else(case):
    person = setup(case)
    page = person.send('GET', '/').body
    secret = case.folder / 'desk.db'
    for path in ('/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd.js', '/%2e%2e/desk.db',
                 f'/{secret}', f'//{secret}', '/portal.js%00.html', '/%00', '/index.html/../portal.js', '/./portal.js',
                 '/../db/schema/0001.sql', '/%2e%2e/db/schema/0001.sql', '//evil.example/', '/%ff', '/a%2fb.js', '/\\..\\x.js',
                 '/' + 'a' * 5000, '/' + 'a/' * 2000 + 'b.js'):
        reply = person.send('GET', path)
        tap.true(reply.status in (400, 404) or reply.body == page or path.endswith('/portal.js'),
                 f'{path[:60]} gives the page or nothing ({reply.status} {reply.body[:80]})')
        for word in (b'root:', b'SQLite format', b'CREATE TABLE'):
            tap.true(word not in reply.body, f'{path[:60]} gives nothing of the computer')


def test_lines_that_are_no_http(case):
    """Each is refused, and the server goes on."""
    person = setup(case)
    for data in (b'\r\n\r\n', b'GET\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' * 20,
                 b'GET / HTTP/1.1\r\n\r\n', b'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n',
                 b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
                 b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
                 b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
                 b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n',
                 b'GET / HTTP/1.1\r\nHost: x\r\nCookie: ' + b'deskbell=' * 500 + b'\r\n\r\n',
                 b'GET / HTTP/1.1\r\nHost: x\r\n' + b'X: \xff\xfe\r\n' * 50 + b'\r\n'):
        with socket.create_connection(('127.0.0.1', person.server.port), timeout=10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = b''
            while got := connection.recv(65536):
                answer += got
            tap.true(answer == b'' or answer.startswith(b'HTTP/1.'), f'the answer to {data[:60]} is HTTP ({answer[:60]})')
        tap.same(person.send('GET', '/').status, 200, f'the server goes on after {data[:60]}')


def test_head_without_end_is_cut_off(case):
    """A head that grows and grows is not kept."""
    person = setup(case)
    before = person.server.memory()
    with socket.create_connection(('127.0.0.1', person.server.port), timeout=20) as connection:
        try:
            connection.sendall(b'GET / HTTP/1.1\r\nHost: x\r\n')
            for _ in range(64):
                connection.sendall(b'X-Long: ' + b'a' * 1_000_000 + b'\r\n')
        except (BrokenPipeError, ConnectionResetError):
            pass
    tap.at_most(person.server.memory() - before, 20e6, 'the memory that it took')
    tap.same(person.send('GET', '/').status, 200, 'the server goes on')


def test_connections_can_be_used_again(case):
    person = setup(case)
    connection = http.client.HTTPConnection('127.0.0.1', person.server.port, timeout=20)
    for _ in range(3):
        connection.request('GET', '/portal.css')
        response = connection.getresponse()
        tap.same((response.status, bool(response.read())), (200, True), 'the answer')
    connection.close()


tap.run('/server', globals())
