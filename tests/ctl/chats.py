#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""request and chat: a chat from the first question to its transcript, and what is not allowed on the way."""
import re

import ctl
import tap

MESSAGE = {'id', 'chat', 'author', 'side', 'body', 'sent_at', 'position'}


def ask(desk, **named):
    return desk.ask('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY, **named)


def with_group(case):
    """The desk where messaging is told of the chats on r-1001."""
    return ctl.Desk(case, ctl.changed(ctl.document(), lambda doc: ctl.find(doc, 'requests', 'r-1001').update(
        owner='ann', assigned_group='messaging')))


def test_request_new_takes_what_its_offering_gives(case):
    desk = ctl.Desk(case)
    made = desk.ask('request', 'new', '--offering', 'mailbox-help', '--requested-by', 'zoe', '--title', 'No mail',
                    '--description', 'Since\nnoon', '--priority', 'high')
    tap.same({name: made[name] for name in ('title', 'description', 'kind', 'offering', 'actual_service', 'requested_by',
                                            'priority', 'phase', 'owner', 'expert_assignee', 'assigned_group')},
             {'title': 'No mail', 'description': 'Since\nnoon', 'kind': 'support', 'offering': 'mailbox-help',
              'actual_service': 'email', 'requested_by': 'zoe', 'priority': 'high', 'phase': 'open', 'owner': 'ann',
              'expert_assignee': 'cyd', 'assigned_group': 'messaging'}, 'the request')
    tap.same(desk.ask('request', 'show', made['id']), made, 'the request, shown')
    tap.true(re.fullmatch(r'[a-z0-9][a-z0-9._-]{0,63}', made['id']), 'the id is one')


def test_request_new_refuses_what_is_not_there(case):
    desk = ctl.Desk(case)
    before = desk.changes()
    arguments = ['request', 'new', '--title', 'T', '--offering']
    ctl.refused(desk.run(*arguments, 'car', '--requested-by', 'zoe'), ctl.NO, 'request new: ', '"car"')
    ctl.refused(desk.run(*arguments, 'laptop', '--requested-by', 'eve'), ctl.NO, 'request new: ', '"eve"')
    ctl.refused(desk.run('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', ''),
                ctl.BAD_INPUT, 'title: expected')
    ctl.refused(desk.run('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'x' * 201),
                ctl.BAD_INPUT, 'title: expected', '201 characters')
    tap.same(desk.changes(), before, 'the number of changes')


def test_request_list_filters(case):
    desk = ctl.Desk(case, ctl.DEMO)
    tap.same(len(desk.ask('request', 'list')), 60, 'all requests')
    for phase, count in (('open', 30), ('suspended', 8), ('resolved', 12), ('closed', 10)):
        found = desk.ask('request', 'list', '--phase', phase)
        tap.same((len(found), {request['phase'] for request in found}), (count, {phase}), f'the requests that are {phase}')
    tap.same(len(desk.ask('request', 'list', '--limit', '7')), 7, 'the requests with a limit')
    mine = desk.ask('request', 'list', '--requested-by', 'kveta')
    tap.same({request['requested_by'] for request in mine}, {'kveta'}, 'whose requests they are')
    nothing = desk.run('request', 'list', '--requested-by', 'goran', '--search', 'zzzz')
    tap.same((nothing.status, nothing.out), (ctl.NO, ''), 'what is not found')


def test_request_show(case):
    desk = ctl.Desk(case)
    tap.same(desk.ask('request', 'show', 'r-1001')['title'], 'Mails to the whole office bounce', 'the title')
    tap.has(desk.must('request', 'show', 'r-1001').out, 'Mails to the whole office bounce', 'the answer')
    ctl.refused(desk.run('request', 'show', 'r-9'), ctl.NO, 'request show: ', '"r-9"')


def test_chat_from_question_to_transcript(case):
    desk = with_group(case)
    chat = ask(desk)
    tap.same((chat['status'], chat['requested_by'], chat['request']), ('pending', 'zoe', 'r-1001'), 'the chat')
    tap.same(chat['told'], [], 'what the person sees of who was told')
    tap.same([(one['person'], one['as']) for one in desk.ask('chat', 'pending', '--as', 'ann', now=ctl.TUESDAY)[0]['told']],
             [('ann', 'owner'), ('bob', 'group_dispatcher'), ('cyd', 'on_call_backup_1')], 'who was told')
    tap.same(ask(desk)['id'], chat['id'], 'asking again gives the same chat')
    for person in ('ann', 'bob', 'cyd'):
        tap.same([one['id'] for one in desk.ask('chat', 'pending', '--as', person, now=ctl.TUESDAY)], [chat['id']],
                 f'what is pending for {person}')
    nothing = desk.run('--json', 'chat', 'pending', '--as', 'dee')
    tap.same((nothing.status, nothing.json), (ctl.NO, []), 'what is pending for dee')

    desk.must('chat', 'send', 'r-1001', '--as', 'zoe', 'Is anybody there?')
    answered = desk.ask('chat', 'send', 'r-1001', '--as', 'bob', 'Yes. ž <b>👋</b>')
    tap.same((answered['status'], answered['answered_by']), ('active', 'bob'), 'the chat, answered')
    tap.same(desk.run('chat', 'pending', '--as', 'bob').status, ctl.NO, 'nothing is pending')
    ended = desk.ask('chat', 'end', 'r-1001', '--as', 'bob', '--reason', 'solved', '--note', 'Restarted it')
    tap.same((ended['status'], ended['ended_by'], ended['end_reason'], ended['end_note']),
             ('ended', 'bob', 'solved', 'Restarted it'), 'the chat, ended')

    messages = desk.ask('chat', 'transcript', 'r-1001')
    tap.same([(one['author'], one['side'], one['body'], one['position']) for one in messages],
             [('zoe', 'user', 'Is anybody there?', 1), ('bob', 'agent', 'Yes. ž <b>👋</b>', 2)], 'the messages')
    tap.problems([message for message in messages if set(message) != MESSAGE], 'members of a message')
    tap.has(desk.must('chat', 'transcript', 'r-1001').out, 'bob: Yes. ž <b>👋</b>\n', 'the transcript')
    ctl.refused(desk.run('chat', 'send', 'r-1001', '--as', 'zoe', 'Thanks'), ctl.NO, 'the chat has ended')
    again = ask(desk)
    tap.same((again['sequence'], again['status']), (2, 'pending'), 'the next chat')


def test_person_leaves(case):
    desk = with_group(case)
    ask(desk)
    left = desk.ask('chat', 'leave', 'r-1001', '--as', 'zoe')
    tap.same(left['status'], 'abandoned', 'the chat')
    tap.same(desk.run('chat', 'pending', '--as', 'ann').status, ctl.NO, 'nothing is pending')
    ctl.refused(desk.run('chat', 'send', 'r-1001', '--as', 'zoe', 'Hello?'), ctl.NO, 'the chat was abandoned')
    desk.must('chat', 'send', 'r-1001', '--as', 'ann', 'I am here when you are')
    tap.same(desk.ask('request', 'show', 'r-1001')['id'], 'r-1001', 'the request is still there')
    tap.same(len(desk.ask('chat', 'transcript', 'r-1001')), 1, 'what the person finds')


def test_second_agent_is_told_who_answered(case):
    desk = with_group(case)
    ask(desk)
    desk.must('chat', 'send', 'r-1001', '--as', 'ann', 'Hello')
    ctl.refused(desk.run('chat', 'send', 'r-1001', '--as', 'cyd', 'Hello'), ctl.NO, '"ann" answered the chat')
    tap.same(len(desk.ask('chat', 'transcript', 'r-1001')), 1, 'the messages')
    desk.must('chat', 'send', 'r-1001', '--as', 'cyd', '--join', 'Hello, too')


def test_what_is_not_allowed(case):
    desk = with_group(case)
    ask(desk)
    before = desk.changes()
    refusals = [
        (['chat', 'ask', 'r-1001', '--as', 'max'], ctl.NOT_PERMITTED, '"max" may not do this'),
        (['chat', 'ask', 'r-1001', '--as', 'eve'], ctl.NOT_PERMITTED, 'there is no active person "eve"'),
        (['chat', 'ask', 'r-1002', '--as', 'max'], ctl.NO, 'chat is not available on r-1002'),
        (['chat', 'send', 'r-1001', '--as', 'max', 'Hi'], ctl.NOT_PERMITTED, '"max" may not do this'),
        (['chat', 'send', 'r-1002', '--as', 'ann', 'Hi'], ctl.NO, 'there is no chat on "r-1002"'),
        (['chat', 'send', 'r-1001', '--as', 'ann', ''], ctl.BAD_INPUT, 'body: expected'),
        (['chat', 'send', 'r-1001', '--as', 'ann', ' \n '], ctl.BAD_INPUT, 'the message is empty'),
        (['chat', 'send', 'r-1001', '--as', 'ann', 'x' * 100000], ctl.BAD_INPUT, 'body: expected', '100000 characters'),
        (['chat', 'end', 'r-1001', '--as', 'ann'], ctl.BAD_INPUT, 'a reason'),
        (['chat', 'end', 'r-1001', '--as', 'bob', '--reason', 'spam'], ctl.NO, 'nobody has answered the chat yet'),
        (['chat', 'end', 'r-1001', '--as', 'max', '--reason', 'spam'], ctl.NOT_PERMITTED, '"max" may not do this'),
        (['chat', 'leave', 'r-1001', '--as', 'ann'], ctl.NOT_PERMITTED, '"ann" may not do this'),
        (['chat', 'look', 'r-1001', '--as', 'zoe'], ctl.NOT_PERMITTED, '"zoe" may not do this'),
        (['chat', 'pending', '--as', 'eve'], ctl.NOT_PERMITTED, 'there is no active person "eve"'),
        (['chat', 'transcript', 'r-1001', '--as', 'max'], ctl.NOT_PERMITTED, '"max" may not do this'),
        (['chat', 'transcript', 'r-1002'], ctl.NO, 'there is no chat on "r-1002"'),
        (['chat', 'transcript', 'r-9'], ctl.NO, '"r-9"'),
    ]
    for arguments, status, *parts in refusals:
        ctl.refused(desk.run(*arguments, now=ctl.TUESDAY), status, *parts)
    tap.same(desk.changes(), before, 'the number of changes')


def test_administrator_can_end_anything(case):
    desk = with_group(case)
    ask(desk)
    tap.same(desk.ask('chat', 'end', 'r-1001', '--as', 'ann', '--reason', 'spam')['status'], 'ended', 'the chat')


def test_long_transcript_is_whole(case):
    """More than one page of messages, brought by a server's way in: the store itself."""
    desk = with_group(case)
    ask(desk)
    for number in range(12):
        desk.must('chat', 'send', 'r-1001', '--as', 'zoe', f'{number}\nsecond line')
    messages = desk.ask('chat', 'transcript', 'r-1001')
    tap.same([one['position'] for one in messages], list(range(1, 13)), 'the positions')
    tap.same([one['body'] for one in messages], [f'{number}\nsecond line' for number in range(12)], 'the bodies')


tap.run('/ctl', globals())
