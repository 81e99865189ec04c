import shutil
import wave

import cv2
import native
import numpy
import soundfile
from cog import BasePredictor


class Predictor(BasePredictor):
    def predict(self, seconds: int) -> str:
        with wave.open("/tmp/silence.wav", "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(bytes(2 * 8000 * seconds))
        frames = len(soundfile.read("/tmp/silence.wav")[0])
        pixels = cv2.cvtColor(numpy.zeros((2, 3, 3), dtype=numpy.uint8), cv2.COLOR_BGR2GRAY).shape
        tools = [name for name in ("git", "gcc", "make", "curl") if shutil.which(name)]
        return f"{frames} frames, {pixels} pixels, {native.answer()}, {tools}"
