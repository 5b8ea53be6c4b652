# SPDX-License-Identifier: GPL-3.0-or-later
"""A manual page beside what its program says of itself."""
import re
import subprocess

import tap

OPTION = re.compile(r'^ +((?:-\w, )?--[\w-]+(?:=[\w:]+)?)(?:\s|$)', re.M)
# What every program of GLib's has.
GLIB = {'--help-all', '--help-gapplication'}


def rendered(page):
    """The page as it is read, each paragraph in one line."""
    ran = subprocess.run(['mandoc', '-T', 'utf8', '-O', 'width=1000', page], capture_output=True, check=True, encoding='utf-8')
    return re.sub('.\b', '', ran.stdout)


def section(page, name):
    return re.search(rf'^{name}\n(.*?)(?=^\S|\Z)', rendered(page), re.M | re.S).group(1)


def check_clean(page):
    """Fails if mandoc has something to say of the page."""
    ran = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', page], capture_output=True, check=False, encoding='utf-8')
    tap.same((ran.stdout, ran.returncode), ('', 0), 'what mandoc says of the page')


def check_options(page, told):
    """Fails unless the page describes the options that --help tells of, with their values, and no others."""
    options = set(OPTION.findall(told)) - GLIB
    tap.true(len(options) >= 6, f'the options of --help: {options}')
    tap.same(sorted(OPTION.findall(section(page, 'OPTIONS'))), sorted(options), 'the options of the page')
    named = set(re.findall(r'--[a-z-]+', section(page, 'SYNOPSIS')))
    tap.problems(sorted(named - {re.search(r'--[\w-]+', option).group() for option in options}), 'options of the synopsis that are none')
