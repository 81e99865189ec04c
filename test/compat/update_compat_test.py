#!/usr/bin/env python3
"""What scripts/update-compat derives from recorded answers of the index: a few releases for each of the forms in which
they say what CUDA they need."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / "scripts" / "update-compat"


def update(output: Path, *arguments: str) -> str:
    return subprocess.run([sys.executable, SCRIPT, "--offline", HERE / "recorded", "--hand", HERE / "hand.json",
                           "--output", output, *arguments], check=True, capture_output=True, text=True).stdout


class UpdateCompat(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.output = Path(cls.folder.name) / "compat.json"
        update(cls.output, "--date", "2026-01-02")
        cls.table = json.loads(cls.output.read_text())
        cls.packages = {package["name"]: package for package in cls.table["packages"]}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def release(self, name: str, version: str) -> dict:
        return next(row for row in self.packages[name]["releases"] if row["version"] == version)

    def versions(self, name: str) -> list[str]:
        return [row["version"] for row in self.packages[name]["releases"]]

    def requires(self, name: str, version: str, extra: str = "") -> dict[str, str]:
        return {row["name"]: row["specifiers"] for row in self.release(name, version)["requires"]
                if row.get("extra", "") == extra}

    def test_a_torch_that_says_nothing_has_its_cuda_by_hand(self):
        torch = self.release("torch", "1.12.1")
        self.assertEqual((torch["cuda"], torch["source"]), ("10.2", "pytorch-site"))
        self.assertNotIn("requires", torch)
        self.assertEqual(torch["builds"][0], {"local": "cpu", "source": "pytorch-index"})
        self.assertEqual(torch["builds"][1], {"local": "cu102", "cuda": "10.2", "source": "pytorch-index"})

    def test_a_torch_with_cu11_pins(self):
        torch = self.release("torch", "1.13.1")
        self.assertEqual((torch["cuda"], torch["cudnn"], torch["source"]), ("11.7", "8.5.0.96", "pypi"))
        # The wheel for aarch64 requires none of it: it is a CPU build.
        self.assertNotIn("cuda-aarch64", torch)
        self.assertEqual(torch["requires"][0], {"name": "nvidia-cublas-cu11", "specifiers": "==11.10.3.66",
                                                "machine": "x86_64"})

    def test_a_torch_with_cu12_pins(self):
        torch = self.release("torch", "2.5.1")
        self.assertEqual((torch["cuda"], torch["cudnn"], torch["date"]), ("12.4", "9.1.0.70", "2024-10-29"))
        self.assertNotIn("cuda-aarch64", torch)
        # Wheel tags decide, not its `>=3.8.0`.
        self.assertEqual(torch["pythons"], ["3.9", "3.10", "3.11", "3.12", "3.13"])
        self.assertEqual(torch["pythons-aarch64"], ["3.9", "3.10", "3.11", "3.12"])
        self.assertIn({"name": "triton", "specifiers": "==3.1.0", "machine": "x86_64", "python": "<3.13"},
                      torch["requires"])
        self.assertIn({"local": "cu118", "cuda": "11.8", "cudnn": "9.1.0.70", "source": "pytorch-index"},
                      torch["builds"])

    def test_a_torch_with_the_cuda_toolkit(self):
        torch = self.release("torch", "2.11.0")
        self.assertEqual((torch["cuda"], torch["cudnn"], torch["cuda-aarch64"]), ("13.0", "9.19.0.56", "13.0"))
        self.assertEqual(torch["glibc"], "2.28")
        # The pins are those of the toolkit's extras.
        requires = self.requires("torch", "2.11.0")
        self.assertEqual(requires["cuda-toolkit"], "==13.0.2")
        self.assertEqual(requires["nvidia-cuda-runtime"], "==13.0.96.*")
        self.assertNotIn("nvidia-nvjpeg", requires)

    def test_companions_have_the_builds_of_their_torch(self):
        vision = self.release("torchvision", "0.20.1")
        self.assertEqual([build["local"] for build in vision["builds"]], ["cpu", "cu118", "cu121", "cu124"])
        self.assertNotIn("cudnn", vision["builds"][1])
        self.assertNotIn("builds", self.release("torchvision", "0.29.2"))

    def test_tensorflow_and_cuda(self):
        old = self.release("tensorflow", "2.13.1")
        self.assertEqual((old["cuda"], old["cudnn"], old["source"]), ("11.8", "8.6", "tensorflow-site"))
        tensorflow = self.release("tensorflow", "2.18.0")
        self.assertEqual((tensorflow["cuda"], tensorflow["cudnn"]), ("12.5", "9.3.0.75"))
        self.assertNotIn("cuda-aarch64", tensorflow)
        self.assertEqual(self.requires("tensorflow", "2.18.0"), {"numpy": "<2.1.0,>=1.26.0"})
        self.assertEqual(self.requires("tensorflow", "2.18.0", "and-cuda")["nvidia-cuda-runtime-cu12"], "==12.5.82")
        # A range stands for its lower bound.
        ranged = self.release("tensorflow", "2.20.0")
        self.assertEqual((ranged["cuda"], ranged["cudnn"]), ("12.5", "9.3.0.75"))
        # What this one pins is not on the index: the package is known, and has no release.
        self.assertEqual(self.requires("tensorflow", "2.15.0", "and-cuda")["tensorrt-libs"], "==8.6.1")
        self.assertEqual(self.versions("tensorrt-libs"), [])

    def test_jax_has_what_its_plugin_brings(self):
        self.assertNotIn("cuda", self.release("jax", "0.12.0.1"))
        cuda12 = self.requires("jax", "0.12.0.1", "cuda12")
        self.assertEqual(cuda12, self.requires("jax", "0.12.0.1", "cuda"))
        self.assertEqual(cuda12["nvidia-cudnn-cu12"], "<10.0,>=9.10.2.21")
        self.assertEqual(self.requires("jax", "0.12.0.1", "cuda13")["nvidia-cuda-nvcc"], ">=13.0.48")
        self.assertEqual(sorted(self.requires("jax", "0.12.0.1", "cuda12-local")), ["jax-cuda12-plugin", "jaxlib"])
        self.assertEqual(self.release("jax-cuda13-plugin", "0.12.0.1")["cuda"], "13.0")

    def test_yanked_releases_are_marked_and_pre_releases_left_out(self):
        self.assertEqual(self.versions("numpy"), ["2.4.0", "1.26.4"])
        self.assertEqual([self.release("numpy", version).get("yanked") for version in ("2.4.0", "1.26.4")], [True, None])
        self.assertEqual(self.versions("tensorflow"), ["2.20.0", "2.18.0", "2.15.0", "2.13.1"])

    def test_pythons_of_what_is_not_bound_to_one(self):
        # A wheel for all of them, bounded by its Requires-Python; an sdist, too.
        self.assertEqual(self.release("jax", "0.12.0.1")["pythons"], ["3.12", "3.13", "3.14", "3.15"])
        self.assertEqual(self.release("numpy", "1.26.4")["pythons"][0], "3.9")
        self.assertTrue(self.packages["numpy"]["sdist"])

    def test_images_have_all_their_tags(self):
        self.assertIn({"cuda": "11.8.0", "cudnn": "8", "ubuntu": "22.04", "base": "11.8.0-base-ubuntu22.04",
                       "runtime": "11.8.0-cudnn8-runtime-ubuntu22.04", "devel": "11.8.0-cudnn8-devel-ubuntu22.04",
                       "source": "nvidia-cuda"}, self.table["images"])

    def test_every_requirement_and_source_is_known(self):
        for package in self.table["packages"]:
            for release in package["releases"]:
                self.assertIn(release["source"], self.table["sources"])
                for row in release.get("requires", []):
                    self.assertIn(row["name"], self.packages)

    def test_a_second_run_changes_nothing(self):
        before = self.output.read_text()
        self.assertIn("nothing new", update(self.output, "--date", "2027-03-04"))
        self.assertEqual(self.output.read_text(), before)
        self.output.write_text(before.replace('"9.1.0.70"', '"9"'))
        update(self.output, "--date", "2027-03-04")
        self.assertEqual(self.output.read_text(), before.replace("2026-01-02", "2027-03-04"))
        self.output.write_text(before)


if __name__ == "__main__":
    unittest.main()
