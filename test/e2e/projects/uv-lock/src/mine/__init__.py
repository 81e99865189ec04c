MARK = "from src"
