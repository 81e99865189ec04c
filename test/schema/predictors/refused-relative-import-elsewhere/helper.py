from .modes import MODES  # error: relative_import
