#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check: whether chat is available, by which path, why, and who would be told."""
import ctl
import tap

STEP = {'step', 'subject', 'agreement', 'accepted', 'code', 'reason'}
GOLD = ('agreements', 'gold')


def setting(name, value):
    return lambda doc: doc['settings'].update({name: value})


def of(collection, name, **members):
    """A change of one record of a document."""
    return lambda doc: ctl.find(doc, collection, name).update(members)


def later_rule(doc):
    doc['rules'].append({'id': 'later', 'scope': 'record', 'order': 20, 'active': True, 'relate_agreement': 'gold',
                         'when': {'field': 'priority', 'is': 'high'}})


def by_offering(doc):
    doc['rules'] = []
    ctl.find(doc, 'offerings', 'mailbox-help')['agreement'] = 'gold'


def by_service(doc):
    doc['rules'] = []


def each(*changes):
    def change(doc):
        for one in changes:
            one(doc)
    return change


def no_rule(*changes):
    return each(by_service, *changes)


def steps_of(answer):
    return [(step['step'], step['code'], step['accepted']) for step in answer['steps']]


# (what changes in tests/data/desk.json, the steps of request r-1001, the path of the answer)
CASES = [
    (each(), [('rule', 'ok', True)], 'rule'),
    (setting('live_chat', False), [('desk', 'live_chat_off', False)], None),
    (of('requests', 'r-1001', phase='suspended'), [('rule', 'ok', True)], 'rule'),
    (of('requests', 'r-1001', phase='resolved'), [('request', 'request_closed', False)], None),
    (of('requests', 'r-1001', phase='closed'), [('request', 'request_closed', False)], None),
    (of('rules', 'directors-get-gold', active=False), [('rule', 'rule_inactive', False), ('service', 'ok', True)], 'service'),
    (of('requests', 'r-1001', priority='low'), [('rule', 'condition_false', False), ('service', 'ok', True)], 'service'),
    (later_rule, [('rule', 'overridden', False), ('rule', 'ok', True)], 'rule'),
    (by_offering, [('offering', 'ok', True)], 'offering'),
    (by_service, [('service', 'ok', True)], 'service'),
    (no_rule(of(*GOLD, services=[])), [('service', 'service_not_listed', False)], None),
    (no_rule(of(*GOLD, status='draft')), [('service', 'agreement_draft', False)], None),
    (no_rule(of(*GOLD, status='retired')), [('service', 'agreement_retired', False)], None),
    (no_rule(of(*GOLD, valid_from='2026-11-25')), [('service', 'not_yet_valid', False)], None),
    (no_rule(of(*GOLD, valid_from='2026-11-24')), [('service', 'ok', True)], 'service'),
    (no_rule(of(*GOLD, valid_until='2026-11-23')), [('service', 'no_longer_valid', False)], None),
    (no_rule(of(*GOLD, valid_until='2026-11-24')), [('service', 'ok', True)], 'service'),
    (no_rule(of(*GOLD, chat=False)), [('service', 'chat_off', False)], None),
    (no_rule(of(*GOLD, kind='service')), [('service', 'kind_differs', False)], None),
    # Tuesday is not among the office hours of tests/data/desk.json.
    (no_rule(of(*GOLD, only_in_hours=True)), [('service', 'out_of_hours', False)], None),
    (no_rule(of('requests', 'r-1001', actual_service=None)), [('service', 'no_actual_service', False)], None),
    (no_rule(of('services', 'email', active=False)), [('service', 'service_inactive', False)], None),
    (no_rule(of('requests', 'r-1001', offering=None)), [('service', 'no_offering', False)], None),
    (no_rule(of('requests', 'r-1001', actual_service='hardware')), [('service', 'not_default_service', False)], None),
    # A rule's or an offering's agreement that cannot be used does not hide what comes after it.
    (of(*GOLD, chat=False), [('rule', 'chat_off', False), ('service', 'chat_off', False)], None),
]


def test_every_reason_can_be_reached(case):
    reached = set()
    for number, (change, steps, path) in enumerate(CASES):
        desk = ctl.Desk(case, ctl.changed(ctl.document(), change), f'{number}.db')
        answer = desk.run('--json', 'check', 'r-1001', now=ctl.TUESDAY)
        tap.same(steps_of(answer.json), steps, f'the steps of case {number}')
        tap.same((answer.json['path'], answer.json['available'], answer.json['agreement'], answer.status),
                 (path, path is not None, 'gold' if path else None, ctl.DONE if path else ctl.NO),
                 f'the answer of case {number}')
        reached |= {code for _, code, _ in steps}
    tap.same(len(reached), 18, 'the codes that were reached, with ok')


