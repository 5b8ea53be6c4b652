#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks how the sources look and what they must not contain. Speaks TAP; one case a kind of thing."""
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
MAX_FILE, MAX_FUNCTION, MAX_TEST_FUNCTION, MAX_NESTING = 500, 40, 60, 4

# What must not be called, and where: (pattern, files, why).
FORBIDDEN = [
    (r'\b(strcpy|strcat|sprintf|vsprintf|gets|alloca|tmpnam|mktemp)\s*\(', r'\.[ch]$', 'has no bounds'),
    (r'\b(system|popen)\s*\(', r'^src/.*\.[ch]$', 'runs a shell'),
    (r'\bgoto\b', r'\.[ch]$', 'house style'),
    (r'\b(g_usleep|usleep|nanosleep|sleep)\s*\(', r'\.[ch]$', 'waits for nothing in particular'),
    (r'\btime\.sleep\s*\(', r'^tests/(?!helpers/wait\.py)', 'waits for nothing in particular'),
    (r'\bwaitForTimeout\b|setTimeout', r'^tests/(?!helpers/(tap|browser)\.mjs)', 'waits for nothing in particular'),
    (r'G_IO_ERROR_FAILED\b', r'^src/', 'says nothing that a caller can act on'),
    (r'\bg_main_loop_run\s*\(|g_main_context_iteration\s*\(', r'^src/(app/(?!bell-notifications\.c)|store/|server/(?!main\.c)|desk/)', 'nests a loop'),
    (r'g_dbus_\w+_sync\s*\(|soup_session_send\s*\(|g_bus_get_sync\s*\(', r'^src/(app|store|server)/', 'blocks'),
    (r'sqlite3_|\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b', r'^src/(?!db/)', 'SQL outside src/db'),
    (r'#include <(gtk|adwaita)', r'^src/(?!app/)', 'GTK outside src/app'),
    (r'#include <libsoup', r'^src/(?!server/|store/remote/)', 'HTTP outside the server'),
    (r'gtk_stack_set_visible_child', r'^src/app/(?!bell-stack\.c)', 'may leave the keyboard on a hidden page: bell_stack_show'),
    (r'\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b', r'^src/server/portal/', 'makes markup of text'),
    (r'\bg_(memdup|type_class_add_private|slice_new)\b', r'\.[ch]$', 'deprecated'),
]


def tracked(*patterns):
    names = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', *patterns], cwd=TOP,
                           check=True, capture_output=True, text=True).stdout.split()
    return [name for name in names if (TOP / name).is_file()]


def read(name):
    return (TOP / name).read_text(encoding='utf-8')


def check_format():
    names = tracked('src/*.[ch]', 'tests/*.[ch]')
    run = subprocess.run(['clang-format', '--dry-run', '-Werror', '--style=file:tests/lint/clang-format', *names],
                         cwd=TOP, capture_output=True, text=True)
    return [line for line in run.stderr.splitlines() if 'error:' in line][:20]


