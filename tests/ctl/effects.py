#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""coverage and effect: what the configuration does, and what an edit of it would."""
import json

import ctl
import tap


def chat_off(doc):
    ctl.find(doc, 'agreements', 'gold')['chat'] = False


def coverage(desk, now=ctl.TUESDAY):
    return {row['offering']: row for row in desk.ask('coverage', now=now)}


def effect(desk, *records, **named):
    """What importing a document with these (collection, record) would do."""
    doc = {'format': 'deskbell/1'}
    for collection, record in records:
        doc.setdefault(collection, []).append(record)
    return desk.run('--json', 'effect', '-', stdin=json.dumps(doc), now=ctl.TUESDAY, **named)


def test_coverage_has_a_row_for_each_active_offering(case):
    doc = ctl.document()
    doc['rules'] = []
    ctl.find(doc, 'offerings', 'laptop')['status'] = 'active'
    desk = ctl.Desk(case, doc)
    found = coverage(desk)
    tap.same(sorted(found), sorted(o['id'] for o in doc['offerings'] if o['status'] == 'active'), 'the offerings')
    tap.same(found['mailbox-help'], {'offering': 'mailbox-help', 'available': True, 'path': 'service', 'agreement': 'gold',
                                     'code': 'ok'}, 'the row of an offering with chat')
    tap.has(desk.must('coverage', now=ctl.TUESDAY).out, 'active offerings have chat', 'what is said')


def test_every_row_says_what_check_says(case):
    desk = ctl.Desk(case, ctl.DEMO)
    rows = coverage(desk)
    for offering, row in rows.items():
        answer = desk.run('--json', 'check', '--offering', offering, now=ctl.TUESDAY).json
        tap.same({key: row[key] for key in ('available', 'path', 'agreement')},
                 {key: answer[key] for key in ('available', 'path', 'agreement')}, f'the answer for {offering}')
        if not row['available']:
            tap.true(row['code'] in [step['code'] for step in answer['steps']], f'{row["code"]} is a step of {offering}')


def test_effect_is_what_an_import_then_does(case):
    doc = ctl.document()
    doc['rules'] = []
    desk = ctl.Desk(case, doc)
    gold = ctl.find(doc, 'agreements', 'gold') | {'chat': False}
    found = effect(desk, ('agreements', gold)).json
    tap.same((found['gained'], found['moved']), (0, 0), 'what gains or moves')
    subjects = [(change['type'], change['subject']) for change in found['answers']]
    tap.true(('offering', 'mailbox-help') in subjects and ('request', 'r-1001') in subjects, f'who loses chat: {subjects}')
    tap.same(found['lost'], len(subjects), 'how many lose it')
    told = next(change for change in found['recipients'] if change['subject'] == 'mailbox-help')
    tap.same((told['more'], bool(told['less'])), ([], True), 'who is told of it')
    before = {o: row for o, row in coverage(desk).items()}
    tap.same(before['mailbox-help']['available'], True, 'chat after a mere question')
    desk.bring({'format': 'deskbell/1', 'agreements': [gold]})
    after = coverage(desk)
    lost = sorted(o for o in before if before[o]['available'] and not after[o]['available'])
    tap.same(lost, sorted(s for t, s in subjects if t == 'offering'), 'who has lost chat')


def test_effect_of_other_people(case):
    desk = ctl.Desk(case)
    group = ctl.find(ctl.document(), 'groups', 'messaging') | {'dispatcher': None, 'owner': 'cyd'}
    found = effect(desk, ('groups', group)).json
    tap.same(found['answers'], [], 'whose answer changes')
    tap.true(all('bob' in change['less'] or change['less'] == [] for change in found['recipients']), 'who is not told')
    said = desk.run('effect', '-', stdin=json.dumps({'format': 'deskbell/1', 'groups': [group]}), now=ctl.TUESDAY)
    tap.has(said.out, '0 would gain chat, 0 would lose it', 'what is said')


def test_edits_are_checked_as_an_import_is(case):
    desk = ctl.Desk(case)
    rule = ctl.find(ctl.document(), 'rules', 'directors-get-gold') | {'relate_agreement': 'silver'}
    ctl.refused(effect(desk, ('rules', rule)), ctl.BAD_INPUT, 'standard input: $.rules[0].relate_agreement', 'silver')
    ctl.refused(desk.run('effect', case.folder / 'none.json'), ctl.BAD_INPUT, 'No such file')


tap.run('/ctl', globals())
