from .results import Output as Output
