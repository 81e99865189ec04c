"""Tests of what reads the predictors and compares their documents."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from compare import Answer, differences, judged, same
from corpus import Diagnostic, Malformed, Predictor, with_files, without_files

CODE = "class Runner:\n    def run(self) -> str:\n        return ''\n"


def document(**schemas) -> str:
    return json.dumps({"info": {"version": "1"}, "components": {"schemas": schemas}})


class CorpusTest(unittest.TestCase):
    def predictor(self, header: str, code: str = CODE) -> Predictor:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "one.py").write_text(header + code)
        return Predictor(folder / "one.py")

    def test_a_header_becomes_calls_and_a_project(self):
        one = self.predictor('# What it shows.\n#\n# train: teach\n# accepts: {"a": "->"} -> "b"\n# forbids: {"a":\n#     1}\n')
        self.assertEqual([(call.input, call.accepted, call.output) for call in one.calls],
                         [({"a": "->"}, True, "b"), ({"a": 1}, False, None)])
        self.assertEqual(one.environment(),
                         {"COG_PREDICT_TYPE_STUB": "predict.py:Runner", "COG_TRAIN_TYPE_STUB": "predict.py:teach"})
        self.assertIn('run: "predict.py:Runner"\ntrain: "predict.py:teach"\n', one.files["cog.yaml"].decode())

    def test_diagnostics_stand_in_the_code_and_for_cog_yaml_in_the_header(self):
        one = self.predictor("# It.\n#\n# cog: refuses x\n# error: missing\n", CODE.replace("str:", "str:  # warning: odd"))
        self.assertEqual(one.diagnostics, [Diagnostic("cog.yaml", 3, "error", "missing"), Diagnostic("predict.py", 6, "warning", "odd")])
        self.assertTrue(one.refused)

    def test_what_fails_has_an_error_and_no_output(self):
        wrong = CODE.replace("str:", "str:  # error: odd")
        one = self.predictor('# It.\n#\n# stricter: it\n# fails: {"a": 1} -> no {} here\n', wrong)
        self.assertEqual([(call.input, call.accepted, call.error) for call in one.calls], [({"a": 1}, True, "no {} here")])
        self.assertTrue(one.shown and not one.served)
        with self.assertRaises(Malformed):
            self.predictor('# It.\n#\n# stricter: it\n# accepts: {} -> 1\n', wrong)
        self.assertTrue(self.predictor("# It.\n#\n# unready: no\n").shown)

    def test_a_header_that_proves_nothing_is_refused(self):
        for header in ("", "# It.\n", "# It.\n#\n# acepts: {} -> 1\n", "# It.\n#\n# accepts: {}\n", "# It.\n#\n# error: e\n",
                       "# It.\n#\n# cog: same\n# accepts: {} -> 1\n"):
            with self.assertRaises(Malformed, msg=header):
                self.predictor(header)

    def test_files_are_written_short(self):
        sent = with_files({"a": ["<text/plain> hello\n"], "b": "<no file>"})
        self.assertEqual(sent, {"a": ["data:text/plain;base64,aGVsbG8K"], "b": "<no file>"})
        self.assertEqual(without_files(sent), {"a": ["<text/plain> hello\n"], "b": "<no file>"})


class CompareTest(unittest.TestCase):
    def test_equal_as_json(self):
        self.assertTrue(same({"a": 1, "b": [2.0]}, {"b": [2], "a": 1.0}))
        for left, right in ((1, True), ("1", 1), ([1, 2], [2, 1]), ({"a": 1}, {}), (None, False)):
            self.assertFalse(same(left, right), (left, right))

    def test_differences_are_named_by_their_place(self):
        found = differences({"a": {"b/c": 1, "d": 2}}, {"a": {"b/c": 2, "e": 3}}, "")
        self.assertEqual(sorted(place for place, _, _ in found), ["/a/b~1c", "/a/d", "/a/e"])

    def test_a_listed_difference_has_to_occur(self):
        one = CorpusTest.predictor(self, '# It.\n#\n# differs: Output/a: why\n# accepts: {} -> ""\n')
        ours, other = Answer(document(Output={"a": 1})), Answer(document(Output={"a": 2}))
        self.assertEqual(judged(one, ours, other), [])
        self.assertIn("listed as different", judged(one, ours, ours)[0])
        self.assertIn("Output/b", judged(one, Answer(document(Output={"a": 1, "b": 1})), other)[0])

    def test_each_verdict_has_to_be_the_one_said(self):
        plain = CorpusTest.predictor(self, '# It.\n#\n# accepts: {} -> ""\n')
        refused = CorpusTest.predictor(self, "# It.\n#\n# cog: refuses no\n", CODE.replace("str:", "str:  # error: odd"))
        good, no = Answer(document()), Answer(error="no, sorry")
        odd = Answer(error="odd", diagnostics=[Diagnostic("predict.py", 5, "error", "odd")])
        self.assertEqual(judged(plain, good, good), [])
        self.assertEqual(judged(refused, odd, no), [])
        for one, ours, other in ((plain, no, good), (plain, good, no), (refused, good, no), (refused, odd, good),
                                 (refused, no, no), (refused, odd, Answer(error="other"))):
            self.assertNotEqual(judged(one, ours, other), [])

    def test_a_name_that_stands_twice_is_found(self):
        with self.assertRaises(ValueError):
            Answer('{"a": 1, "a": 1}')


if __name__ == "__main__":
    unittest.main()
