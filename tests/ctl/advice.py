#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check: until when its answer holds, and what would make a no a yes."""
import ctl
import tap

COLLECTIONS = {'agreement': 'agreements', 'offering': 'offerings', 'request': 'requests', 'rule': 'rules',
               'service': 'services'}
EDIT = {'type', 'subject', 'field', 'value', 'text'}
GOLD = ('agreements', 'gold')
RULE = ('rules', 'directors-get-gold')


def of(collection, name, **members):
    """A change of one record of a document."""
    return lambda doc: ctl.find(doc, collection, name).update(members)


def no_rule(doc):
    doc['rules'] = []


def live_chat_off(doc):
    doc['settings']['live_chat'] = False


def later_rule(doc):
    doc['agreements'].append({'id': 'mute', 'title': 'Mute', 'kind': 'support', 'chat': False, 'status': 'active'})
    doc['rules'].append({'id': 'later', 'scope': 'record', 'order': 20, 'active': True, 'relate_agreement': 'mute',
                         'when': {'all': []}})


OTHER_SERVICE = of('requests', 'r-1001', actual_service='hardware')
NOT_LISTED = of(*GOLD, services=[])

# (what changes in tests/data/desk.json, what check r-1001 then says would make it a yes)
CASES = [
    ([live_chat_off], ['switch live chat on for the whole desk']),
    ([of('requests', 'r-1001', phase='resolved')], ['reopen the request']),
    ([no_rule, OTHER_SERVICE, of('offerings', 'mailbox-help', agreement='gold'), of(*GOLD, chat=False)],
     ['switch chat on in agreement "gold"']),
    ([no_rule, OTHER_SERVICE],
     ['make "email" the actual service of the request', 'relate agreement "gold" to offering "mailbox-help"']),
    ([no_rule, OTHER_SERVICE, of(*GOLD, services=['hardware'])],
     ['make "hardware" the default service of offering "mailbox-help"',
      'relate agreement "gold" to offering "mailbox-help"']),
    ([no_rule, of('services', 'email', active=False)],
     ['make service "email" active', 'relate agreement "gold" to offering "mailbox-help"']),
    ([no_rule, NOT_LISTED],
     ['add service "email" to agreement "gold"', 'relate agreement "gold" to offering "mailbox-help"']),
    ([of(*RULE, active=False), of('requests', 'r-1001', offering=None)], ['make rule "directors-get-gold" active']),
    ([later_rule, of('requests', 'r-1001', offering=None)],
     ['switch chat on in agreement "mute"', 'make rule "later" inactive']),
    ([no_rule, of(*GOLD, chat=False)], ['switch chat on in agreement "gold"']),
    ([no_rule, of(*GOLD, status='draft')], ['make agreement "gold" active']),
    ([no_rule, of(*GOLD, status='retired')], ['make agreement "gold" active']),
    ([no_rule, of(*GOLD, valid_from='2026-11-25')], ['remove the date from which agreement "gold" is valid']),
    ([no_rule, of(*GOLD, valid_until='2026-11-23')], ['remove the date until which agreement "gold" is valid']),
    ([no_rule, of(*GOLD, kind='service')], ['make agreement "gold" one for requests of the kind "support"']),
    ([no_rule, of(*GOLD, only_in_hours=True)], ['allow chat outside the working hours of agreement "gold"']),
    # Pairs.
    ([live_chat_off, of(*GOLD, status='draft')],
     ['make agreement "gold" active, and switch live chat on for the whole desk']),
    ([no_rule, of(*GOLD, chat=False, kind='service')],
     ['switch chat on in agreement "gold", and make agreement "gold" one for requests of the kind "support"']),
    ([of(*RULE, active=False), of(*GOLD, chat=False), of('requests', 'r-1001', offering=None)],
     ['switch chat on in agreement "gold", and make rule "directors-get-gold" active']),
    # Three would be needed.
    ([live_chat_off, of(*GOLD, chat=False, kind='service')], []),
]


def changed(changes):
    doc = ctl.document()
    for change in changes:
        change(doc)
    return doc


def make(desk, edits):
    """Imports the edits of one change, each record as it is with them."""
    doc = desk.export()
    part = {'format': doc['format']}
    for edit in edits:
        if edit['type'] == 'settings':
            doc['settings'][edit['field']] = edit['value']
            part['settings'] = doc['settings']
            continue
        collection = COLLECTIONS[edit['type']]
        record = ctl.find(doc, collection, edit['subject'])
        record[edit['field']] = edit['value']
        if record not in part.setdefault(collection, []):
            part[collection].append(record)
    desk.bring(part)


