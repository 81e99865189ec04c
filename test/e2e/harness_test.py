"""Tests of the harness itself on images made by hand."""

import base64
import gzip
import hashlib
import http.client
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import builds, foreign, leaks, private_index
from harness.image import Image, compare, may_differ, places_of


def member(name, content=None, **fields):
    info = tarfile.TarInfo(name)
    info.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
    info.mode = 0o755 if content is None else 0o644
    info.size = len(content or b"")
    for key, value in fields.items():
        setattr(info, key, value)
    return info, content


def write(root, places):
    """Files with a text, folders without one."""
    for name, text in places.items():
        (root / name if text is None else (root / name).parent).mkdir(parents=True, exist_ok=True)
        if text is not None:
            (root / name).write_text(text)


class HarnessTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def image(self, name, layers, config=None):
        """An uncompressed OCI layout from lists of members."""
        root = Path(self.folder.name) / name
        (root / "blobs/sha256").mkdir(parents=True)

        def blob(data):
            digest = hashlib.sha256(data).hexdigest()
            (root / "blobs/sha256" / digest).write_bytes(data)
            return {"digest": f"sha256:{digest}", "size": len(data)}

        descriptors = []
        for members in layers:
            stream = io.BytesIO()
            with tarfile.open(fileobj=stream, mode="w") as tar:
                for info, content in members:
                    tar.addfile(info, io.BytesIO(content or b""))
            descriptors.append(blob(stream.getvalue()) | {"mediaType": "application/vnd.oci.image.layer.v1.tar"})
        document = {"architecture": "amd64", "os": "linux", "config": config or {}}
        manifest = {"config": blob(json.dumps(document).encode()), "layers": descriptors}
        (root / "index.json").write_text(json.dumps({"manifests": [blob(json.dumps(manifest).encode())]}))
        return Image.from_layout(root)

    def test_layers_lie_over_each_other(self):
        image = self.image("a", [
            [member("d"), member("d/one", b"1"), member("d/two", b"2"), member("x"), member("x/y", b"old"), member("f", b"f")],
            [member("d/.wh.one", b""), member("x/.wh..wh..opq", b""), member("x/z", b"new"), member("f"), member("f/g", b"g")],
            [member("d", b"now a file")],
        ])
        self.assertEqual(sorted(image.files()), ["d", "f", "f/g", "x", "x/z"])
        self.assertEqual(image.files()["d"].type, "file")
        self.assertEqual(image.read("x/z"), b"new")
        self.assertEqual(image.heads(1), {"d": b"n", "f/g": b"g", "x/z": b"n"})

    def test_every_field_counts(self):
        plain = member("f", b"text")
        changed = {"mode": 0o600, "uid": 1, "gid": 1, "mtime": 5, "pax_headers": {"SCHILY.xattr.user.a": "b"}}
        left = self.image("left", [[plain]])
        for number, (field, value) in enumerate(changed.items()):
            right = self.image(f"right{number}", [[member("f", b"text", **{field: value})]])
            self.assertEqual(len(compare(left, right)), 1, field)
        self.assertIn("sha256", compare(left, self.image("other", [[member("f", b"tExt")]]))[0])
        self.assertIn("only in left", compare(left, self.image("empty", [[]]))[0])
        self.assertEqual(compare(left, self.image("same", [[plain]])), [])

    def test_hard_links_are_compared_by_group(self):
        first = [member("a", b"x"), member("b", b"", type=tarfile.LNKTYPE, linkname="a")]
        second = [member("b", b"x"), member("a", b"", type=tarfile.LNKTYPE, linkname="b")]
        self.assertEqual(compare(self.image("l", [first]), self.image("r", [second])), [])
        copies = [member("a", b"x"), member("b", b"x")]
        self.assertEqual(len(compare(self.image("l2", [first]), self.image("r2", [copies]))), 2)

    def test_exceptions_are_exact_and_needed(self):
        left = self.image("l", [[member("log", b"1", mtime=1)]], {"Env": ["A=1", "BASE=x"]})
        right = self.image("r", [[member("log", b"2", mtime=2)]], {"Env": ["A=1"]})
        self.assertEqual(len(compare(left, right)), 2)
        environment = may_differ("config/Env/BASE", "base")
        self.assertEqual(len(compare(left, right, [may_differ("log", "time only", "mtime"), environment])), 2)
        self.assertEqual(compare(left, right, [may_differ("log", "both", "mtime", "sha256"), environment]), [])
        unused = may_differ("other", "never")
        self.assertIn("not needed", compare(left, left, [unused])[0])

    def test_configs_are_compared(self):
        left = self.image("l", [[]], {"Cmd": ["a"], "Labels": {"x": "1"}, "ExposedPorts": {"5000/tcp": {}}})
        right = self.image("r", [[]], {"Cmd": ["b"], "Labels": {"x": "2", "y": ""}, "WorkingDir": "/src"})
        self.assertEqual([text.partition(":")[0] for text in compare(left, right)],
                         ["config/Cmd", "config/ExposedPorts", "config/Labels/x", "config/Labels/y", "config/WorkingDir"])

    def test_secrets_are_found_in_disguise(self):
        secret = b"hunter2/+ \xc3\xa9 and more"
        for number, text in enumerate([secret, base64.b64encode(b"user:" + secret), base64.b64encode(b"u:" + secret + b"!"),
                                       urllib.parse.quote(secret, safe="").encode(), secret.hex().encode()]):
            image = self.image(f"s{number}", [[member("f", b"before " + text + b" after")]])
            self.assertEqual(len(places_of(secret, image)), 1, text)
        self.assertEqual(places_of(secret, self.image("none", [[member("f", b"hunter")]])), [])
        self.assertTrue(places_of(b"abc-def", self.image("env", [[]], {"Env": ["T=abc-def"]})))

    def test_secrets_are_found_in_all_that_is_left(self):
        secret = b"hunter2/+ \xc3\xa9 and more?>"
        layer = io.BytesIO()
        with tarfile.open(fileobj=layer, mode="w") as tar:
            info, content = member("f", b"x" * 700 + urllib.parse.quote(secret, safe="").encode())
            tar.addfile(info, io.BytesIO(content))
        archive = Path(self.folder.name) / "image.tar"
        with tarfile.open(archive, "w") as tar:
            for name, content in {"blobs/sha256/layer": gzip.compress(layer.getvalue()), "index.json": b"{}",
                                  "blobs/sha256/config": b'{"Env": ["A=b"]}'}.items():
                info, content = member(name, content)
                tar.addfile(info, io.BytesIO(content))
        documents = leaks.documents_of(archive)
        self.assertEqual(leaks.places(secret, documents), ["blobs/sha256/layer"])
        self.assertEqual(leaks.places(b"hunter3", documents), [])
        for front in (b"", b"u", b"us", b"user"):
            encoded = {"plain": base64.b64encode(front + secret), "url": base64.urlsafe_b64encode(front + secret + b"?")}
            self.assertEqual(leaks.places(secret, encoded), ["plain", "url"], front)
        said = json.dumps({"logs": [{"data": base64.b64encode(b"it is " + secret).decode()}]}).encode()
        self.assertEqual(leaks.places(secret, {"log": leaks.log_text(b"noise\n" + said)}), ["log"])

    def test_the_private_index(self):
        with private_index.serve(Path(self.folder.name) / "index", "me", "secret") as index:
            index.add("a-b", "text")

            def get(path, password="secret"):
                request = urllib.request.Request(f"http://127.0.0.1:{index.port}{path}")
                request.add_header("Authorization", "Basic " + base64.b64encode(f"me:{password}".encode()).decode())
                try:
                    with urllib.request.urlopen(request) as answer:
                        return answer.status, answer.read()
                except urllib.error.HTTPError as error:
                    return error.code, b""
            file = "/files/a_b-1.0-py3-none-any.whl"
            self.assertIn(file.encode(), get("/simple/a-b/")[1])
            self.assertEqual(zipfile.ZipFile(io.BytesIO(get(file)[1])).read("a_b.py"), b"text = 'text'\n")
            self.assertEqual([get("/simple/x/")[0], get("/files/x")[0], get(file, "guess")[0]], [404, 404, 401])
            index.trouble = "500"
            self.assertEqual(get(file)[0], 500)
            index.trouble = "cut"
            with self.assertRaises(http.client.IncompleteRead):
                get(file)

    @unittest.skipUnless(shutil.which("dpkg-deb"), "no Debian")
    def test_a_debian_for_another_machine(self):
        root, info = Path(self.folder.name) / "root", "var/lib/dpkg/info"
        ours = {"tool.list": "/.\n/usr\n/usr/bin\n/usr/bin/tool\n/usr/bin/x86\n/usr/lib64\n", "tool.md5sums": "",
                "lib:amd64.list": "/.\n/usr\n/usr/lib\n/usr/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu/lib.so\n",
                "text.list": "/.\n/usr\n/usr/share\n/usr/share/text\n"}
        places = {"usr/bin/tool": "old", "usr/bin/x86": "old", "usr/lib64": None, "usr/share/text": "text", "etc/made": "by a script",
                  "etc/ld.so.cache": "", "usr/lib/x86_64-linux-gnu/lib.so": "old", "usr/lib/x86_64-linux-gnu/cache": "",
                  f"{info}/tool.more.list": "/.\n", "var/lib/dpkg/diversions": "/lib/x86_64-linux-gnu/a\n",
                  **{f"{info}/{name}": text for name, text in ours.items()}}
        packages = {"tool": ("amd64", ""), "tool.more": ("all", ""), "lib": ("amd64", "Multi-Arch: same\n"), "text": ("all", "")}
        stanza = "Package: {}\nStatus: install ok installed\nVersion: 1\nArchitecture: {}\n{}".format
        places["var/lib/dpkg/status"] = "\n".join(stanza(name, *rest) for name, rest in packages.items())
        write(root, places)
        (root / "lib").symlink_to("usr/lib")
        debs = []
        for name, (architecture, more) in packages.items():
            work = Path(self.folder.name) / name
            file = {"tool": "usr/bin/tool", "lib": "lib/aarch64-linux-gnu/lib.so"}.get(name, "usr/share/ignored")
            machine = "arm64" if architecture == "amd64" else architecture
            control = f"Package: {name}\nVersion: 2\nArchitecture: {machine}\nMaintainer: us <us@example.com>\n{more}Description: x\n"
            write(work, {file: "new", "DEBIAN/control": control, "DEBIAN/triggers": "activate-noawait ldconfig\n"})
            debs.append(Path(f"{work}.deb"))
            subprocess.run(["dpkg-deb", "--build", "--root-owner-group", work, debs[-1]], check=True, capture_output=True)
        foreign.transplant(root, debs, "arm64")
        files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and "dpkg" not in path.parts}
        self.assertEqual(files, {"usr/bin/tool", "usr/share/text", "etc/made", "usr/lib/aarch64-linux-gnu/lib.so"})
        self.assertEqual((root / "usr/bin/tool").read_text(), "new")
        self.assertTrue((root / "lib").is_symlink())
        self.assertFalse((root / "usr/lib64").exists())
        self.assertEqual({path.name for path in (root / info).iterdir()},
                         {"tool.list", "tool.triggers", "tool.more.list", "lib:arm64.list", "lib:arm64.triggers", "text.list"})
        self.assertEqual((root / info / "tool.list").read_text(), "/.\n/usr\n/usr/bin\n/usr/bin/tool\n")
        self.assertEqual((root / "var/lib/dpkg/diversions").read_text(), "/lib/aarch64-linux-gnu/a\n")
        installed = subprocess.run(["dpkg-query", f"--admindir={root}/var/lib/dpkg", "--show", "--showformat",
                                    "${Package} ${Version} ${Architecture} ${db:Status-Abbrev}\n", "lib:arm64", "tool:arm64"],
                                   check=True, capture_output=True, text=True).stdout
        self.assertEqual(installed, "lib 2 arm64 ii \ntool 2 arm64 ii \n")
        with self.assertRaises(SystemExit):
            foreign.transplant(root, debs[1:], "arm64")

    def test_progress_is_read(self):
        output = "\n".join([
            "noise", '{"vertexes":[{"digest":"1","name":"install"}]}',
            '{"vertexes":[{"digest":"1","name":"install","started":"t","cached":true},{"digest":"2","name":"copy","inputs":["1"],"started":"t"}]}',
            '{"vertexes":[{"digest":"3","name":"keyed","started":"t"},{"digest":"4","name":"made","started":"t"}]}',
            '{"vertexes":[{"digest":"4","name":"made","started":"u"}]}',
            '{"logs":[{"vertex":"2","data":"aGk="}]}', "error: no"])
        build = builds.Build(Path("x"), "", output, 0, builds.vertices(output))
        self.assertEqual((build.ran(), build.cached()), (["copy", "made"], ["install"]))
        self.assertEqual(builds.readable(output), "noise\n# install\n# copy\n# keyed\n# made\nhi\nerror: no")


unittest.main()
