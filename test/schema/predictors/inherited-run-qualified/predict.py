# `run()` comes from a class that is named through its module.
#
# accepts: {"s": "b"} -> "b"
# forbids: {}
import lib.base as base


class Runner(base.Base):
    pass
