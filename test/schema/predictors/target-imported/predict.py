# The predictor itself is defined in another module.
#
# cog: refuses Runner
# accepts: {"s": "x"} -> "x"
# forbids: {}
from implementation import Runner
