# A generic alias with a type for its brackets.
#
# cog: refuses Many
from cog import BaseRunner

type Many[T] = list[T]


class Runner(BaseRunner):
    def run(self, words: Many[str]) -> str:  # error: input_type
        return words[0]
