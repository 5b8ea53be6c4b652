#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""backtest: past requests replayed against a changed agreement or calendar."""
import json

import ctl
import tap


def at(time):
    return f'2026-11-24T{time}:00+01:00'


def setup(case):
    """Twelve requests of Tuesday morning, each resolved half an hour later than the one before, within 4 h or not."""
    doc = ctl.document()
    doc['rules'], doc['requests'] = [], []
    doc['agreements'][0].update(calendar=None, targets=[{'kind': 'resolution', 'warn_percent': 50, 'minutes': {'high': 240}}])
    desk = ctl.Desk(case, doc)
    made = [{'id': f'q-{i:02}', 'title': 'T', 'kind': 'support', 'offering': 'mailbox-help', 'requested_by': 'zoe',
             'priority': 'high', 'phase': 'open'} for i in range(12)]
    bring(desk, made, '09:00')
    for i, request in enumerate(made):
        minutes = 9 * 60 + 30 * (i + 1)
        bring(desk, [request | {'phase': 'resolved'}], f'{minutes // 60:02}:{minutes % 60:02}')
    return desk, doc['agreements'][0]


def bring(desk, requests, time):
    run = desk.run('import', '-', stdin=json.dumps({'format': 'deskbell/1', 'requests': requests}), now=at(time))
    tap.same(run.status, ctl.DONE, f'the import ({run.err})')


def backtest(desk, *arguments, stdin='', now='20:00'):
    return desk.run('--json', 'backtest', *arguments, stdin=stdin, now=at(now))


def test_tighter_target(case):
    desk, gold = setup(case)
    gold = gold | {'targets': [{'kind': 'resolution', 'warn_percent': 50, 'minutes': {'high': 120}}]}
    found = backtest(desk, '--agreement', '-', stdin=json.dumps(gold)).json
    tap.same(found['requests'], 12, 'the requests')
    tap.same(found['targets'], [{'target': 'resolution', 'was_met': 7, 'was_missed': 5, 'met': 3, 'missed': 9}], 'the counts')
    tap.same(len(found['changes']), 10, 'the changes that are shown')
    tap.same([c['request'] for c in found['changes'] if c['was_met'] != c['met']], ['q-03', 'q-04', 'q-05', 'q-06'], 'what turns')
    tap.same(found['changes'][0], {'request': 'q-03', 'target': 'resolution', 'chat': None, 'was_met': True, 'met': False,
                                   'was_left_seconds': 7200, 'left_seconds': 0}, 'the first of them')


def test_calendar_in_a_document(case):
    desk, gold = setup(case)
    doc = {'format': 'deskbell/1', 'agreements': [gold | {'calendar': 'morning'}],
           'calendars': [{'id': 'morning', 'name': 'M', 'timezone': 'Europe/Prague', 'hours': {'tue': [['09:00', '11:00']]}}]}
    path = case.folder / 'changed.json'
    path.write_text(json.dumps(doc), encoding='utf-8')
    found = backtest(desk, '--agreement', path).json
    tap.same(found['targets'], [{'target': 'resolution', 'was_met': 7, 'was_missed': 5, 'met': 12, 'missed': 0}], 'the counts')
    tap.has(desk.must('backtest', '--agreement', path, now=at('20:00')).out, 'met 12 (now 7), missed 0 (now 5)', 'what is said')


def test_same_agreement_changes_nothing(case):
    desk, gold = setup(case)
    found = backtest(desk, '--agreement', '-', stdin=json.dumps(gold)).json
    tap.same(found['changes'], [], 'the changes')
    tap.same(found['targets'][0]['met'], found['targets'][0]['was_met'], 'what is met')


def test_changed_calendar_alone(case):
    desk, gold = setup(case)
    desk.bring({'format': 'deskbell/1', 'agreements': [gold | {'calendar': 'office'}], 'calendars': [
        {'id': 'office', 'name': 'O', 'timezone': 'Europe/Prague', 'hours': {'tue': [['00:00', '24:00']]}}]})
    found = backtest(desk, '--calendar', '-', stdin=json.dumps(
        {'id': 'office', 'name': 'O', 'timezone': 'Europe/Prague', 'hours': {'tue': [['10:00', '12:00']]}})).json
    tap.same((found['targets'][0]['was_met'], found['targets'][0]['met']), (7, 12), 'what is met')
    tap.same(desk.ask('export')['calendars'][0]['hours'], {'tue': [['00:00', '24:00']]}, 'the calendar on the desk')


def test_two_files_are_put_together(case):
    desk, gold = setup(case)
    doc = {'format': 'deskbell/1', 'agreements': [gold | {'calendar': 'own'}], 'calendars': [
        {'id': 'own', 'name': 'M', 'timezone': 'Europe/Prague', 'hours': {'tue': [['09:00', '11:00']]}}]}
    path = case.folder / 'changed.json'
    path.write_text(json.dumps(doc), encoding='utf-8')
    other = ctl.find(ctl.document(), 'calendars', 'office')
    found = backtest(desk, '--agreement', path, '--calendar', '-', stdin=json.dumps(other)).json
    tap.same(found['targets'][0]['met'], 12, 'what is met')


def test_bad_input_is_refused(case):
    desk, gold = setup(case)
    ctl.refused(backtest(desk, '--agreement', '-', stdin='{"format": "deskbell/9"}'), ctl.BAD_INPUT, '$.format')
    ctl.refused(backtest(desk), ctl.BAD_INPUT, '--agreement FILE or --calendar FILE is needed')
    ctl.refused(backtest(desk, '--agreement', '-', stdin='[]'), ctl.BAD_INPUT, 'standard input: $: expected an object')
    ctl.refused(backtest(desk, '--agreement', '-', stdin=json.dumps(gold | {'kind': 'x'})), ctl.BAD_INPUT, '$.agreements[0].kind')
    ctl.refused(backtest(desk, '--agreement', case.folder / 'no.json'), ctl.BAD_INPUT, 'No such file')


tap.run('/ctl', globals())
