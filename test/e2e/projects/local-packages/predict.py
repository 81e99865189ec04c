from cog import BaseRunner
from greet import greet
from murmur import murmur
from shout import shout
from whisper import whisper


class Predictor(BaseRunner):
    def run(self, name: str) -> str:
        return shout(greet(name)) + whisper(murmur(name))
