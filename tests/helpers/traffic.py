# SPDX-License-Identifier: GPL-3.0-or-later
"""People who write without end, and others who watch: both go on wherever they were cut off."""
import contextlib
import http.client
import json
import socket
import threading

import live
import tap
import wait

# What a client tries again, with the same id: the desk is not there, or will be again.
LATER = {429, 502, 503, 504}
BETWEEN_SECONDS = 0.004


class Talker(threading.Thread):
    """Somebody who writes messages, one after the other; each as often as it takes, with the same id."""

    def __init__(self, person, chat, name):
        super().__init__(daemon=True)
        self.person = person
        self.chat = chat
        self.name = name
        self.acknowledged = []
        self.problems = []
        self.tries = 0
        self.over = threading.Event()

    def run(self):
        connection = None
        while not self.over.is_set():
            text = f'{self.name}-{len(self.acknowledged)}'
            connection, status, body = self._try(connection, text)
            if status == 200:
                self.acknowledged.append(text)
            elif status is not None and status not in LATER:
                self.problems.append(f'{text}: {status} {body[:200]}')
                return
            self.over.wait(BETWEEN_SECONDS if status == 200 else 10 * BETWEEN_SECONDS)
        if connection is not None:
            connection.close()

    def _try(self, connection, text):
        """One try: the connection that is left, the status or None, and what was answered."""
        self.tries += 1
        connection = connection or self.person.server.connect()
        try:
            connection.request('POST', f'/api/v1/chats/{self.chat}/messages', json.dumps({'id': f'm-{text}', 'body': text}),
                               {'Cookie': f'deskbell={self.person.cookie}'})
            response = connection.getresponse()
            return connection, response.status, response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return None, None, b''

    def end(self):
        """Lets it finish what it tries, if the desk is there."""
        self.over.set()
        self.join(120)
        tap.true(not self.is_alive(), f'{self.name} ends')


class Watcher(threading.Thread):
    """Somebody with a live connection, who comes back with the number of the last change."""

    def __init__(self, person, after):
        super().__init__(daemon=True)
        self.person = person
        self.first = self.last = after
        self.seen = []
        self.problems = []
        self.returns = -1
        self.connection = None
        self.over = threading.Event()

    def run(self):
        while not self.over.is_set():
            try:
                self.connection = live.Live(self.person, after=self.last)
                self.returns += 1
                self._take()
            except live.Refused as refusal:
                if refusal.status not in LATER:
                    self.problems.append(f'refused after {self.last}: {refusal}')
                    return
            except (OSError, AssertionError):
                pass
            self.over.wait(5 * BETWEEN_SECONDS)

    def _take(self):
        while (message := self.connection.next(60)) is not None:
            if message['_type'] != 'change':
                self.problems.append(f'after {self.last}: {message}')
            elif message['seq'] != self.last + 1:
                self.problems.append(f'after {self.last} comes {message["seq"]}')
            if message['_type'] == 'change':
                self.seen.append((message['seq'], message['type'], message['subject'], (message['now'] or {}).get('body')))
                self.last = message['seq']

    def end(self):
        self.over.set()
        with contextlib.suppress(OSError, AttributeError):
            self.connection.socket.shutdown(socket.SHUT_RDWR)
        self.join(60)
        tap.true(not self.is_alive(), 'the watcher ends')


class Traffic:
    """Talkers and watchers on a chat, and what must be true of them however the desk is treated."""

    def __init__(self, case, talkers, watchers):
        self.talkers = talkers
        self.watchers = watchers
        for thread in [*talkers, *watchers]:
            case.defer(thread.over.set)
            thread.start()

    def problems(self):
        return [problem for thread in [*self.talkers, *self.watchers] for problem in thread.problems]

    def flows(self, count=10, deadline=60):
        """Waits until everybody gets so many more messages through, and all who watch have seen them."""
        goals = [(talker, len(talker.acknowledged) + count) for talker in self.talkers]
        wait.wait_until(lambda: self.problems() or all(len(talker.acknowledged) >= goal for talker, goal in goals),
                        f'everybody gets {count} more messages through', deadline)
        tap.problems(self.problems(), 'what went wrong')
        self.is_seen(deadline)

    def is_seen(self, deadline=60):
        """Everything that was acknowledged until now has been seen by all who watch, once and in order."""
        known = [list(talker.acknowledged) for talker in self.talkers]
        for watcher in self.watchers:
            for texts in known:
                if texts:
                    wait.wait_until(lambda: watcher.problems or texts[-1] in {one[3] for one in watcher.seen[-3000:]},
                                    f'{texts[-1]} is seen', deadline)
            seen = [one[3] for one in list(watcher.seen) if one[1] == 'message']
            tap.problems(sorted({text for text in seen if seen.count(text) > 1}) if len(seen) != len(set(seen)) else [],
                         'messages that were seen twice')
            tap.problems([text for texts in known for text in texts if text not in set(seen)][:20] if
                         {text for texts in known for text in texts} - set(seen) else [], 'messages that were acknowledged and lost')
        tap.problems(self.problems(), 'what went wrong')

    def is_the_same_everywhere(self):
        """All who watch have seen the same, as far as each has come."""
        seen = [list(watcher.seen) for watcher in self.watchers]
        least = min(map(len, seen))
        for other in seen[1:]:
            tap.same(other[:least], seen[0][:least], 'what the others have seen')

    def end(self, stored):
        """Ends all of it, and compares with stored(), the bodies in the desk."""
        for talker in self.talkers:
            talker.end()
        self.is_seen()
        self.is_the_same_everywhere()
        for watcher in self.watchers:
            watcher.end()
        found = stored()
        tap.same(len(found), len(set(found)), 'how many different messages there are')
        for talker in self.talkers:
            mine = [text for text in found if text.startswith(talker.name + '-')]
            tap.same(mine[:len(talker.acknowledged)], talker.acknowledged, f'the messages of {talker.name}')
            tap.at_most(len(mine), len(talker.acknowledged) + 1, f'the messages of {talker.name}')
        tap.same([one[3] for one in self.watchers[0].seen if one[1] == 'message'], found, 'the messages in the order in which they were seen')

    def said(self):
        """In a few words, for the log."""
        return (f'{sum(len(talker.acknowledged) for talker in self.talkers)} messages in {sum(talker.tries for talker in self.talkers)}'
                f' tries, {sum(watcher.returns for watcher in self.watchers)} times live again')