def functions(text):
    """Gives (line, name, lines of the body, deepest nesting) of each function of a C file."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if line == '{' and number > 0 and lines[number - 1].rstrip().endswith(')'):
            start = number
        elif line == '}' and start is not None:
            body = lines[start + 1:number]
            depth = deepest = 0
            for inner in body:
                code = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', '', inner)
                if re.match(r'\s*\{\s*$', code):
                    depth += 1
                    deepest = max(deepest, depth)
                elif re.match(r'\s*\}\s*$', code):
                    depth -= 1
            head = next(lines[i] for i in range(start - 1, -1, -1) if re.match(r'\w+ \(', lines[i]))
            yield start + 1, head.split(' ')[0], len(body), deepest
            start = None


def check_sizes():
    problems = []
    for name in tracked('src/*.c', 'tests/*.c', 'src/*.h', 'src/*.js', 'tests/*.py', 'tests/*.mjs', 'src/*.ui'):
        text = read(name)
        if text.count('\n') > MAX_FILE:
            problems.append(f'{name}: {text.count(chr(10))} lines, at most {MAX_FILE}')
        if not name.endswith('.c'):
            continue
        most = MAX_FUNCTION if name.startswith('src/') else MAX_TEST_FUNCTION
        for line, function, length, nesting in functions(text):
            if length > most:
                problems.append(f'{name}:{line}: {function} has {length} lines, at most {most}')
            if nesting > MAX_NESTING:
                problems.append(f'{name}:{line}: {function} nests {nesting} deep, at most {MAX_NESTING}')
    return problems


def check_forbidden():
    problems = []
    for name in tracked('src', 'tests'):
        if name.startswith('tests/lint/') or not re.search(r'\.(c|h|py|js|mjs|sql|ui)$', name):
            continue
        text = read(name)
        for pattern, files, why in FORBIDDEN:
            if re.search(files, name):
                for match in re.finditer(pattern, text):
                    line = text.count('\n', 0, match.start()) + 1
                    problems.append(f'{name}:{line}: {match.group(0).strip()}: {why}')
    return problems


def check_licence():
    return [f'{name}: the first lines have no SPDX-License-Identifier'
            for name in tracked('src', 'tests', 'data', '.ci')
            if re.search(r'\.(c|h|py|js|mjs|sh|css|sql)$|^\.ci/run$', name)
            and 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(read(name).splitlines()[:2])]


def check_comments():
    problems = []
    for name in tracked('src/*.h'):
        if name.endswith('-private.h'):
            continue
        header = re.sub(r'/\*.*?\*/', '', read(name), flags=re.S)
        header = re.sub(r'^#.*?(?<!\\)$', '', header, flags=re.M | re.S)
        declared = re.findall(r'^[\w *\n]*?\b(bell_\w+) \(', header, flags=re.M)
        sources = ''.join(read(source) for source in tracked(str(Path(name).parent) + '/*.c'))
        for function in declared:
            if function.endswith('_get_type') or function.endswith('_quark'):
                continue
            if f' * {function}:\n' not in sources:
                problems.append(f'{name}: {function} has no doc comment')
    return problems


def check_translations():
    potfiles = TOP / 'po' / 'POTFILES.in'
    listed = set(re.findall(r'^[^#\s]\S*', potfiles.read_text(), flags=re.M)) if potfiles.exists() else set()
    marked = {name for name in tracked('src/*.c', 'src/*.ui', 'data/*.desktop.in', 'data/*.metainfo.xml.in', 'data/*.gschema.xml')
              if re.search(r'\bN?C?_\s?\("|ngettext \(|translatable="yes"', read(name))
              or name.endswith(('.desktop.in', '.metainfo.xml.in', '.gschema.xml'))}
    return ([f'po/POTFILES.in lacks {name}' for name in sorted(marked - listed)]
            + [f'po/POTFILES.in names {name}, which has nothing to translate' for name in sorted(listed - marked)])


def check_scripts():
    problems = []
    for name in tracked('*.sh'):
        run = subprocess.run(['sh', '-n', name], cwd=TOP, capture_output=True, text=True)
        if run.returncode:
            problems.append(f'{name}: {run.stderr.strip()}')
    for name in tracked('src/*.js', 'tests/*.mjs'):
        run = subprocess.run(['node', '--check', '--input-type=module'], input=read(name), cwd=TOP, capture_output=True, text=True)
        if run.returncode:
            problems.append(f'{name}: {run.stderr.strip()}')
    return problems


CHECKS = [
    ('format', check_format),
    ('sizes of files and functions', check_sizes),
    ('forbidden calls', check_forbidden),
    ('licence lines', check_licence),
    ('doc comments of public functions', check_comments),
    ('POTFILES.in is complete', check_translations),
    ('scripts parse', check_scripts),
]


def main():
    print(f'1..{len(CHECKS)}')
    for number, (title, check) in enumerate(CHECKS, 1):
        problems = check()
        print(f"{'not ok' if problems else 'ok'} {number} {title}")
        for problem in problems:
            print(f'# {problem}')
    return 0


sys.exit(main())
