# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way to break a request that has chat, and what is read of it on the page where requests are checked."""
import desktop

from administration import begins, go_to_place, record


def make_a_request(desk):
    """One that has chat: with a service, an agreement and an offering of its own."""
    desk.change(services=[{'id': 'backups', 'name': 'Backups'}],
                agreements=[{'id': 'safe', 'title': 'Safe', 'kind': 'support', 'chat': True, 'status': 'active',
                             'services': ['backups']}],
                offerings=[{'id': 'restore', 'name': 'Restore my files', 'kind': 'support', 'status': 'active',
                            'default_service': 'backups', 'owner': 'ingrid'}],
                requests=[{'id': 'r-9001', 'title': 'My files are gone', 'kind': 'support', 'offering': 'restore',
                           'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'}])


def broken(desk):
    """Each way to break a request that has chat: (what is imported, the reason that is read)."""
    safe, offering = record(desk, 'agreements', 'safe'), record(desk, 'offerings', 'restore')
    service, request = record(desk, 'services', 'backups'), record(desk, 'requests', 'r-9001')
    closed = {'id': 'never', 'name': 'Never', 'timezone': 'UTC', 'hours': {}}
    rule = {'id': 'a-rule', 'scope': 'record', 'offering': None, 'order': 99, 'active': True, 'relate_agreement': 'safe',
            'when': {'field': 'priority', 'is': 'critical'}}
    always = {'all': []}

    def agreement(reason, **members):
        return {'agreements': [{**safe, **members}]}, f'Agreement “Safe” {reason}'

    def asked(reason, **members):
        return {'requests': [{**request, **members}]}, reason
    return [
        ({'settings': {'live_chat': False}}, 'Live chat is switched off for the whole desk.'),
        asked('The request is neither open nor suspended.', phase='closed'),
        ({'rules': [{**rule, 'active': False}]}, 'Rule “a-rule” is not active.'),
        ({'rules': [rule]}, 'The condition of rule “a-rule” is not met.'),
        ({'rules': [{**rule, 'when': always}, {**rule, 'id': 'b-rule', 'when': always}]},
         'Rule “a-rule” gives way to a later one.'),
        agreement('does not list the service of the request.', services=['email']),
        agreement('is still a draft.', status='draft'),
        agreement('is retired.', status='retired'),
        agreement('is not valid yet.', valid_from='2999-01-01'),
        agreement('is not valid any more.', valid_until='2000-01-01'),
        ({'agreements': [{**safe, 'chat': False}]}, 'Chat is switched off in agreement “Safe”.'),
        agreement('is for requests of another kind.', kind='service'),
        ({'calendars': [closed], 'agreements': [{**safe, 'calendar': 'never', 'only_in_hours': True}]},
         'Agreement “Safe” has chat only in its working hours, and it is outside them.'),
        asked('The request has no service.', actual_service=None),
        ({'services': [{**service, 'active': False}]}, 'Service “Backups” is not active.'),
        asked('The request has no offering.', offering=None, actual_service='backups'),
        ({'offerings': [{**offering, 'default_service': 'email'}]},
         'Service “Backups” is not the default service of the offering.'),
    ]


def read_each(program, desk):
    """The page is open all the time: it asks again by itself, and one reads why."""
    whole = {name: [found for found in desk.json('export')[name] if found['id'] in ('backups', 'safe', 'restore', 'r-9001')]
             for name in ('services', 'agreements', 'offerings', 'requests')}
    off = {'id': 'a-rule', 'scope': 'record', 'offering': None, 'order': 1, 'active': False, 'relate_agreement': 'safe',
           'when': {'any': []}}
    go_to_place(program, 'Check a Request')
    program.activate('Request')
    program.wait_focus('Search Requests')
    desktop.write('r-9001')
    program.gone('list item', begins('Mails to the whole office bounce'))
    program.go_to(begins('My files are gone'))
    desktop.keys('Return')
    program.says('r-9001 · My files are gone')
    for document, reason in broken(desk):
        program.says('Chat is on through agreement “Safe”, which lists the service.')
        desk.change(**document)
        program.says(reason)
        if not reason.startswith(('Rule', 'The condition')):
            program.says('Chat is not available on this request.')
        desk.change(settings={'live_chat': True}, **whole,
                    rules=[off, {**off, 'id': 'b-rule'}] if 'rules' in document else [])
