#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lint: what is allowed and hardly meant, in words and as data, and what the exit status says."""
import re

import ctl
import tap

MEMBERS = ['code', 'severity', 'type', 'subject', 'other', 'message']
LINE = re.compile(r'(error|warning|notice) ([a-z0-9_]+) ([a-z]+) "([a-z0-9._-]+)": (\S.*[^.])')


def clean():
    """The small desk without what there is to say about it."""
    doc = ctl.document()
    doc['offerings'] = [ctl.find(doc, 'offerings', 'mailbox-help')]
    doc['requests'] = []
    doc['shifts'][0].update({'weekdays': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'from': '00:00', 'until': '24:00'})
    return doc


def codes(desk, now=ctl.TUESDAY):
    """What is found: (severity, code, type, subject, other), and the exit status."""
    answer = desk.run('--json', 'lint', now=now)
    tap.same(answer.err, '', 'what it says of errors')
    for finding in answer.json:
        tap.same(list(finding), MEMBERS, 'the members')
    return [tuple(finding[name] for name in ('severity', 'code', 'type', 'subject', 'other')) for finding in answer.json], answer.status


def test_nothing(case):
    desk = ctl.Desk(case, clean())
    tap.same(codes(desk), ([], ctl.DONE), 'the findings and the exit status')
    answer = desk.must('lint', now=ctl.TUESDAY)
    tap.same(answer.out, '', 'the words')


def test_notices_are_no_failure(case):
    desk = ctl.Desk(case, ctl.changed(clean(), lambda doc: doc['rules'][0].update({'active': False})))
    tap.same(codes(desk), ([('notice', 'rule_inactive', 'rule', 'directors-get-gold', None)], ctl.DONE), 'the findings')


def test_warnings_are(case):
    desk = ctl.Desk(case, ctl.changed(clean(), lambda doc: doc['rules'][0].update({'when': {'any': []}})))
    tap.same(codes(desk), ([('warning', 'rule_never_wins', 'rule', 'directors-get-gold', None)], ctl.NO), 'the findings')


def test_errors_are(case):
    desk = ctl.Desk(case, ctl.changed(clean(), lambda doc: doc['calendars'][0].update({'hours': {}})))
    tap.same(codes(desk), ([('error', 'calendar_never_open', 'calendar', 'office', None)], ctl.NO), 'the findings')


def test_words(case):
    """A line each, the same findings in the same order."""
    desk = ctl.Desk(case)
    answer = desk.run('lint', now=ctl.TUESDAY)
    found = desk.run('--json', 'lint', now=ctl.TUESDAY).json
    lines = [LINE.fullmatch(line) for line in answer.out.splitlines()]
    tap.same(answer.status, ctl.NO, 'the exit status')
    tap.true(all(lines), f'each line is a finding: {answer.out}')
    tap.same([line.groups() for line in lines],
             [tuple(finding[name] for name in ('severity', 'code', 'type', 'subject', 'message')) for finding in found], 'the lines')
    tap.same([finding['code'] for finding in found], ['on_call_gap', 'default_service_unlisted', 'nobody_told'], 'the codes')


def test_now(case):
    """Whether an agreement ends soon, or has ended, is a matter of when."""
    desk = ctl.Desk(case, ctl.changed(clean(), lambda doc: doc['agreements'][0].update({'valid_until': '2026-11-30'})))
    for now, expected in [('2026-10-01T00:00:00Z', []), ('2026-11-24T00:00:00Z', ['agreement_expires_soon']),
                          ('2026-12-02T00:00:00Z', ['default_service_unlisted', 'related_agreement_unusable'])]:
        tap.same(sorted(finding[1] for finding in codes(desk, now)[0]), expected, f'the codes at {now}')


def test_example(case):
    desk = ctl.Desk(case, ctl.DEMO)
    tap.same(codes(desk), ([('notice', 'rule_inactive', 'rule', 'printing-chat-pilot', None)], ctl.DONE), 'the findings')


def test_nothing_is_changed(case):
    desk = ctl.Desk(case)
    before = desk.changes()
    codes(desk)
    tap.same(desk.changes(), before, 'the number of changes')


def test_every_code_is_documented(case):
    """The table of data/lint.md, and the codes in the program."""
    documented = re.findall(r'^\| `([a-z0-9_]+)` \| ([a-z]+)', (ctl.TOP / 'data' / 'lint.md').read_text(encoding='utf-8'), re.M)
    header = (ctl.TOP / 'src' / 'model' / 'bell-finding.h').read_text(encoding='utf-8')
    known = [(code, severity.lower()) for code, severity in re.findall(r'CODE \(\w+, "([a-z0-9_]+)", (\w+)\)', header)]
    tap.same(sorted(code for code, _ in documented), sorted(code for code, _ in known), 'the codes')
    tap.problems([code for code, severity in known if (code, severity) not in documented and code != 'nobody_told'], 'severities')


def test_no_store(case):
    desk = ctl.Desk(case, None)
    ctl.refused(desk.run('lint'), ctl.NO_STORE, 'there is no such file')


tap.run('/ctl', globals())
