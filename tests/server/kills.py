#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One server on a file that is treated badly: killed, out of room, on a clock that jumps, told everything twice.

DESKBELL_KILLS: how often it is killed.
"""
import contextlib
import os
import resource
import sqlite3
import struct
import time

import ctl
import front
import live
import serving
import tap
import traffic
import wait

KILLS = int(os.environ.get('DESKBELL_KILLS', '90'))
DAY = 24 * 60 * 60


class Kept:
    """A server that comes back at its port. What a serving.Person needs of one."""

    def __init__(self, case, *names, change=None, **named):
        self.case = case
        self.desk = serving.desk_with_passwords(case, *names, change=change)
        self.port = front.free_port()
        self.named = named
        self.server = None
        self.start()

    def start(self):
        self.server = serving.Server(self.case, self.desk, f'127.0.0.1:{self.port}', options=[], **self.named)

    def kill(self):
        self.server.kill()
        self.start()

    def connect(self):
        return self.server.connect()

    def secure(self, plain):
        return plain


def flow(case, kept):
    """zoe and ann who write, and ann who watches on two pages."""
    zoe, ann = serving.Person(kept, 'zoe'), serving.Person(kept, 'ann')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    last = kept.desk.changes()
    run = traffic.Traffic(case, [traffic.Talker(zoe, chat, 'zoe'), traffic.Talker(ann, chat, 'ann')],
                          [traffic.Watcher(ann, last) for _ in range(2)])
    run.flows()
    return run


def transcript(desk):
    return [one['body'] for one in desk.ask('chat', 'transcript', 'r-1001')]


def test_nothing_is_lost_when_it_is_killed(case):
    kept = Kept(case, 'zoe', 'ann')
    run = flow(case, kept)
    began = time.monotonic()
    for number in range(KILLS):
        kept.kill()
        # Not always at the same place: the more kills there were, the later it is.
        run.flows(1 + number % 12)
    run.end(lambda: transcript(kept.desk))
    kept.desk.must('verify')
    case.note(f'{KILLS} kills in {time.monotonic() - began:.1f} s, {run.said()}')


def fill(kept, room):
    """Leaves room for so many more bytes in each file of the store, or None for as many as there may be."""
    size = max((os.stat(path).st_size for path in kept.case.folder.glob('desk.db*')), default=0)
    soft = resource.RLIM_INFINITY if room is None else size + room
    resource.prlimit(kept.server.process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))


def test_no_room_on_the_disk(case):
    """Who writes is told so, who reads is served; nothing that was acknowledged is lost, and it goes on when there is room."""
    # A signal for what grows too large is not ignored by itself, as a full disk is no signal.
    kept = Kept(case, 'zoe', 'ann', restore_signals=False)
    zoe = serving.Person(kept, 'zoe')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    fill(kept, 200_000)
    acknowledged, refusals = [], []
    while len(refusals) < 3:
        text = f'{len(acknowledged)} ' + 'x' * 3000
        reply = zoe.post(f'/chats/{chat}/messages', {'id': f'm-{len(acknowledged)}', 'body': text})
        if reply.status == 200:
            tap.same(refusals, [], 'what is taken after the first refusal')
            acknowledged.append(text)
        else:
            refusals.append(reply)
        tap.at_most(len(acknowledged), 1000, 'what fits in')
    for reply in refusals:
        tap.true(reply.status in (500, 503, 507), f'the status: {reply.status} {reply.body}')
        case.note(reply.body.decode())
        tap.lacks(reply.message, str(case.folder), 'the message')
    tap.same(zoe.get(f'/chats/{chat}').status, 200, 'who reads is served')
    fill(kept, None)
    wait.wait_until(lambda: serving.Person(kept).send('GET', '/readyz').status == 200, 'it is ready again')
    text = f'{len(acknowledged)} at last'
    zoe.must(zoe.post(f'/chats/{chat}/messages', {'id': f'm-{len(acknowledged)}', 'body': text}))
    tap.same(transcript(kept.desk), [*acknowledged, text], 'the messages')
    kept.desk.must('verify')
    kept.kill()
    tap.same(transcript(kept.desk), [*acknowledged, text], 'the messages after a crash')
    kept.desk.must('verify')


class Clock:
    """The wall clock of a server, which can jump."""

    def __init__(self, case):
        self.path = case.folder / 'clock'
        self.jump(0)
        self.environment = os.environ | {'LD_PRELOAD': os.environ['DESKBELL_CLOCK'], 'DESKBELL_TEST_CLOCK': str(self.path)}

    def jump(self, seconds):
        """Sets by how much it is off."""
        with open(self.path, 'r+b' if self.path.exists() else 'wb') as file:
            file.write(struct.pack('=q', seconds))


def test_clock_that_jumps(case):
    clock = Clock(case)
    kept = Kept(case, 'zoe', 'ann', env=clock.environment)
    run = flow(case, kept)
    page = live.Live(serving.Person(kept, 'zoe'))
    page.attend('r-1001.1')
    ann = run.talkers[1].person
    for seconds in (3600, -3600, DAY, 0, -DAY, 40 * 60, 30, -30, 0):
        clock.jump(seconds)
        run.flows(20)
        tap.same(serving.Person(kept).send('GET', '/readyz').status, 200, f'whether it is ready when the clock is off by {seconds} s')
        tap.same(ann.must(ann.get('/chats/r-1001.1'))[0]['status'], 'active', f'the chat when the clock is off by {seconds} s')
    at = [one['at'] for one in ann.must(ann.get('/changes?limit=1000'))]
    tap.true(at != sorted(at), 'the clock did jump')
    run.end(lambda: transcript(kept.desk))
    kept.desk.must('verify')


def test_person_who_is_there_stays_there_when_the_clock_jumps(case):
    clock = Clock(case)
    kept = Kept(case, 'zoe', 'ann', env=clock.environment, change=lambda doc: doc['settings'].update(abandon_grace_seconds=2))
    zoe = serving.Person(kept, 'zoe')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    page = live.Live(zoe)
    page.attend(chat)

    def state():
        found = zoe.must(zoe.get(f'/chats/{chat}'))[0]
        return found['status'], found['present']

    wait.wait_until(lambda: state() == ('pending', True), 'the person is there')
    for seconds in (3600, -3600, DAY):
        clock.jump(seconds)
        wait.holds_for(lambda: state() == ('pending', True), f'the person is there when the clock is off by {seconds} s', 2.5)
    page.close()
    # The chat itself is looked after within 60 s, whatever a clock did in between.
    wait.wait_until(lambda: not state()[1], 'who has gone is gone')


def twice(person, desk, method, path, body, changes=True):
    """Sends a command twice, which is one: the same answer, and what it changes is changed the first time."""
    before = desk.changes()
    first = person.send(method, '/api/v1' + path, body)
    once = desk.changes()
    second = person.send(method, '/api/v1' + path, body)
    tap.true(first.status in (200, 204), f'the status of {method} {path}: {first.status} {first.body}')
    tap.same((second.status, second.body), (first.status, first.body), f'the second answer of {method} {path}')
    tap.same(desk.changes() - once, 0, f'the changes of {method} {path} the second time')
    tap.same(once > before, changes, f'whether {method} {path} changes something')
    return first.json if first.body else None


def test_every_command_twice_is_one(case):
    kept = Kept(case, 'zoe', 'ann')
    desk = kept.desk
    zoe, ann = serving.Person(kept, 'zoe'), serving.Person(kept, 'ann')
    twice(zoe, desk, 'POST', '/requests', {'id': 'new-1', 'offering': 'laptop', 'title': 'T'})
    chat = twice(zoe, desk, 'POST', '/requests/r-1001/chats', {'id': 'ask-1'})[0]['id']
    twice(ann, desk, 'PUT', f'/chats/{chat}/look', {'looking': True, 'id': 'look-1'})
    twice(zoe, desk, 'POST', f'/chats/{chat}/messages', {'id': 'say-1', 'body': 'Hello'})
    twice(ann, desk, 'POST', f'/chats/{chat}/messages', {'id': 'say-2', 'body': 'Good morning'})
    twice(ann, desk, 'POST', f'/chats/{chat}/end', {'id': 'end-1', 'reason': 'spam'})
    other = twice(zoe, desk, 'POST', '/requests/r-1001/chats', {'id': 'ask-2'})[0]['id']
    twice(zoe, desk, 'POST', f'/chats/{other}/leave', {'id': 'leave-1'})
    document = {'format': 'deskbell/1', 'services': [{'id': 'phone', 'name': 'Phones', 'active': True}]}
    twice(ann, desk, 'POST', '/effect', {'document': document}, False)
    twice(ann, desk, 'POST', '/backtest', {'document': document}, False)
    twice(ann, desk, 'POST', '/desk', {'document': document, 'id': 'bring-1'})
    with contextlib.closing(sqlite3.connect(desk.path)) as database:
        tap.same(database.execute('SELECT count(*) FROM messages').fetchone()[0], 2, 'the messages')


tap.run('/server', globals())
