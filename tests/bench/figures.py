# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks in Python share: figures, tables, and what a program costs."""
import os
import pathlib
import statistics
import subprocess


def percentile(values, share):
    """The value that a share of the values, 0 to 1, does not exceed: the nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-int(share * 1000) * len(ranked) // 1000) - 1))]


def summary(values):
    """(median, 99th percentile, least, most)."""
    return statistics.median(values), percentile(values, 0.99), min(values), max(values)


def table(head, rows):
    """Prints a table of Markdown."""
    print('|', ' | '.join(head), '|')
    print('|' + ' --- |' * len(head))
    for row in rows:
        print('|', ' | '.join(str(cell) for cell in row), '|')
    print(flush=True)


def note(text):
    print(text + '\n', flush=True)


def tree(pid):
    """The process and everything that it started."""
    parents = {}
    for folder in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            fields = (folder / 'stat').read_text().rsplit(')', 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for parent in found:
        found.extend(parents.get(parent, []))
    return found


def proportional(pids):
    """The proportional set size of processes, together, in MB."""
    total = 0
    for pid in pids:
        try:
            lines = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith('Pss:'))
    return total / 1024


def mapped_files(pids):
    """The files of installed programs that processes have mapped."""
    found = set()
    for pid in pids:
        try:
            lines = pathlib.Path(f'/proc/{pid}/maps').read_text().splitlines()
        except OSError:
            continue
        found.update(line.split(None, 5)[5] for line in lines if len(line.split(None, 5)) == 6 and '/' in line)
    return sorted(name for name in found if not name.startswith(('/tmp/', '/dev/', '/proc/')))


def forget(names):
    """Takes files out of the page cache, as far as nobody else has them mapped."""
    for name in filter(os.path.isfile, names):
        descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def stop(process, deadline=20):
    """Ends a program that was asked for here, and only that one."""
    process.terminate()
    try:
        process.wait(deadline)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
