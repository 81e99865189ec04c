"""Runs a command with a Docker Engine that only knows `/info` and the upgrade of `/grpc`, behind which it
repeats what it hears in capitals."""
import os
import socket
import subprocess
import sys
import tempfile
import threading


def serve(client: socket.socket) -> None:
    head = client.recv(4096).decode()
    print("engine:", head.split("\r\n")[0], flush=True)
    if "GET /info" in head:
        client.sendall(b'HTTP/1.0 200 OK\r\n\r\n{"DriverStatus":[["driver-type","%s"]]}' % os.environb.get(b"STORE", b"io.containerd.snapshotter.v1"))
    elif "POST /grpc" in head and "Upgrade: h2c" in head:
        client.sendall(b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
        client.sendall(client.recv(4096).upper())
    client.close()


with tempfile.TemporaryDirectory() as folder:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{folder}/docker.sock")
    listener.listen()

    def accept() -> None:
        while True:
            serve(listener.accept()[0])

    threading.Thread(target=accept, daemon=True).start()
    done = subprocess.run(sys.argv[1:], env=os.environ | {"DOCKER_HOST": f"unix://{folder}/docker.sock"})
sys.exit(done.returncode)
