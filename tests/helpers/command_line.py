# SPDX-License-Identifier: GPL-3.0-or-later
"""What deskbellctl says itself of its commands and options, to compare other descriptions with."""
import functools
import re

import ctl

COMMAND = re.compile(r'^  ([a-z][a-z-]*(?: [a-z][a-z-]*)*)(?: (.*))?\n {6}(\S.*)$', re.M)
OPTION = re.compile(r'^  (?:-\w, |    )--([\w-]+)(?:=(\S+))?', re.M)


class Command:
    """A command: its name, its arguments as in the usage, its summary, and its options with what they take."""

    def __init__(self, name, arguments, summary):
        self.name = name
        self.arguments = arguments or ''
        self.summary = summary
        self.help = ctl.run(*name.split(), '--help').out
        own, every = self.help.split('\nOptions of every command:\n')
        self.options = dict(OPTION.findall(own))
        self.every = dict(OPTION.findall(every))

    @property
    def words(self):
        """The words that stand for something: "REQUEST"."""
        return set(re.findall(r'\b[A-Z][A-Z:_]*\b', self.arguments)) | {value for value in self.options.values() if value}


@functools.cache
def commands():
    """All commands, as --help lists them."""
    return [Command(*found) for found in COMMAND.findall(ctl.run('--help').out)]
