def murmur(text):
    return text.lower()
