MODES = ["a", "b"]
