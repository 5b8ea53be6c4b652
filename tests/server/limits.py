#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections that are slow, half-open, idle or too many: each is ended in time, and others are served meanwhile."""
import concurrent.futures
import contextlib
import http.client
import selectors
import socket
import time

import live
import serving
import tap
import wait

HEAD_SECONDS, IDLE_SECONDS, PROGRESS_SECONDS, OF_LOOPBACK = 10, 30, 15, 1000
# How much later than it may a connection is found: the server looks every second, and the machine may be busy.
SLACK = 5


def setup(case, *names):
    return serving.Server(case, serving.desk_with_passwords(case, *(names or ['zoe'])))


def connect(case, server):
    connection = socket.create_connection(('127.0.0.1', server.port), timeout=60)
    case.defer(connection.close)
    return connection


def connect_many(case, server, count):
    """So many connections, all of which are closed when the case is over."""
    every = contextlib.ExitStack()
    case.defer(every.close)
    return [every.enter_context(socket.create_connection(('127.0.0.1', server.port), timeout=60)) for _ in range(count)]


def drip(connection, data, seconds):
    """Sends byte by byte, one each quarter of a second, and gives after how long the other end had enough, and what it said."""
    began, said = time.monotonic(), b''
    connection.settimeout(0.25)
    for number in range(int(seconds * 4)):
        try:
            connection.sendall(data[number % len(data)].to_bytes())
            said += (got := connection.recv(1000))
            if not got:
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - began, said


def read_to_end(connection):
    said = b''
    with contextlib.suppress(ConnectionResetError):
        while got := connection.recv(65536):
            said += got
    return said


def is_cut_off(connection, data, after, what):
    took, said = drip(connection, data, 60)
    tap.true(after - 1 <= took <= after + SLACK, f'{what} that drips is cut off after about {after} s: {took:.1f}')
    tap.has(said, b'HTTP/1.1 408 ', f'what the sender of {what} is told')


def head_drips(case, server):
    is_cut_off(connect(case, server), b'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ' + b'x' * 1000, HEAD_SECONDS, 'a head')


def second_head_drips(case, server):
    """The time for a head does not begin with the pause before it."""
    connection = connect(case, server)
    connection.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    tap.has(connection.recv(65536), b'200', 'the first answer')
    is_cut_off(connection, b'GET / HTTP/1.1\r\nX-Slow: ' + b'x' * 1000, HEAD_SECONDS, 'a second head')


def body_drips(case, server):
    connection = connect(case, server)
    connection.sendall(b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n')
    is_cut_off(connection, b' ', PROGRESS_SECONDS, 'a body')


def test_what_drips_is_cut_off(case):
    server = setup(case)
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(drips, case, server) for drips in (head_drips, second_head_drips, body_drips)]:
            running.result()


def test_connection_is_kept_for_a_while_and_no_longer(case):
    connection = http.client.HTTPConnection('127.0.0.1', setup(case).port, timeout=60)
    case.defer(connection.close)
    for _ in range(3):
        connection.request('GET', '/healthz')
        tap.same(connection.getresponse().read(), b'alive\n', 'the answer')
        kept = connection.sock
    tap.true(kept is not None, 'the connection is kept')
    began = time.monotonic()
    tap.same(read_to_end(kept), b'', 'what comes after it')
    took = time.monotonic() - began
    tap.true(IDLE_SECONDS - 1 <= took <= IDLE_SECONDS + SLACK, f'it was kept for about {IDLE_SECONDS} s: {took:.1f}')


def test_answer_that_is_not_read_is_given_up(case):
    server = setup(case)
    connection = socket.socket()
    case.defer(connection.close)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(('127.0.0.1', server.port))
    connection.settimeout(1)
    with contextlib.suppress(TimeoutError, ConnectionError):
        for _ in range(3000):
            connection.sendall(b'GET /portal.js HTTP/1.1\r\nHost: x\r\n\r\n' * 10)
    wait.wait_until(lambda: number(server, 'deskbell_connections_overdue_total') == 1, 'it is given up', 60)
    wait.wait_until(lambda: number(server, 'deskbell_http_connections') == 1, 'it is gone')


