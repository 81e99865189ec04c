# SDKs before 0.20 call `predict`.
#
# stricter: the server does not start
class Runner:
    def run(self, s: str) -> str:  # error: method_sdk
        return s
