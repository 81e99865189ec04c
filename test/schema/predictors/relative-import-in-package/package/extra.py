DEFAULT = "a"