def number(server, name):
    """A number of /metrics, without labels."""
    text = serving.Person(server).send('GET', '/metrics').body.decode()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name + ' '))


def test_half_open_and_idle_ones_go_while_others_are_served(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    half_open = connect_many(case, server, 250)
    idle = connect_many(case, server, 500)
    for connection in idle:
        connection.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    for connection in idle:
        said = b''
        while b'alive' not in said:
            said += (got := connection.recv(65536))
            tap.true(got, 'one that will be idle is answered')
    began = time.monotonic()
    tap.true(number(server, 'deskbell_http_connections') >= 700, 'the connections are counted')
    slowest = 0
    with selectors.DefaultSelector() as selector:
        for connection in half_open + idle:
            selector.register(connection, selectors.EVENT_READ)
        ended = {}
        while len(ended) < 750 and time.monotonic() - began < IDLE_SECONDS + 2 * SLACK:
            for key, _ in selector.select(0.2):
                tap.same(key.fileobj.recv(1000), b'', 'what one gets that sends nothing')
                ended[key.fileobj] = time.monotonic() - began
                selector.unregister(key.fileobj)
            asked = time.monotonic()
            tap.same(zoe.get('/session').status, 200, 'the status for somebody else')
            slowest = max(slowest, time.monotonic() - asked)
    case.note(f'the slowest answer meanwhile took {slowest * 1000:.0f} ms')
    tap.same(len(ended), 750, 'how many are ended')
    tap.at_most(max(ended[one] for one in half_open), HEAD_SECONDS + SLACK, 'the longest that is half-open')
    tap.at_most(max(ended[one] for one in idle), IDLE_SECONDS + SLACK, 'the longest that is idle')
    tap.true(min(ended[one] for one in idle) > IDLE_SECONDS - 2, 'idle ones are kept a while')
    tap.at_most(slowest, 3, 'the slowest answer meanwhile, in seconds')


def test_one_too_many_is_told_so(case):
    server = setup(case)
    many = connect_many(case, server, OF_LOOPBACK)
    wait.wait_until(lambda: b' 503 ' in one_more(server), 'one more is refused')
    tap.has(one_more(server), b'too many connections', 'what it is told')
    with socket.create_connection(('127.0.0.1', server.port), source_address=('127.0.0.2', 0), timeout=20) as other:
        other.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        tap.has(read_to_end(other), b'alive', 'what one from another address is told')
    for connection in many[:10]:
        connection.close()
    wait.wait_until(lambda: b'alive' in one_more(server), 'there is room again')
    tap.has(server.said(), 'too many connections', 'the log')


def one_more(server):
    with socket.create_connection(('127.0.0.1', server.port), timeout=20) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        return read_to_end(connection)


def test_live_connections_are_let_go_of(case):
    """A live connection has no deadline, and counts as no HTTP connection."""
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    connections = [live.Live(zoe) for _ in range(20)]
    wait.wait_until(lambda: number(server, 'deskbell_http_connections') == 1, 'only who asks is counted')
    tap.same(number(server, 'deskbell_live_connections'), 20, 'the live connections')
    end = time.monotonic() + max(HEAD_SECONDS, PROGRESS_SECONDS) + SLACK
    while time.monotonic() < end:
        for connection in connections:
            connection.send(live.PING, b'still here')
        for connection in connections:
            tap.same(connection.wait_for_pong(), b'still here', 'the answer')
        wait.holds_for(lambda: True, 'a second passes', 1)
    for connection in connections:
        connection.close()
    wait.wait_until(lambda: number(server, 'deskbell_live_connections') == 0, 'they are gone')


def test_descriptors_do_not_leak(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')

    def use(_):
        zoe.get('/session')
        connection = live.Live(zoe)
        connection.send(live.CLOSE, b'\x03\xe8')
        connection.close()

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(20)))
        before = server.descriptors()
        list(pool.map(use, range(200)))
    wait.wait_until(lambda: server.descriptors() <= before + 2, 'the descriptors are as many as before')


tap.run('/server', globals())
