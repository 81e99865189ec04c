def whisper(text):
    return f" ({text})"
