#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Service level targets that are warned of and missed by themselves: on time, in order, once."""
import datetime
import json
import sqlite3

import ctl
import serving
import tap
import wait


def utc(seconds=0):
    """So many seconds from now, as RFC 3339 writes it."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat()


def document(minutes=1, warn=50):
    """A desk whose requests have to be resolved within minutes, day and night."""
    return {'format': 'deskbell/1',
            'people': [{'id': 'zoe', 'name': 'Zoe'}],
            'agreements': [{'id': 'quick', 'title': 'Q', 'kind': 'support', 'status': 'active', 'chat': True, 'targets': [
                {'kind': 'resolution', 'warn_percent': warn, 'minutes': {'medium': minutes}},
                {'kind': 'chat_response', 'warn_percent': 100, 'minutes': {'medium': minutes}}]}],
            'offerings': [{'id': 'help', 'name': 'Help', 'kind': 'support', 'status': 'active', 'agreement': 'quick'}]}


def make(desk, seconds_ago):
    """A request that was made so many seconds ago."""
    return desk.ask('request', 'new', '--offering', 'help', '--requested-by', 'zoe', '--title', 'T', now=utc(-seconds_ago))['id']


def marks(desk):
    """What the log says of targets: (request, kind, target), and when it was logged and due."""
    with sqlite3.connect(f'file:{desk.path}?mode=ro', uri=True) as db:
        rows = db.execute("SELECT subject, kind, details, at FROM changes WHERE kind IN ('warned', 'breached') ORDER BY seq").fetchall()
    found = []
    for subject, kind, details, at in rows:
        said = json.loads(details)
        due = datetime.datetime.fromisoformat(said['at']).timestamp()
        found.append(((subject, kind, said['target']), at / 1e6, due))
    return found


def wait_for_marks(desk, count):
    return wait.wait_until(lambda: marks(desk) if len(marks(desk)) >= count else None, f'{count} marks are logged')


def test_what_fell_due_while_nothing_ran_is_said_in_order_and_once(case):
    desk = ctl.Desk(case, document())
    late = make(desk, 100)
    later = make(desk, 80)
    fresh = make(desk, 40)
    server = serving.Server(case, desk)
    found = [what for what, _, _ in wait_for_marks(desk, 5)]
    tap.same(found, [(late, 'warned', 'resolution'), (later, 'warned', 'resolution'), (late, 'breached', 'resolution'),
                     (later, 'breached', 'resolution'), (fresh, 'warned', 'resolution')], 'what was said')
    server.stop()
    again = serving.Server(case, desk)
    other = make(desk, 70)
    found = [what for what, _, _ in wait_for_marks(desk, 7)]
    tap.same(found[5:], [(other, 'warned', 'resolution'), (other, 'breached', 'resolution')], 'what was said then')
    again.stop()


def test_target_is_missed_when_its_time_is_over(case):
    desk = ctl.Desk(case, document())
    serving.Server(case, desk)
    request = make(desk, 57)
    (_, _, _), (what, logged, due) = wait_for_marks(desk, 2)
    tap.same(what, (request, 'breached', 'resolution'), 'what was said')
    tap.true(logged >= due, f'it is said at {logged}, when it is due at {due}')


def test_who_is_in_time_hears_nothing(case):
    desk = ctl.Desk(case, document())
    request = make(desk, 28)
    desk.bring({'format': 'deskbell/1', 'requests': [
        {'id': request, 'title': 'T', 'offering': 'help', 'requested_by': 'zoe', 'phase': 'resolved'}]})
    other = make(desk, 70)
    serving.Server(case, desk)
    found = [what[0] for what, _, _ in wait_for_marks(desk, 2)]
    tap.same(found, [other, other], 'the requests of which something was said')


def test_another_agreement_moves_what_is_next(case):
    desk = ctl.Desk(case, document(minutes=600))
    request = make(desk, 90)
    serving.Server(case, desk)
    tap.same(desk.ask('clocks', request)[0]['state'], 'running', 'the state')
    tap.same(marks(desk), [], 'what was said')
    desk.bring(document(minutes=1))
    found = [what for what, _, _ in wait_for_marks(desk, 2)]
    tap.same(found, [(request, 'warned', 'resolution'), (request, 'breached', 'resolution')], 'what was said')
    tap.same(desk.ask('clocks', request)[0]['state'], 'breached', 'the state')


def test_change_of_a_clock_that_is_ahead(case):
    """What somebody did on a computer whose clock is some seconds ahead is not forgotten."""
    desk = ctl.Desk(case, document())
    serving.Server(case, desk)
    request = make(desk, -3)
    desk.bring({'format': 'deskbell/1', 'requests': [
        {'id': request, 'title': 'Another', 'offering': 'help', 'requested_by': 'zoe'}]})
    def wakeups():
        with sqlite3.connect(f'file:{desk.path}?mode=ro', uri=True) as db:
            return db.execute('SELECT at FROM wakeups WHERE stale = 0 AND request = ?', (request,)).fetchall()
    (at,), = wait.wait_until(wakeups, 'the desk knows when to look again')
    wait.wait_until(lambda: wakeups() and wakeups()[0][0] > at, 'the target follows when the time has come')


def test_many_requests_are_said_in_order(case):
    """More than one batch of them."""
    doc = document()
    doc['requests'] = [{'id': f'q-{i:04}', 'title': 'T', 'offering': 'help', 'requested_by': 'zoe'} for i in range(450)]
    desk = ctl.Desk(case, None)
    tap.same(desk.run('import', '-', stdin=json.dumps(doc), now=utc(-3600)).status, ctl.DONE, 'the import')
    serving.Server(case, desk)
    found = wait_for_marks(desk, 900)
    tap.same(len({what for what, _, _ in found}), 900, 'different things said')
    tap.same([due for _, _, due in found], sorted(due for _, _, due in found), 'the order')


tap.run('/server', globals())
