#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy in front: whom the server believes, and the configurations of nginx and HAProxy that come with Deskbell."""
import http.client
import json
import socket

import ctl
import front
import live
import serving
import tap
import wait

FORGED = '203.0.113.9'


def setup(case, *names, options=(), listen='127.0.0.1:0'):
    desk = serving.desk_with_passwords(case, *names)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return serving.Server(case, desk, listen=listen, options=['--log', 'json', *options])


def peers(server):
    """Where the requests came from, as far as the log says."""
    lines = [json.loads(line) for line in server.said().splitlines() if line.startswith('{')]
    return [line['peer'] for line in lines if 'peer' in line and line['route'] != '/readyz']


def peer_of(server, **headers):
    """Whom the server thinks that it talks to."""
    before = len(peers(server))
    serving.Person(server).send('GET', '/healthz', **headers)
    return wait.wait_until(lambda: peers(server)[before:], 'the request is logged')[0]


def test_headers_of_strangers_are_not_believed(case):
    server = setup(case, 'zoe')
    tap.same(peer_of(server, X_Forwarded_For=FORGED), '127.0.0.1', 'where the request comes from')
    zoe = serving.Person(server)
    reply = zoe.post('/session', {'name': 'zoe', 'password': serving.PASSWORD}, X_Forwarded_Proto='https')
    tap.lacks(reply.headers['Set-Cookie'], 'Secure', 'the cookie')
    reply = zoe.post('/session', {}, Origin='http://desk.example.org', X_Forwarded_Host='desk.example.org')
    serving.refused(reply, 403, 'denied', 'not for pages of other sites')


def test_address_of_strangers_is_limited_whatever_they_say(case):
    server = setup(case, 'zoe')
    nobody = serving.Person(server)
    statuses = [nobody.post('/session', {'name': 'zoe', 'password': 'wrong'}, X_Forwarded_For=f'203.0.113.{number}').status
                for number in range(7)]
    tap.same(statuses, [401] * 5 + [429] * 2, 'the statuses')


def test_addresses_behind_a_proxy_are_limited_each_by_itself(case):
    server = setup(case, 'zoe', options=['--trusted-proxy', '127.0.0.1'])
    nobody = serving.Person(server)
    for address in ('203.0.113.1', '203.0.113.2'):
        statuses = [nobody.post('/session', {'name': 'zoe', 'password': 'wrong'}, X_Forwarded_For=address).status
                    for _ in range(6)]
        tap.same(statuses, [401] * 5 + [429], f'the statuses of {address}')


def test_nearest_address_that_is_no_proxy_is_the_clients(case):
    server = setup(case, options=['--trusted-proxy', '127.0.0.0/8', '--trusted-proxy', '10.1.0.0/16', '--trusted-proxy', '2001:db8::/32'])
    for forwarded, expected in [
            (FORGED, FORGED), (f'{FORGED}, 198.51.100.7', '198.51.100.7'), (f'{FORGED},198.51.100.7,10.1.2.3', '198.51.100.7'),
            (f'{FORGED}, 10.2.0.1, 10.1.2.3', '10.2.0.1'), ('198.51.100.7:4711', '198.51.100.7'),
            ('2001:db9::7', '2001:db9::7'), ('[2001:db9::7]:4711', '2001:db9::7'), ('198.51.100.7, [2001:db8::1]', '198.51.100.7'),
            ('10.1.0.1, 10.1.0.2', '10.1.0.1'), ('', '127.0.0.1'), ('unknown', '127.0.0.1'), (f'{FORGED}, garbage', '127.0.0.1'),
            (f'{FORGED}, garbage, 10.1.2.3', '10.1.2.3'), (f'{FORGED}, ', '127.0.0.1'), ('x' * 5000, '127.0.0.1')]:
        tap.same(peer_of(server, X_Forwarded_For=forwarded), expected, f'where a request for {forwarded[:60]} comes from')


def test_whoever_is_on_a_unix_socket_is_believed(case):
    path = case.folder / 'desk.sock'
    server = setup(case, 'zoe', listen=f'unix:{path}')
    server.connect = lambda: over_unix(path)
    tap.same(peer_of(server, X_Forwarded_For=FORGED), FORGED, 'where the request comes from')
    tap.same(peer_of(server), 'unix', 'where a request comes from that is not forwarded')
    nobody = serving.Person(server)
    reply = nobody.post('/session', {'name': 'zoe', 'password': serving.PASSWORD}, X_Forwarded_Proto='https',
                        X_Forwarded_Host='desk.example.org', Origin='https://desk.example.org')
    tap.same(reply.status, 200, 'the status')
    tap.has(reply.headers['Set-Cookie'], '; Secure', 'the cookie')
    for origin in ('http://desk.example.org', 'https://evil.example', 'https://127.0.0.1'):
        reply = nobody.post('/session', {}, X_Forwarded_Proto='https', X_Forwarded_Host='desk.example.org', Origin=origin)
        serving.refused(reply, 403, 'denied', 'not for pages of other sites')
    tap.same(nobody.send('GET', '/metrics').status, 200, 'the status of the numbers')