def test_every_change_keeps_its_promise(case):
    kinds = set()
    for number, (changes, texts) in enumerate(CASES):
        doc = changed(changes)
        desk = ctl.Desk(case, doc, f'{number}.db')
        answer = desk.run('--json', 'check', 'r-1001', now=ctl.TUESDAY)
        tap.same(answer.status, ctl.NO, f'the status of case {number}')
        found = answer.json['changes']
        tap.same([', and '.join(edit['text'] for edit in change['edits']) for change in found], texts,
                 f'what would help in case {number}')
        for which, change in enumerate(found):
            tap.problems([edit for edit in change['edits'] if set(edit) != EDIT], 'members of an edit')
            kinds |= {(edit['type'], edit['field'], str(edit['value'])) for edit in change['edits']}
            other = ctl.Desk(case, doc, f'{number}-{which}.db')
            make(other, change['edits'])
            after = other.ask('check', 'r-1001', now=ctl.TUESDAY)
            tap.same((after['available'], after['path'], after['agreement']), (True, change['path'], change['agreement']),
                     f'the answer after change {which} of case {number}')
            tap.same(after['changes'], [], 'what would help a yes')
    tap.same(len({kind[:2] for kind in kinds}), 14, f'the fields that were changed: {sorted(kinds)}')


def test_words_for_people(case):
    desk = ctl.Desk(case, changed([no_rule, of(*GOLD, only_in_hours=True)]))
    answer = desk.run('check', 'r-1001', now=ctl.TUESDAY)
    tap.has(answer.out, 'Until 2026-11-27 08:00, then yes.\nAny of these would make it a yes:\n'
            '  allow chat outside the working hours of agreement "gold"\n', 'the answer of a no')
    answer = desk.must('check', 'r-1001', now='2026-11-27T10:00:00+01:00')
    tap.has(answer.out, 'Until 2026-11-27 23:00, then no.\n', 'the answer of a yes')
    tap.lacks(answer.out, 'Any of these', 'the answer of a yes')
    desk = ctl.Desk(case, changed([live_chat_off, of(*GOLD, status='draft')]), 'pair.db')
    answer = desk.run('check', 'r-1001', now=ctl.TUESDAY)
    tap.has(answer.out, '  make agreement "gold" active, and switch live chat on for the whole desk\n', 'a pair')
    tap.lacks(answer.out, 'Until', 'what time alone does not change')


def until(desk, now):
    answer = desk.run('--json', 'check', 'r-1001', now=now).json
    return answer['until'], answer['then_available']


def test_until_when_the_answer_holds(case):
    """From one answer to the next: the one that was promised comes, and not a second before."""
    desk = ctl.Desk(case, changed([no_rule, of(*GOLD, only_in_hours=True, valid_until='2026-12-07')]))
    expected = [('2026-11-24T09:00:00Z', False), ('2026-11-27T08:00:00Z', True), ('2026-11-27T23:00:00Z', False),
                ('2026-11-30T08:00:00Z', True), ('2026-11-30T11:00:00Z', False), ('2026-11-30T12:00:00Z', True)]
    for (now, available), (then, then_available) in zip(expected, expected[1:]):
        answer = desk.run('--json', 'check', 'r-1001', now=now)
        tap.same(answer.json['available'], available, f'whether there is chat at {now}')
        tap.same(until(desk, now), (then, then_available), f'until when, at {now}')
        before = then.replace(':00:00Z', ':59:59Z').replace(f'T{then[11:13]}', f'T{int(then[11:13]) - 1:02}')
        tap.same(until(desk, before), (then, then_available), f'until when, at {before}')
    tap.same(until(desk, '2026-12-07T15:59:00Z'), ('2026-12-07T16:00:00Z', False), 'the last closing')
    tap.same(until(desk, '2026-12-07T16:00:00Z'), (None, False), 'after the last closing')


def test_another_path_is_another_answer(case):
    desk = ctl.Desk(case, changed([
        lambda doc: doc['agreements'].append({'id': 'soon', 'title': 'Soon', 'kind': 'support', 'chat': True,
                                              'status': 'active', 'valid_from': '2026-11-25'}),
        no_rule, of('offerings', 'mailbox-help', agreement='soon')]))
    tap.same(until(desk, ctl.TUESDAY), ('2026-11-24T23:00:00Z', True), 'until when')
    tap.has(desk.must('check', 'r-1001', now=ctl.TUESDAY).out, 'Until 2026-11-24 23:00, then yes in another way.\n',
            'the answer')


def test_request_that_is_not_made_yet(case):
    desk = ctl.Desk(case, changed([no_rule]))
    answer = desk.run('--json', 'check', '--offering', 'mailbox-help', '--service', 'hardware', now=ctl.TUESDAY).json
    tap.same([(edit['type'], edit['subject'], edit['field'], edit['value'])
              for change in answer['changes'] for edit in change['edits']],
             [('request', None, 'actual_service', 'email'), ('offering', 'mailbox-help', 'agreement', 'gold')],
             'what would help')


tap.run('/ctl', globals())
