#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""clocks: how it stands with the targets of a request, worked out from what happened to it."""
import ctl
import tap

NAMES = {'request', 'target', 'chat', 'state', 'agreement', 'path', 'priority', 'minutes', 'warn_percent', 'started_at', 'warn_at',
         'due_at', 'elapsed_seconds', 'left_seconds', 'warned_at', 'breached_at', 'ended_at'}


def at(time):
    return f'2026-11-24T{time}:00+01:00'


def setup(case):
    """The small desk without its rule and hours, and a request of high priority that zoe made on Tuesday at nine."""
    doc = ctl.document()
    doc['rules'] = []
    doc['requests'] = []
    doc['agreements'][0]['calendar'] = None
    desk = ctl.Desk(case, doc)
    made = desk.ask('request', 'new', '--offering', 'mailbox-help', '--requested-by', 'zoe', '--title', 'T', '--priority', 'high',
                    now=at('09:00'))
    return desk, made['id']


def change(desk, request, time, **members):
    doc = desk.ask('export')
    record = ctl.find(doc, 'requests', request) | members
    tap.same(desk.run('import', '-', stdin=ctl.json.dumps({'format': 'deskbell/1', 'requests': [record]}), now=at(time)).status,
             ctl.DONE, 'the import')


def clock(desk, request, time, target='resolution'):
    found = [clock for clock in desk.ask('clocks', request, now=at(time)) if clock['target'] == target]
    tap.same(set(found[-1]), NAMES, 'the members')
    return found[-1]


def brief(desk, request, time, target='resolution'):
    found = clock(desk, request, time, target)
    return found['state'], found['elapsed_seconds'] // 60, found['due_at']


def test_history_decides(case):
    desk, request = setup(case)
    tap.same(brief(desk, request, '10:00'), ('running', 60, '2026-11-24T16:00:00Z'), 'after an hour')
    change(desk, request, '10:00', phase='suspended')
    tap.same(brief(desk, request, '11:00'), ('suspended', 60, None), 'suspended')
    change(desk, request, '11:30', phase='open')
    change(desk, request, '14:00', priority='critical')
    tap.same(brief(desk, request, '14:00'), ('running', 210, '2026-11-24T13:30:00Z'), 'more urgent')
    change(desk, request, '14:15', phase='resolved')
    tap.same(brief(desk, request, '16:00')[:2], ('achieved', 225), 'resolved')


def test_as_of_earlier(case):
    desk, request = setup(case)
    change(desk, request, '10:00', phase='suspended')
    tap.same(brief(desk, request, '09:30')[:2], ('running', 30), 'before it was suspended')


def test_response_to_a_chat(case):
    desk, request = setup(case)
    desk.must('chat', 'ask', request, '--as', 'zoe', now=at('10:00'))
    tap.same(brief(desk, request, '10:03', 'chat_response'), ('running', 3, '2026-11-24T09:05:00Z'), 'while it waits')
    desk.must('chat', 'send', request, '--as', 'ann', 'Hello', now=at('10:04'))
    found = clock(desk, request, '10:30', 'chat_response')
    tap.same((found['state'], found['elapsed_seconds'], found['ended_at']), ('achieved', 240, '2026-11-24T09:04:00Z'), 'answered')
    tap.same(found['chat'], f'{request}.1', 'the chat')
    desk.must('chat', 'end', request, '--as', 'ann', '--reason', 'solved', now=at('10:20'))
    desk.must('chat', 'ask', request, '--as', 'zoe', now=at('11:00'))
    tap.same(brief(desk, request, '11:06', 'chat_response')[:2], ('breached', 6), 'the second chat')


def test_request_without_targets(case):
    doc = ctl.document()
    doc['agreements'][0]['targets'] = []
    desk = ctl.Desk(case, doc)
    answer = desk.run('--json', 'clocks', 'r-1001', now=ctl.TUESDAY)
    tap.same((answer.status, answer.json), (ctl.NO, []), 'the answer')
    tap.same(desk.run('clocks', 'r-1001', now=ctl.TUESDAY).out, 'The request has no targets.\n', 'what is said')
    ctl.refused(desk.run('clocks', 'r-9'), ctl.NO, 'r-9')


def test_words(case):
    desk, request = setup(case)
    said = desk.must('clocks', request, now=at('10:00')).out
    tap.has(said, 'resolution: running, 60 of 480 min', 'what is said')
    tap.has(said, 'Next target time: 2026-11-24 16:00', 'what is said')


tap.run('/ctl', globals())
