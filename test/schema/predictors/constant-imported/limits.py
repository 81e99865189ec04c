SIZES = ["small", "large"]
WIDEST = 1024
