# `run()` comes from a class of another module, with that module's constants and types.
#
# accepts: {} -> {"text": "a"}
# accepts: {"s": "b"} -> {"text": "b"}
# forbids: {"s": "c"}
from base import Base


class Runner(Base):
    pass
