#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""import and export: what is brought is what is there, and the same document comes back."""
import json

import ctl
import tap

TYPES = ['people', 'groups', 'shifts', 'services', 'calendars', 'agreements', 'offerings', 'rules', 'requests']


def counts(**given):
    return {name: given.get(name, 0) for name in TYPES}


def of(doc):
    return counts(**{name: len(doc[name]) for name in TYPES})


def sorted_by_id(doc):
    return {name: sorted(value, key=lambda record: record['id']) if isinstance(value, list) else value
            for name, value in doc.items()}


def test_import_counts_what_is_created(case):
    desk = ctl.Desk(case, None)
    tap.same(desk.bring(ctl.SMALL), {'created': of(ctl.document()), 'updated': counts(), 'unchanged': counts()},
             'the counts')


def test_import_twice_changes_nothing(case):
    desk = ctl.Desk(case)
    before, seq = desk.export(), desk.changes()
    tap.same(desk.bring(ctl.SMALL), {'created': counts(), 'updated': counts(), 'unchanged': of(ctl.document())},
             'the counts')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_import_counts_what_is_updated(case):
    desk = ctl.Desk(case)
    doc = ctl.document()
    ctl.find(doc, 'people', 'bob')['name'] = 'Robert Baker'
    ctl.find(doc, 'agreements', 'gold')['chat'] = False
    doc['services'].append({'id': 'phone', 'name': 'Telephone'})
    answer = desk.bring(doc)
    tap.same(answer['created'], counts(services=1), 'what is created')
    tap.same(answer['updated'], counts(people=1, agreements=1), 'what is updated')
    tap.same(desk.export(), sorted_by_id(doc), 'the document')


def test_import_says_so_to_people(case):
    desk = ctl.Desk(case, None)
    answer = desk.must('import', ctl.SMALL)
    for name, count in of(ctl.document()).items():
        tap.true(any(line.split() == [name, str(count), 'created', '0', 'updated', '0', 'unchanged']
                     for line in answer.out.splitlines()), f'{count} {name} in {answer.out}')


def test_dry_run_changes_nothing(case):
    desk = ctl.Desk(case)
    before, seq = desk.export(), desk.changes()
    doc = ctl.document()
    doc['services'].append({'id': 'phone', 'name': 'Telephone'})
    tap.same(desk.bring(doc, '--dry-run')['created'], counts(services=1), 'what would be created')
    tap.has(desk.must('import', '-', '--dry-run', stdin=json.dumps(doc)).out, 'Nothing was changed.', 'the answer')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_dry_run_makes_no_desk(case):
    desk = ctl.Desk(case, None)
    ctl.refused(desk.run('import', ctl.SMALL, '--dry-run'), ctl.NO_STORE, str(desk.path), 'there is no such file')
    tap.same(sorted(case.folder.iterdir()), [], 'the folder')


def test_import_is_all_or_nothing(case):
    desk = ctl.Desk(case)
    before, seq = desk.export(), desk.changes()
    doc = ctl.document()
    ctl.find(doc, 'people', 'bob')['name'] = 'Robert Baker'
    doc['requests'][-1]['requested_by'] = 'nobody'
    ctl.refused(desk.try_to_bring(doc), ctl.BAD_INPUT, '$.requests[1].requested_by')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_bad_document_makes_no_desk(case):
    desk = ctl.Desk(case, None)
    ctl.refused(desk.try_to_bring('{"format": "deskbell/2"}'), ctl.BAD_INPUT, '$.format', '"deskbell/1"', '"deskbell/2"')
    ctl.refused(desk.try_to_bring('{'), ctl.BAD_INPUT)
    tap.true(not desk.path.exists() or desk.export() == {'format': 'deskbell/1'}, 'there is no desk, or an empty one')


