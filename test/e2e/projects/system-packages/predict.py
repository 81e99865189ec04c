import subprocess

from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self, document: str) -> str:
        subprocess.run(["tree", "--version"], check=True)
        return subprocess.run(["jq", "-r", ".name"], input=document, capture_output=True, text=True, check=True).stdout.strip()
