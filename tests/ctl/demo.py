#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example desk is as large and as lively as it is said to be."""
import collections
import datetime
import zoneinfo

import ctl
import tap

DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def day_of(shift, zone, instant):
    """The day that a shift which is on belongs to, or None; worked out without the program."""
    local = instant.astimezone(zone)
    clock = local.hour * 60 + local.minute
    begin, end = minutes(shift['from']), minutes(shift['until'])
    for back in (0, 1):
        day = local.date() - datetime.timedelta(days=back)
        if day < datetime.date.fromisoformat(shift['starts_on']) or DAYS[day.weekday()] not in shift['weekdays']:
            continue
        if end > begin:
            if back == 0 and begin <= clock < end:
                return day
        elif (back == 0 and clock >= begin) or (back == 1 and clock < end):
            return day
    return None


def is_there(person, day):
    return person['active'] and not any(vacation['from'] <= day.isoformat() <= vacation['until']
                                        for vacation in person['vacations'])


def has_somebody(doc, group, hour):
    """Whether a shift of the group is on and somebody of its rotation is neither away nor gone."""
    for shift in doc['shifts']:
        if shift['group'] == group['id']:
            zone = shift.get('timezone') or group.get('timezone') or doc['settings']['timezone']
            day = day_of(shift, zoneinfo.ZoneInfo(zone), hour)
            if day is not None:
                return any(is_there(ctl.find(doc, 'people', name), day) for name in shift['rotation'])
    return False


def hours_of_week(first):
    begin = datetime.datetime.fromisoformat(first + 'T00:00:00+00:00')
    return [begin + datetime.timedelta(hours=hour) for hour in range(168)]


def test_figures(case):
    doc = ctl.document(ctl.DEMO)
    tap.true(23 <= len(doc['people']) <= 27, f"about 25 people, there are {len(doc['people'])}")
    for name, count in (('groups', 5), ('services', 8), ('agreements', 4), ('offerings', 15), ('rules', 5), ('requests', 60)):
        tap.same(len(doc[name]), count, f'the {name}')
    tap.same(sum(agreement['chat'] for agreement in doc['agreements']), 2, 'the agreements with chat')
    phases = collections.Counter(request['phase'] for request in doc['requests'])
    tap.same(set(phases), {'open', 'suspended', 'resolved', 'closed'}, 'the phases')


def test_every_group_has_somebody_at_every_hour(case):
    doc = ctl.document(ctl.DEMO)
    bare = [f"{group['id']} at {hour}" for group in doc['groups'] for week in ('2026-07-20', '2026-11-23', '2026-12-21')
            for hour in hours_of_week(week) if not has_somebody(doc, group, hour)]
    tap.problems(bare, 'hours without anybody')


def test_somebody_is_on_call_in_every_group(case):
    """The program's own answer, at every 13th hour of the week."""
    desk = ctl.Desk(case, ctl.DEMO)
    bare = []
    for group in ctl.document(ctl.DEMO)['groups']:
        for hour in hours_of_week('2026-11-23')[::13]:
            answer = desk.run('--json', 'on-call', group['id'], now=hour.isoformat())
            if answer.status != ctl.DONE or not answer.json['primary']:
                bare.append(f"{group['id']} at {hour}")
    tap.problems(bare, 'hours without anybody on call')


def test_chat_is_available_by_every_path_and_by_none(case):
    desk = ctl.Desk(case, ctl.DEMO)
    paths = collections.Counter(
        desk.run('--json', 'check', request['id'], now=ctl.TUESDAY).json['path'] for request in ctl.document(ctl.DEMO)['requests'])
    tap.same(set(paths), {'rule', 'offering', 'service', None}, f'the paths ({dict(paths)})')


tap.run('/ctl', globals())
