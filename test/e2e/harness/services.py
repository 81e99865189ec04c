"""The private services of the tests: a registry, BuildKit and a Docker Engine.

All state is under build/services, all sockets and ports are local, and nothing that already runs on the machine is
used or touched.  Starting what runs is quick and does nothing.  On the machine itself there is one trace while the
services run: a network bridge for Docker's containers (removed by `stop`).

    registry     Debian's docker-registry on 127.0.0.1, with the base images of bases.py
    buildkitd    v0.34.2 from test/e2e/tools, runc, overlayfs; docker.io, ghcr.io and others are mirrored by the registry
    containerd   of the Docker Engine
    dockerd      Debian's docker.io; no iptables rules: ports are published by its user-space proxy, containers
                 have no way out
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from . import bases
from .paths import CACHE, CHECKOUT_ID, LOGS, STATE, TOOLS, socket_path
from .registry import Registry

FIRST_PORT = 5077  # of the registry; the next free one if another checkout has it
MIRRORED = ["docker.io", "ghcr.io", "nvcr.io", "r8.im"]
BRIDGE = f"cogc{CHECKOUT_ID}"


class ServiceError(Exception):
    pass


# -- what the other parts ask for

def registry_address() -> str:
    return state()["registry"]


def buildkit_address() -> str:
    return f"unix://{socket_path('buildkitd.sock')}"


def docker_address() -> str:
    return f"unix://{socket_path('docker.sock')}"


def environment() -> dict[str, str]:
    """The variables that point buildctl, docker and cogc to the private services."""
    return {
        "BUILDKIT_HOST": buildkit_address(),
        "DOCKER_HOST": docker_address(),
        "DOCKER_CONFIG": str(STATE / "docker-config"),
        "COGC_REGISTRY": registry_address(),
        "XDG_STATE_HOME": str(STATE / "state"),  # the key of the secrets' stamps
        "PATH": f"{TOOLS}:{os.environ.get('PATH', '/usr/bin:/bin')}",
    }


# -- start, stop, status

def start(say=print) -> None:
    LOGS.mkdir(parents=True, exist_ok=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    with locked():
        start_registry(say)
        bases.ensure_all(Registry(registry_address()), say)
        start_buildkitd(say)
        start_docker(say)


def stop(say=print) -> None:
    STATE.mkdir(parents=True, exist_ok=True)
    with locked():
        for name in ("dockerd", "containerd", "buildkitd", "registry"):
            if pid := running(name):
                say(f"stopping {name}")
                kill(name, pid)
        unmount_leftovers()
        if link_exists(BRIDGE):
            subprocess.run(["ip", "link", "delete", BRIDGE], check=False)
        short = socket_path("x").parent
        if short != STATE:
            shutil.rmtree(short, ignore_errors=True)


def status() -> list[tuple[str, str]]:
    rows = []
    for name in ("registry", "buildkitd", "containerd", "dockerd"):
        pid = running(name)
        where = {"registry": state().get("registry", ""), "buildkitd": buildkit_address(), "dockerd": docker_address()}.get(name, "")
        rows.append((name, f"running, pid {pid}, {where}".rstrip(", ") if pid else "not running"))
    return rows


# -- one function per daemon

def start_registry(say) -> None:
    if running("registry"):
        return
    port = free_port(FIRST_PORT)
    folder = STATE / "registry"
    folder.mkdir(parents=True, exist_ok=True)
    config = STATE / "registry.yml"
    config.write_text(f"""version: 0.1
log: {{level: warn}}
storage:
  filesystem: {{rootdirectory: {json.dumps(str(folder))}}}
  delete: {{enabled: true}}
http: {{addr: "127.0.0.1:{port}"}}
""")
    state(registry=f"127.0.0.1:{port}")
    spawn("registry", ["docker-registry", "serve", str(config)], say, ready=Registry(f"127.0.0.1:{port}").alive)


def start_buildkitd(say) -> None:
    # Its config names the registry's port, so a registry that moved asks for a restart.
    address = registry_address()
    config = STATE / "buildkitd.toml"
    mirrors = "".join(f'[registry."{host}"]\n  mirrors = ["{address}"]\n' for host in MIRRORED)
    text = f"""root = {json.dumps(str(STATE / "buildkit"))}
[grpc]
  address = [{json.dumps(buildkit_address())}]
[worker.containerd]
  enabled = false
[worker.oci]
  enabled = true
  binary = "runc"
  snapshotter = "overlayfs"
  networkMode = "host"
  max-parallelism = 4
  gc = true
  # BuildKit's own policy drops cache mounts beyond 512 MB.
  [[worker.oci.gcpolicy]]
    all = true
    maxUsedSpace = "30GB"
{mirrors}[registry."{address}"]
  http = true
"""
    if (pid := running("buildkitd")) and config.exists() and config.read_text() != text:
        kill("buildkitd", pid)
    if running("buildkitd"):
        return
    config.write_text(text)
    (STATE / "tmp").mkdir(exist_ok=True)
    spawn("buildkitd", [str(TOOLS / "buildkitd"), "--config", str(config)], say,
          environment={"TMPDIR": str(STATE / "tmp")},
          ready=lambda: answers([str(TOOLS / "buildctl"), "--addr", buildkit_address(), "debug", "workers"]))


def start_docker(say) -> None:
    make_bridge()
    containerd_socket = socket_path("containerd.sock")
    if not running("containerd"):
        config = STATE / "containerd.toml"
        config.write_text(f"""version = 2
