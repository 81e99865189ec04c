"""What the wrappers around cogc share.

A wrapper stands in for cogc in a whole run of the lit suite: it runs the real
one, shows what that said, and does something more. If the something fails, it
ends by a signal, which even `not` counts as a failure.
"""
import difflib
import os
import signal
import stat
import subprocess
import sys

REAL = os.environ["COGC_REAL"]


# What is written to a terminal or a full disk is between cogc and the device.
if stat.S_ISCHR(os.fstat(1).st_mode) or os.isatty(2):
    os.execv(REAL, ["cogc", *sys.argv[1:]])


def run(args, stdin=b"", **options):
    """Runs the real cogc to its end."""
    return subprocess.run([REAL, *args], input=stdin, capture_output=True, check=False, **options)


def standard_input(args):
    """What the argument `-` stands for, unless it is the output's name."""
    for before, arg in zip(["", *args], args):
        if arg == "-" and before not in ("-o", "--output"):
            return sys.stdin.buffer.read()
    return b""


def show(result):
    """Ends as the real cogc did."""
    sys.stdout.buffer.write(result.stdout)
    sys.stdout.flush()
    sys.stderr.buffer.write(result.stderr)
    sys.stderr.flush()
    if result.returncode < 0:
        os.kill(os.getpid(), -result.returncode)
    sys.exit(result.returncode)


def value_of(args, flag):
    """The last value of `--flag=value` or `--flag value`; None without one."""
    found = None
    for index, arg in enumerate(args):
        if arg.startswith(flag + "="):
            found = arg[len(flag) + 1 :]
        elif arg == flag and index + 1 < len(args):
            found = args[index + 1]
    return found


def require_equal(what, first, second):
    """Ends the test unless both byte strings are the same."""
    if first == second:
        return
    lines = [text.decode("utf-8", "backslashreplace").splitlines() for text in (first, second)]
    sys.stderr.write("%s: the two outputs differ\n" % what)
    for line in difflib.unified_diff(*lines, "first", "second", lineterm="", n=2):
        sys.stderr.write(line + "\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGABRT)
