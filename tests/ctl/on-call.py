#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""on-call: who, and until when."""
import ctl
import tap

GROUP = 'messaging'


def answer_of(desk, now):
    answer = desk.run('--json', 'on-call', GROUP, now=now)
    found = answer.json
    tap.same(set(found), {'primary', 'backup_1', 'backup_2', 'until'}, 'the members')
    tap.same(answer.status, ctl.DONE if found['primary'] else ctl.NO, 'the exit status')
    return [found['primary'], found['backup_1'], found['backup_2'], found['until']]


def test_turns_follow_the_calendar(case):
    desk = ctl.Desk(case)
    nobody = [None] * 4
    for now, expected in [
            ('2026-01-02T10:00:00+01:00', nobody),
            ('2026-01-05T08:59:59+01:00', nobody),
            ('2026-01-05T09:00:00+01:00', ['ann', 'bob', 'cyd', '2026-01-05T17:00:00Z']),
            ('2026-01-05T17:59:59+01:00', ['ann', 'bob', 'cyd', '2026-01-05T17:00:00Z']),
            ('2026-01-05T18:00:00+01:00', nobody),
            ('2026-01-10T10:00:00+01:00', nobody),
            ('2026-01-12T10:00:00+01:00', ['bob', 'cyd', 'ann', '2026-01-12T17:00:00Z']),
            ('2026-03-27T10:00:00+01:00', ['cyd', 'ann', 'bob', '2026-03-27T17:00:00Z']),
            ('2026-03-30T10:00:00+02:00', ['ann', 'bob', 'cyd', '2026-03-30T16:00:00Z']),
            ('2026-12-21T10:00:00+01:00', ['cyd', 'bob', None, '2026-12-21T17:00:00Z'])]:
        tap.same(answer_of(desk, now), expected, f'who is on call at {now}')


def test_night_belongs_to_the_day_it_starts_on(case):
    desk = ctl.Desk(case, ctl.changed(ctl.document(), lambda doc: doc['shifts'][0].update(
        {'from': '22:00', 'until': '06:00', 'rotate_every': 'P1D', 'weekdays': ['mon', 'fri']})))
    tap.same(answer_of(desk, '2026-01-06T05:59:00+01:00'), ['ann', 'bob', 'cyd', '2026-01-06T05:00:00Z'], 'Monday night')
    tap.same(answer_of(desk, '2026-01-06T22:30:00+01:00'), [None] * 4, 'Tuesday night')
    tap.same(answer_of(desk, '2026-01-10T05:00:00+01:00'), ['bob', 'cyd', 'ann', '2026-01-10T05:00:00Z'], 'Friday night')


def test_smaller_id_counts_from_the_moment_it_begins(case):
    desk = ctl.Desk(case, ctl.changed(ctl.document(), lambda doc: doc['shifts'].append(
        {'id': 'a-first', 'group': GROUP, 'rotation': ['dee'], 'starts_on': '2026-01-05', 'rotate_every': 'P1D',
         'weekdays': ['mon'], 'from': '12:00', 'until': '13:00'})))
    tap.same(answer_of(desk, '2026-01-05T10:00:00+01:00'), ['ann', 'bob', 'cyd', '2026-01-05T11:00:00Z'], 'before')
    tap.same(answer_of(desk, '2026-01-05T12:00:00+01:00'), ['dee', None, None, '2026-01-05T12:00:00Z'], 'during')


def test_until_is_when_the_answer_may_change(case):
    """Just before it, it is the same; from then on, the next shift is."""
    desk = ctl.Desk(case, ctl.DEMO)
    before = answer_of(desk, '2026-11-24T10:00:00+01:00')
    tap.same(answer_of(desk, '2026-11-24T18:59:59Z'), before, 'the answer until 20:00 in Prague')
    after = answer_of(desk, before[3])
    tap.true(after[3] != before[3] and after[0], 'another shift follows')


def test_answer_for_people(case):
    desk = ctl.Desk(case)
    tap.same(desk.must('on-call', GROUP, now='2026-01-05T10:00:00+01:00').out,
             'primary ann, backup 1 bob, backup 2 cyd, until 2026-01-05 17:00\n', 'the answer')
    nobody = desk.run('on-call', GROUP, now='2026-01-10T10:00:00+01:00')
    tap.same((nobody.status, nobody.out), (ctl.NO, 'Nobody is on call.\n'), 'the answer on a Saturday')


def test_group_that_is_not_there(case):
    ctl.refused(ctl.Desk(case).run('on-call', 'night'), ctl.NO, 'on-call: there is no group "night"')


tap.run('/ctl', globals())