def test_json_is_as_documented(case):
    desk = ctl.Desk(case, ctl.DEMO)
    answer = desk.ask('check', '--offering', 'mailbox-help', '--requested-by', 'kveta', now=ctl.TUESDAY)
    tap.same(set(answer), {'available', 'path', 'agreement', 'steps', 'recipients', 'until', 'then_available', 'changes'}, 'the members')
    tap.same(answer['available'], True, 'whether there is chat')
    tap.true(answer['steps'] and answer['recipients'], 'steps and recipients')
    tap.problems([step for step in answer['steps'] if set(step) != STEP], 'members of a step')
    tap.problems([step for step in answer['steps'] if not step['reason']], 'steps without a reason in words')
    tap.problems([one for one in answer['recipients'] if set(one) != {'person', 'as'}], 'members of a recipient')


def test_recipients_are_told_once_as_the_first_of_their_parts(case):
    doc = ctl.changed(ctl.document(), lambda doc: ctl.find(doc, 'shifts', 'messaging-week').update(
        rotation=['dee', 'cyd', 'bob', 'max'], starts_on='2026-11-23'))
    desk = ctl.Desk(case, doc)
    answer = desk.ask('check', '--offering', 'mailbox-help', '--requested-by', 'zoe', now=ctl.TUESDAY)
    tap.same([(one['person'], one['as']) for one in answer['recipients']],
             [('ann', 'owner'), ('cyd', 'expert_assignee'), ('bob', 'group_dispatcher'), ('dee', 'on_call_primary')],
             'the recipients')


def test_every_part_can_be_told(case):
    def change(doc):
        doc['people'] += [{'id': name, 'name': name, 'roles': ['agent']} for name in ('p1', 'p2', 'p3', 'own')]
        ctl.find(doc, 'shifts', 'messaging-week').update(rotation=['p1', 'p2', 'p3'], starts_on='2026-11-23')
        ctl.find(doc, 'offerings', 'mailbox-help')['owner'] = 'own'
    answer = ctl.Desk(case, ctl.changed(ctl.document(), change)).ask(
        'check', '--offering', 'mailbox-help', '--requested-by', 'zoe', now=ctl.TUESDAY)
    tap.same([(one['person'], one['as']) for one in answer['recipients']],
             [('own', 'owner'), ('cyd', 'expert_assignee'), ('ann', 'group_owner'), ('bob', 'group_dispatcher'),
              ('p1', 'on_call_primary'), ('p2', 'on_call_backup_1'), ('p3', 'on_call_backup_2')], 'the recipients')


def test_who_asks_and_who_is_not_active_is_left_out(case):
    doc = ctl.changed(ctl.document(), of('people', 'bob', active=False))
    answer = ctl.Desk(case, doc).ask('check', '--offering', 'mailbox-help', '--requested-by', 'ann', now=ctl.TUESDAY)
    tap.same([one['person'] for one in answer['recipients']], ['cyd'], 'the recipients')


def test_nobody_would_be_told(case):
    desk = ctl.Desk(case)
    tap.same(desk.ask('check', 'r-1001', now=ctl.TUESDAY)['recipients'], [], 'the recipients')
    tap.has(desk.must('check', 'r-1001', now=ctl.TUESDAY).out, 'Nobody would be told.', 'the answer')


def test_offering_form_takes_what_the_request_would_have(case):
    desk = ctl.Desk(case)
    cases = [
        (['--offering', 'mailbox-help'], 'service'),
        (['--offering', 'mailbox-help', '--service', 'hardware'], None),
        (['--offering', 'laptop'], None),
        (['--offering', 'laptop', '--requested-by', 'zoe'], None),
        (['--offering', 'laptop', '--requested-by', 'zoe', '--priority', 'high'], 'rule'),
        (['--offering', 'laptop', '--requested-by', 'max', '--priority', 'high'], None),
    ]
    before = desk.changes()
    for arguments, path in cases:
        answer = desk.run('--json', 'check', *arguments, now=ctl.TUESDAY)
        tap.same((answer.json['path'], answer.status), (path, ctl.DONE if path else ctl.NO), f'the answer to {arguments}')
    tap.same(desk.changes(), before, 'the number of changes')


def test_answer_for_people_names_every_step(case):
    desk = ctl.Desk(case)
    answer = desk.run('check', 'r-1002', now=ctl.TUESDAY)
    tap.same(answer.status, ctl.NO, 'the exit status')
    for part in ('Chat is not available.', '(condition_false)', '(service_not_listed)', '"hardware"'):
        tap.has(answer.out, part, 'the answer')


def test_what_is_not_there(case):
    desk = ctl.Desk(case)
    ctl.refused(desk.run('check', 'r-9'), ctl.NO, 'check: ', '"r-9"')
    ctl.refused(desk.run('check', '--offering', 'car'), ctl.NO, 'check: ', '"car"')
    ctl.refused(desk.run('check', '--offering', 'laptop', '--service', 'fax'), ctl.NO, '"fax"')
    ctl.refused(desk.run('check', '--offering', 'laptop', '--requested-by', 'eve'), ctl.NO, '"eve"')


tap.run('/ctl', globals())