root = {json.dumps(str(STATE / "containerd"))}
state = {json.dumps(str(STATE / "containerd-run"))}
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = {json.dumps(str(containerd_socket))}
[debug]
  level = "warn"
""")
        spawn("containerd", ["containerd", "--config", str(config)], say,
              ready=lambda: answers(["ctr", "--address", str(containerd_socket), "version"]))
    if running("dockerd"):
        return
    (STATE / "docker-config").mkdir(exist_ok=True)
    (STATE / "docker-config" / "config.json").write_text("{}\n")
    config = STATE / "dockerd.json"
    config.write_text(json.dumps({
        "hosts": [docker_address()],
        "data-root": str(STATE / "docker"),
        "exec-root": str(STATE / "docker-run"),
        "pidfile": str(STATE / "docker.pid"),
        "containerd": str(containerd_socket),
        "bridge": BRIDGE,
        "iptables": False,
        "ip-forward": False,
        "ip-masq": False,
        "log-level": "warn",
    }, indent=1))
    # A pid file of a killed dockerd holds a number that may be someone else's by now.
    (STATE / "docker.pid").unlink(missing_ok=True)
    spawn("dockerd", ["/usr/sbin/dockerd", "--config-file", str(config)], say,
          environment={"TMPDIR": str(STATE / "tmp"), "DOCKER_TMPDIR": str(STATE / "tmp")},
          ready=lambda: answers(["docker", "--host", docker_address(), "version"]))


def make_bridge() -> None:
    """Docker's own default bridge has one name per machine; this one belongs to the checkout."""
    if link_exists(BRIDGE):
        return
    wanted = int(CHECKOUT_ID, 16)
    routes = subprocess.run(["ip", "-4", "route", "show", "table", "all"], check=True, capture_output=True, text=True).stdout
    for step in range(4096):
        number = (wanted + step) % 4096
        prefix = f"10.{208 + number // 256}.{number % 256}."
        if f" {prefix}" not in f" {routes}":
            break
    subprocess.run(["ip", "link", "add", BRIDGE, "type", "bridge"], check=True)
    subprocess.run(["ip", "address", "add", f"{prefix}1/24", "dev", BRIDGE], check=True)
    subprocess.run(["ip", "link", "set", BRIDGE, "up"], check=True)


# -- processes

def spawn(name: str, command: list[str], say, ready, environment: dict | None = None, seconds: float = 60) -> None:
    say(f"starting {name}")
    log = LOGS / f"{name}.log"
    with open(log, "ab") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=STATE,
                                   start_new_session=True, env={**os.environ, **(environment or {})})
    (STATE / f"{name}.pid").write_text(f"{process.pid} {start_time(process.pid)}")
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            if process.poll() is None:
                kill(name, process.pid)
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise ServiceError(f"{name} does not start ({log}):\n{tail}")
        time.sleep(0.1)


def running(name: str) -> int | None:
    """The daemon's process, if it is still ours: same number and same start time."""
    try:
        pid, started = (STATE / f"{name}.pid").read_text().split()
    except (OSError, ValueError):
        return None
    return int(pid) if start_time(int(pid)) == started else None


def start_time(pid: int) -> str:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "gone"
    return "gone" if fields[0] == "Z" else fields[19]


def kill(name: str, pid: int) -> None:
    started = start_time(pid)
    for number, seconds in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            if start_time(pid) != started:
                (STATE / f"{name}.pid").unlink(missing_ok=True)
                return
            time.sleep(0.05)
    raise ServiceError(f"{name} (pid {pid}) does not stop")


def unmount_leftovers() -> None:
    """Mounts that a killed daemon left under its state folder."""
    points = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    for point in sorted((p for p in points if p.startswith(f"{STATE}/")), key=len, reverse=True):
        subprocess.run(["umount", "--lazy", point], check=False, stderr=subprocess.DEVNULL)


def answers(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=20).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def link_exists(name: str) -> bool:
    return Path(f"/sys/class/net/{name}").exists()


def free_port(first: int) -> int:
    for port in range(first, first + 40):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise ServiceError(f"no free port from {first} on")


def state(**changes) -> dict:
    path = STATE / "state.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    if changes:
        known.update(changes)
        path.write_text(json.dumps(known))
    return known


@contextlib.contextmanager
def locked():
    """Several test processes may ask for a start at once."""
    with open(STATE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def require_root_and_packages() -> None:
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    programs = ("docker-registry", "containerd", "dockerd", "docker", "runc", "debootstrap", "ip")
    missing = [name for name in programs if not shutil.which(name, path=path)]
    if os.geteuid() != 0:
        raise ServiceError("BuildKit and Docker need root")
    if missing:
        raise ServiceError(f"{', '.join(missing)} missing: run scripts/setup first")
