"""A container that is told to end answers the prediction that runs, then ends by itself."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import threading
import time

from harness import case, run
from harness.case import Case


def test(t: Case) -> None:
    build = t.llb(t.project("stop"), push=True)
    with t.serve(build) as server:
        answers = []
        client = threading.Thread(target=lambda: answers.append(server.predict(seconds=5)))
        client.start()
        server.wait_until("BUSY", seconds=30)
        begin = time.monotonic()
        run.docker("kill", "--signal", "TERM", server.container)
        status = run.docker("wait", server.container).strip()
        client.join()
    t.equal([(one["status"], one.get("output")) for one in answers], [("succeeded", "in time")], f"the answer: {answers}")
    t.equal(status, "0", "status of the container")
    t.say(f"answered, and ended {time.monotonic() - begin:.1f} s after SIGTERM")


case.main(test)
