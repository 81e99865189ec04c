"""Looks for secrets in everything that a build leaves: each blob of the image, unpacked, and each document about it."""

import base64
import gzip
import json
import tarfile
import zlib
from pathlib import Path

from .image import spellings


def documents_of(archive: Path) -> dict[str, bytes]:
    """All that an OCI archive holds: its blobs by digest with layers unpacked, and its index."""
    result = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isreg():
                data = tar.extractfile(member).read()
                result[member.name] = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    return result


def log_text(output: bytes) -> bytes:
    """What was said, with the logs of `--progress rawjson` decoded behind it."""
    result = [output]
    for line in output.splitlines():
        if line.startswith(b"{"):
            try:
                logs = json.loads(line).get("logs") or []
            except ValueError:
                continue
            result += [base64.b64decode(log.get("data") or "") for log in logs]
    return b"\n".join(result)


def places(secret: bytes, documents: dict[str, bytes]) -> list[str]:
    """The documents that hold the secret: as it is, base64 (wherever it begins in what was encoded, both alphabets),
    percent-encoded, in hexadecimal digits, as a JSON string, or any of these compressed."""
    text = json.dumps(secret.decode())[1:-1]
    needles = [*spellings(secret), text.encode()]
    for character in "<>&":  # Go's JSON
        text = text.replace(character, f"\\u{ord(character):04x}")
    needles += [text.encode(), json.dumps(secret.decode(), ensure_ascii=False)[1:-1].encode()]
    needles += [one.replace(b"+", b"-").replace(b"/", b"_") for one in needles]
    return sorted(name for name, data in documents.items() if any(needle in text for text in (data, *unpacked(data)) for needle in needles))


def unpacked(data: bytes) -> list[bytes]:
    """BuildKit's records may be compressed; layers were unpacked before."""
    if data.startswith(b"\x1f\x8b"):
        return [zlib.decompress(data, 31)]
    return []
