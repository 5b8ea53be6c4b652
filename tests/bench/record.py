#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""record.py SECTION: puts a section of figures into RESULTS.md, the newest first.

A section of the same machine and day is replaced; of its parts only those that were measured again.
"""
import pathlib
import re
import sys

RESULTS = pathlib.Path(__file__).with_name('RESULTS.md')


def split(text, mark):
    """What stands before the first heading, and the text of each heading by its line, in their order."""
    head, *parts = re.split(rf'^(?={mark} )', text, flags=re.M)
    return head, {part.split('\n', 1)[0]: part.rstrip() + '\n\n' for part in parts}


def merge(old, new):
    """A section with what is new in it, and what was not measured again."""
    _, kept = split(old, '###')
    head, fresh = split(new, '###')
    return head + ''.join({**kept, **fresh}.values())


def main(path):
    new = pathlib.Path(path).read_text(encoding='utf-8')
    head, sections = split(RESULTS.read_text(encoding='utf-8'), '##')
    title = new.split('\n', 1)[0]
    merged = merge(sections.pop(title, ''), new)
    RESULTS.write_text((head.rstrip() + '\n\n' + merged + ''.join(sections.values())).rstrip() + '\n', encoding='utf-8')


main(sys.argv[1])
