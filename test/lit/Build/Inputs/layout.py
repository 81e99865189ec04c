"""Writes an image as an OCI layout: layout.py FOLDER, then FILE=CONTENTS[@TIME] words, `--` between layers."""

import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

folder = Path(sys.argv[1])
blobs = folder / "blobs" / "sha256"
blobs.mkdir(parents=True)


def blob(data: bytes) -> dict:
    digest = hashlib.sha256(data).hexdigest()
    (blobs / digest).write_bytes(data)
    return {"digest": f"sha256:{digest}", "size": len(data)}


def layer(words: list[str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for word in words:
            name, _, rest = word.partition("=")
            contents, _, time = rest.partition("@")
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(contents), int(time or 0)
            archive.addfile(info, io.BytesIO(contents.encode()))
    return out.getvalue()


layers, words = [], []
for word in [*sys.argv[2:], "--"]:
    if word == "--":
        layers.append(blob(layer(words)))
        words = []
    else:
        words.append(word)
config = {"rootfs": {"diff_ids": [one["digest"] for one in layers]}}
manifest = {"config": blob(json.dumps(config).encode()), "layers": layers}
(folder / "index.json").write_text(json.dumps({"manifests": [blob(json.dumps(manifest).encode())]}))
