RED = 2
