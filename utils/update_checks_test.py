#!/usr/bin/env python3
"""What update_checks.py writes, FileCheck accepts, and nothing else passes."""
import os
import shutil
import subprocess
import tempfile
import unittest

from update_checks import MARKER, rewrite

FILECHECK = shutil.which("FileCheck-19") or "/usr/lib/llvm-19/bin/FileCheck"
FLAGS = ["--strict-whitespace", "--match-full-lines", "--implicit-check-not={{.+}}", "--allow-empty"]

OUTPUTS = [
    "one\n",
    "  indented\n\n\ttab\n    more \n",
    "shell: [[ -f x ]] && echo {{x}}\n[a] {b} (c) .* $\n",
    "",
    "ends without a line end",
    "empty lines at the end\n\n\n",
]


def accepted(test, output, prefix="CHECK"):
    """Whether FileCheck finds what `test` expects in `output`."""
    with tempfile.NamedTemporaryFile("w", suffix=".test") as file:
        file.write(test)
        file.flush()
        command = [FILECHECK, *FLAGS, "--check-prefix=" + prefix, file.name]
        result = subprocess.run(command, input=output, text=True, capture_output=True, check=False)
    return result.returncode == 0


class UpdateChecks(unittest.TestCase):
    def test_accepts_what_it_was_given(self):
        for output in OUTPUTS:
            self.assertTrue(accepted(rewrite("# RUN: x\n", output, "CHECK"), output), output)

    def test_accepts_nothing_else(self):
        for output in OUTPUTS:
            test = rewrite("# RUN: x\n", output, "CHECK")
            for other in ("more" + output, output + "more\n", " " + output + "x", "x\n" + output):
                self.assertFalse(accepted(test, other), (output, other))
            for index, line in enumerate(output.splitlines()):
                if line.strip():
                    lines = output.splitlines()
                    del lines[index]
                    self.assertFalse(accepted(test, "\n".join(lines) + "\n"), (output, line))

    def test_keeps_what_stands_above_the_marker(self):
        once = rewrite("# RUN: x\n# a word\n", "old\n", "CHECK")
        self.assertEqual(once, "# RUN: x\n# a word\n%s\n# CHECK:old\n" % MARKER)
        self.assertEqual(rewrite(once, "new\n", "CHECK"), once.replace("old", "new"))
        self.assertEqual(rewrite(once, "old\n", "CHECK"), once)

    def test_each_prefix_has_its_block(self):
        both = rewrite(rewrite("# RUN: x\n", "a\n\nc\n", "ONE"), "b\n", "TWO-B")
        self.assertTrue(accepted(both, "a\n\nc\n", "ONE"))
        self.assertTrue(accepted(both, "b\n", "TWO-B"))
        self.assertEqual(rewrite(both, "a\n\nc\n", "ONE"), both)

    def test_split_files_get_a_part_of_their_own(self):
        test = rewrite("# RUN: x\n#--- cog.yaml\nbuild: {}\n", "a\n", "CHECK")
        self.assertIn("build: {}\n#--- expected\n" + MARKER, test)
        self.assertEqual(rewrite(test, "a\n", "CHECK"), test)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    unittest.main()
