#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is told to stop: what was begun is finished, who is connected is told to come back, and nothing is lost."""
import contextlib
import http.client
import signal
import socket
import threading
import time

import ctl
import live
import serving
import tap
import wait

SERVICE_RESTART = 1012
SENDERS = 8


def setup(case, *names):
    desk = serving.desk_with_passwords(case, *names)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return serving.Server(case, desk, options=[])


def test_live_connections_are_told_to_come_back(case):
    server = setup(case, 'zoe')
    connections = [live.Live(serving.Person(server, 'zoe')) for _ in range(3)]
    server.process.send_signal(signal.SIGTERM)
    for connection in connections:
        tap.same(connection.end(), SERVICE_RESTART, 'the last word')
    server.stop()


def test_who_does_not_answer_does_not_keep_it(case):
    """Neither one who reads nothing, nor one who has not sent a whole request."""
    server = setup(case, 'zoe')
    mute = live.Live(serving.Person(server, 'zoe'))
    half = socket.create_connection(('127.0.0.1', server.port))
    half.sendall(b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
    idle = socket.create_connection(('127.0.0.1', server.port))
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    tap.same(idle.recv(100), b'', 'what comes on a connection that is at rest')
    tap.at_most(time.monotonic() - began, 2, 'when it ends, in seconds')
    server.stop()
    tap.at_most(time.monotonic() - began, 10 + 3 + 3, 'how long it took, in seconds')
    for one in (mute, half, idle):
        one.close()


def test_second_signal_ends_the_waiting(case):
    server = setup(case, 'zoe')
    half = socket.create_connection(('127.0.0.1', server.port))
    half.sendall(b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
    wait.wait_until(lambda: serving.Person(server).send('GET', '/healthz').status == 200, 'the server has got it')
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    wait.wait_until(lambda: not accepts(server), 'nobody is let in')
    server.process.send_signal(signal.SIGTERM)
    server.stop()
    tap.at_most(time.monotonic() - began, 5, 'how long it took, in seconds')
    half.close()


def accepts(server):
    try:
        socket.create_connection(('127.0.0.1', server.port), timeout=5).close()
        return True
    except ConnectionRefusedError:
        return False


def test_it_is_not_ready_while_it_stops(case):
    server = setup(case, 'zoe')
    asks = socket.create_connection(('127.0.0.1', server.port), timeout=20)
    asks.sendall(b'GET /readyz HTTP/1.1\r\nHost: x\r\nX-Begun: yes\r\n')
    wait.wait_until(lambda: b'200' in ask_for_connections(server), 'the server has read the beginning')
    server.process.send_signal(signal.SIGTERM)
    wait.wait_until(lambda: not accepts(server), 'nobody is let in')
    asks.sendall(b'\r\n')
    response = http.client.HTTPResponse(asks)
    response.begin()
    tap.same((response.status, response.read()), (503, b'the server is stopping\n'), 'the answer')
    tap.same(response.headers['Connection'], 'close', 'whether it goes on')
    server.stop()


def ask_for_connections(server):
    with socket.create_connection(('127.0.0.1', server.port), timeout=20) as connection:
        connection.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
        return connection.recv(1000)


class Sender(threading.Thread):
    """Sends messages over one connection until the server ends it; some may not have been answered."""

    def __init__(self, person, number):
        super().__init__()
        self.person = person
        self.number = number
        self.acknowledged = []
        self.doubtful = None

    def run(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.person.server.port, timeout=30)
        count = 0
        with contextlib.suppress(OSError, http.client.HTTPException):
            while True:
                count += 1
                self.doubtful = f'{self.number}-{count}'
                connection.request('POST', '/api/v1/chats/r-1001.1/messages',
                                   f'{{"id": "cmd-{self.doubtful}", "body": "{self.doubtful}"}}',
                                   {'Cookie': f'deskbell={self.person.cookie}'})
                response = connection.getresponse()
                tap.same(response.status, 200, f'the status ({response.read()})')
                response.read()
                self.acknowledged.append(self.doubtful)
                self.doubtful = None
        connection.close()


def test_nothing_is_lost_or_doubled_under_load(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    seen, watcher = [], live.Live(zoe)

    def watch():
        while (change := watcher.next(60)) is not None:
            seen.append((change['now'] or {}).get('body'))

    watching = threading.Thread(target=watch)
    watching.start()
    senders = [Sender(zoe, number) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    wait.wait_until(lambda: all(len(sender.acknowledged) > 20 for sender in senders), 'all send')
    server.process.send_signal(signal.SIGTERM)
    for thread in [*senders, watching]:
        thread.join(60)
    server.stop()
    stored = [message['body'] for message in server.desk.ask('chat', 'transcript', 'r-1001')]
    acknowledged = [text for sender in senders for text in sender.acknowledged]
    case.note(f'{len(acknowledged)} messages')
    tap.same(len(stored), len(set(stored)), 'every message is there once')
    tap.problems([text for text in acknowledged if text not in stored], 'messages that were acknowledged and lost')
    allowed = set(acknowledged) | {sender.doubtful for sender in senders}
    tap.problems([text for text in stored if text not in allowed], 'messages that nobody has sent')
    tap.problems([text for text in acknowledged if text not in seen], 'messages that were acknowledged and never shown')
    again = serving.Server(case, server.desk, options=[])
    zoe.server = again
    for text in [*acknowledged[-20:], *(sender.doubtful for sender in senders if sender.doubtful)]:
        zoe.must(zoe.post('/chats/r-1001.1/messages', {'id': f'cmd-{text}', 'body': text}))
    stored = [message['body'] for message in server.desk.ask('chat', 'transcript', 'r-1001')]
    tap.same(len(stored), len(set(stored)), 'every message is there once when they are sent again')
    tap.problems([text for text in allowed - {None} if text not in stored], 'messages that are not there when they are sent again')


tap.run('/server', globals())
