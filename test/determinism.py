"""The same bytes a thousand times: determinism.py COGC RUNS.

Compiles the examples from several folders, as several users, under several locales, time zones, umasks and working
folders, side by side, and compares what comes out: plan.pb, the Dockerfile, the image's config, the final plan.
"""

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMS = ["llb", "dockerfile", "config", "plan"]
ENVIRONMENTS = [
    {},
    {"LANG": "de_DE.UTF-8", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent"},
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "USER": "nobody", "TMPDIR": "/var/tmp"},
    {"LC_ALL": "ja_JP.eucJP", "TERM": "dumb", "COLUMNS": "20", "HOSTNAME": "elsewhere", "PYTHONHASHSEED": "7"},
]


def folders(work: Path) -> list[Path]:
    """Copies of the examples: other paths, other times, other order of creation."""
    result = []
    for number, place in enumerate(["a", "a deeper/place with blanks", "ünï/cödé"]):
        folder = work / place
        names = sorted((one.name for one in (ROOT / "examples").iterdir()), reverse=number % 2 == 1)
        for name in names:
            shutil.copytree(ROOT / "examples" / name, folder / name)
        for path in folder.rglob("*"):
            os.utime(path, (number * 1_000_000, number * 1_000_000))
        result.append(folder)
    for path in [work, *work.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o555)  # for other users
    return result


def main(cogc: str, runs: int) -> int:
    users = [None, 65534, 12345] if os.geteuid() == 0 else [None]
    with tempfile.TemporaryDirectory() as temporary:
        places = folders(Path(temporary))
        projects = sorted(one.name for one in (ROOT / "examples").iterdir() if (one / "cog.yaml").exists())
        # Of different lengths, most without a common divisor, so that each meets each.
        cases = zip(range(runs), itertools.cycle(projects), itertools.cycle(FORMS), itertools.cycle(places),
                    itertools.cycle(ENVIRONMENTS), itertools.cycle(users), itertools.cycle([0o022, 0o077, 0o000, 0o027, 0o002]))

        def compile_one(case) -> tuple:
            number, project, form, place, environment, user, umask = case
            form = FORMS[(number // len(projects)) % len(FORMS)]
            by_name = number % 3 == 0  # from inside the folder, or by its path
            result = subprocess.run([cogc, f"--emit={form}", "-o", "-", *([] if by_name else [str(place / project)])],
                                    cwd=place / project if by_name else "/", env={"PATH": "/usr/bin:/bin", **environment},
                                    user=user, umask=umask, capture_output=True)
            said = f"{project} --emit={form} in {place}, {environment}, user {user}: {result.stderr.decode()}"
            return (project, form), hashlib.sha256(result.stdout).hexdigest() if result.returncode == 0 else None, said

        seen: dict[tuple, tuple] = {}
        with ThreadPoolExecutor(4) as pool:
            for key, digest, said in pool.map(compile_one, cases):
                first = seen.setdefault(key, (digest, said))
                if digest is None or digest != first[0]:
                    print(f"other bytes:\n  {first[1]}\n  {said}")
                    return 1
    print(f"{runs} compiles gave {len(seen)} results, {len(projects)} projects in {len(FORMS)} forms")
    return 0 if len(seen) == len(projects) * len(FORMS) else 1


sys.exit(main(os.path.abspath(sys.argv[1]), int(sys.argv[2])))