def test_export_gives_the_same_document_back(case):
    for number, path in enumerate((ctl.SMALL, ctl.DEMO)):
        desk = ctl.Desk(case, path, f'{number}.db')
        exported = desk.export()
        tap.same(exported, sorted_by_id(ctl.document(path)), f'the document of {path.name}')
        other = ctl.Desk(case, exported, f'{number}-again.db')
        tap.same(other.must('export').out, desk.must('export').out, f'the text of {path.name}, brought to another desk')


def test_export_is_sorted_by_id(case):
    doc = ctl.document()
    for name in TYPES:
        doc[name].reverse()
    tap.same(ctl.Desk(case, doc).must('export').out, ctl.Desk(case, ctl.SMALL, 'other.db').must('export').out, 'the text')


def test_export_without_requests(case):
    expected = sorted_by_id(ctl.document())
    del expected['requests']
    tap.same(ctl.Desk(case).ask('export', '--without-requests'), expected, 'the document')


def test_members_that_may_be_missing(case):
    doc = {'format': 'deskbell/1'}
    tap.same(ctl.Desk(case, doc).export(), doc, 'the least document')


def test_null_and_missing_stay_what_they_were(case):
    doc = ctl.document()
    tap.same('agreement' in ctl.find(doc, 'offerings', 'laptop'), False, 'the document has a missing member')
    tap.same(ctl.find(doc, 'offerings', 'mailbox-help')['agreement'], None, 'the document has a null')
    exported = ctl.Desk(case, doc).export()
    tap.same(exported['offerings'], doc['offerings'], 'the offerings')


def test_missing_members_of_a_request_come_from_the_offering(case):
    doc = ctl.document()
    doc['requests'] = [{'id': 'r-1', 'title': 'All missing', 'kind': 'support', 'offering': 'mailbox-help',
                        'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'},
                       {'id': 'r-2', 'title': 'All null', 'kind': 'support', 'offering': 'mailbox-help',
                        'requested_by': 'zoe', 'priority': 'low', 'phase': 'open', 'actual_service': None,
                        'owner': None, 'expert_assignee': None, 'assigned_group': None}]
    desk = ctl.Desk(case, doc)
    taken = desk.ask('request', 'show', 'r-1')
    tap.same([taken[name] for name in ('actual_service', 'owner', 'expert_assignee', 'assigned_group')],
             ['email', 'ann', 'cyd', 'messaging'], 'what the offering gives')
    none = desk.ask('request', 'show', 'r-2')
    tap.same([none[name] for name in ('actual_service', 'owner', 'expert_assignee', 'assigned_group')],
             [None] * 4, 'what null gives')
    tap.same(desk.export(), doc, 'the document')


def test_import_of_a_part_keeps_the_rest(case):
    doc = ctl.document()
    doc['settings']['abandon_grace_seconds'] = 30
    desk = ctl.Desk(case, doc)
    desk.bring({'format': 'deskbell/1', 'settings': {'live_chat': False}})
    expected = sorted_by_id(doc)
    expected['settings']['live_chat'] = False
    tap.same(desk.export(), expected, 'the document')


def test_references_may_name_what_is_already_on_the_desk(case):
    desk = ctl.Desk(case)
    desk.bring({'format': 'deskbell/1', 'groups': [{'id': 'night', 'name': 'Night', 'members': ['bob']}]})
    tap.same([group['id'] for group in desk.export()['groups']], ['messaging', 'night'], 'the groups')


def test_text_of_the_world_survives(case):
    doc = ctl.document()
    names = ['Květa Horáková', 'محمد', '李小龍', '👩\u200d💻 Ada', 'e\u0301', '<b>&amp;"\\', "Robert'); DROP TABLE people;--"]
    for person, name in zip(doc['people'], names):
        person['name'] = name
    ctl.find(doc, 'requests', 'r-1001')['description'] = 'line\nline\ttab'
    tap.same(ctl.Desk(case, doc).export(), sorted_by_id(doc), 'the document')


tap.run('/ctl', globals())
