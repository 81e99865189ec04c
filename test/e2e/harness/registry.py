"""A small client for the local registry (plain http on loopback)."""

import hashlib
import http.client
import json
from pathlib import Path

MANIFEST_TYPES = [
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
]


class RegistryError(Exception):
    pass


class Registry:
    def __init__(self, address: str):
        self.address = address  # host:port

    def request(self, method, path, body=None, headers=None, ok=(200, 201, 202)):
        connection = http.client.HTTPConnection(self.address, timeout=600)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            data = answer.read()
            if answer.status not in ok:
                raise RegistryError(f"{method} {path}: {answer.status} {data[:300]!r}")
            return answer.status, answer.headers, data
        finally:
            connection.close()

    def alive(self) -> bool:
        try:
            return self.request("GET", "/v2/")[0] == 200
        except (OSError, RegistryError, http.client.HTTPException):
            return False

    def has_blob(self, repository: str, digest: str) -> bool:
        return self.request("HEAD", f"/v2/{repository}/blobs/{digest}", ok=(200, 404))[0] == 200

    def put_blob(self, repository: str, path: Path, digest: str) -> None:
        if self.has_blob(repository, digest):
            return
        _, headers, _ = self.request("POST", f"/v2/{repository}/blobs/uploads/")
        location = headers["Location"]
        location = location[location.index("/v2/"):]
        location += ("&" if "?" in location else "?") + f"digest={digest}"
        with open(path, "rb") as body:
            self.request("PUT", location, body=body,
                         headers={"Content-Type": "application/octet-stream", "Content-Length": str(path.stat().st_size)})

    def put_bytes(self, repository: str, data: bytes) -> str:
        digest = "sha256:" + hashlib.sha256(data).hexdigest()
        if not self.has_blob(repository, digest):
            _, headers, _ = self.request("POST", f"/v2/{repository}/blobs/uploads/")
            location = headers["Location"]
            location = location[location.index("/v2/"):]
            location += ("&" if "?" in location else "?") + f"digest={digest}"
            self.request("PUT", location, body=data, headers={"Content-Type": "application/octet-stream"})
        return digest

    def put_manifest(self, repository: str, tag: str, manifest: dict) -> str:
        _, headers, _ = self.request("PUT", f"/v2/{repository}/manifests/{tag}", body=json.dumps(manifest).encode(),
                                     headers={"Content-Type": manifest["mediaType"]})
        return headers["Docker-Content-Digest"]

    def manifest(self, repository: str, reference: str) -> tuple[str, dict]:
        _, headers, data = self.request("GET", f"/v2/{repository}/manifests/{reference}",
                                        headers={"Accept": ", ".join(MANIFEST_TYPES)})
        return headers["Docker-Content-Digest"], json.loads(data)

    def manifest_digest(self, repository: str, reference: str) -> str | None:
        status, headers, _ = self.request("HEAD", f"/v2/{repository}/manifests/{reference}", ok=(200, 404),
                                          headers={"Accept": ", ".join(MANIFEST_TYPES)})
        return headers["Docker-Content-Digest"] if status == 200 else None

    def blob(self, repository: str, digest: str) -> bytes:
        return self.request("GET", f"/v2/{repository}/blobs/{digest}")[2]


def push_layout(address: str, repository: str, tag: str, layout: Path) -> str:
    """Pushes an OCI image layout of one image."""
    registry = Registry(address)
    descriptor = json.loads((layout / "index.json").read_text())["manifests"][0]
    manifest = json.loads((layout / "blobs" / descriptor["digest"].replace(":", "/")).read_text())
    for one in [manifest["config"], *manifest["layers"]]:
        registry.put_blob(repository, layout / "blobs" / one["digest"].replace(":", "/"), one["digest"])
    return registry.put_manifest(repository, tag, manifest)
