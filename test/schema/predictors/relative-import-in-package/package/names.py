from . import extra
from .extra import DEFAULT

MODES = [DEFAULT, "b"]