def over_unix(path):
    connection = http.client.HTTPConnection('desk.example', timeout=30)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(30)
    connection.sock.connect(str(path))
    return connection


def behind(case, kind):
    server = setup(case, 'zoe', 'ann', listen=f'unix:{case.folder}/desk.sock')
    return server, front.Front(case, kind, case.folder / 'desk.sock', server.desk)


def is_whole_way_through(case, kind):
    server, proxy = behind(case, kind)
    zoe, ann = serving.Person(proxy, 'zoe'), serving.Person(proxy, 'ann')
    reply = zoe.sign_in('zoe')
    flags = [part.strip() for part in reply.headers['Set-Cookie'].split(';')]
    tap.true('Secure' in flags and 'SameSite=Strict' in flags, f'the cookie is for TLS only: {flags}')
    tap.has(reply.headers['Strict-Transport-Security'], 'max-age=', 'what browsers remember')
    connection = live.Live(zoe, Origin=f'https://127.0.0.1:{proxy.port}')
    ann.must(ann.post('/chats/r-1001.1/messages', {'body': 'Good morning'}, Origin=f'https://127.0.0.1:{proxy.port}'))
    connection.wait_for(lambda change: (change['now'] or {}).get('body') == 'Good morning', 'the message')
    connection.send(live.TEXT, json.dumps({'attend': 'r-1001.1', 'ping': True}))
    connection.wait_for(lambda message: message.get('_type') == 'pong', 'the answer to a ping')
    connection.close()
    for origin in (f'http://127.0.0.1:{proxy.port}', 'https://evil.example'):
        serving.refused(zoe.post('/requests', {}, Origin=origin), 403, 'denied', 'not for pages of other sites')
        tap.same(live.refused(zoe, Origin=origin).status, 403, f'the status of a live connection from {origin}')
    tap.same(zoe.send('GET', '/metrics').status, 404, 'the status of the numbers')
    return server, proxy, zoe, ann


def forging_is_in_vain(server, proxy):
    nobody = serving.Person(proxy)
    before = len(peers(server))
    headers = {'X-Forwarded-For': FORGED, 'Forwarded': f'for={FORGED}', 'X-Real-IP': FORGED}
    statuses = [nobody.post('/session', {'name': 'zoe', 'password': 'wrong'}, **headers).status for _ in range(6)]
    tap.same(statuses, [401] * 5 + [429], 'the statuses of wrong passwords')
    wait.wait_until(lambda: len(peers(server)) >= before + 6, 'the requests are logged')
    tap.same(set(peers(server)), {'127.0.0.1'}, 'where the requests come from')
    reply = nobody.post('/session', {}, Origin='https://evil.example', X_Forwarded_Host='evil.example', X_Forwarded_Proto='http')
    serving.refused(reply, 403, 'denied', 'not for pages of other sites')


def bodies_are_bounded(proxy, zoe, ann):
    tap.same(zoe.post('/requests', {'title': 'x' * 300_000}).status, 413, 'the status of a body that is too large')
    document = {'format': 'deskbell/1', 'requests': [
        {'id': f'large-{number}', 'title': 'T', 'description': 'x' * 19000, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(30)]}
    tap.same(ann.post('/desk', {'document': document}).status, 200, 'the status of a large document')
    plain = http.client.HTTPConnection('127.0.0.1', proxy.plain_port, timeout=30)
    plain.request('GET', '/requests/r-1001', headers={'Host': 'desk.example.org'})
    response = plain.getresponse()
    tap.same((response.status, response.headers['Location']), (301, 'https://desk.example.org/requests/r-1001'), 'without TLS')
    plain.close()


def test_nginx(case):
    server, proxy, zoe, ann = is_whole_way_through(case, 'nginx')
    bodies_are_bounded(proxy, zoe, ann)
    forging_is_in_vain(server, proxy)


def test_haproxy(case):
    server, proxy, zoe, ann = is_whole_way_through(case, 'haproxy')
    bodies_are_bounded(proxy, zoe, ann)
    forging_is_in_vain(server, proxy)


tap.run('/server', globals())
