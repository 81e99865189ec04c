"""How lit runs the tests of this folder (docs/Testing.md).

Parameters (lit -Dname=1):
  roundtrip    every plan that cogc prints is read and printed again
  twice        every pass of --passes= runs twice
  determinism  every compile runs twice, at two places
  update       %check rewrites what a test expects
"""
import os

import lit.formats

config.name = "cogc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = {".plan", ".test", ".yaml"}
config.excludes = ["Inputs", "tools"]
config.test_source_root = os.path.dirname(__file__)

# Each suite has its own place for outputs, so that they can run side by side.
switches = ("roundtrip", "twice", "determinism")
switched_on = [name for name in switches if lit_config.params.get(name)]
if len(switched_on) > 1:
    lit_config.fatal("one of %s at a time" % ", ".join(switches))
suite = switched_on[0] if switched_on else "lit"
config.test_exec_root = os.path.join(config.cogc_test_dir, suite)

# `cogc` is the tool that was built, or the suite's wrapper around it.
tool_dir = os.path.dirname(config.cogc)
if switched_on:
    config.excludes.append("Build")  # these drive a daemon; the switches are about compiles
    config.environment["COGC_REAL"] = config.cogc
    tool_dir = os.path.join(config.test_source_root, "tools", suite)
config.substitutions.append(("%cogc", os.path.join(tool_dir, "cogc")))
# The drop-in for today's cog; for PATH, the folder that it is alone in.
config.substitutions.append(("%wrapper-dir", os.path.dirname(config.cog)))
config.substitutions.append(("%wrapper", config.cog))

# For what a wrapper around cogc would be in the way of: REQUIRES: plain.
if not switched_on:
    config.available_features.add("plain")

# LLVM's `not` tells a crash from an error; the one inside lit takes both as
# the failure that a test waits for.
not_tool = os.path.join(config.llvm_tools_dir, "not")
config.substitutions.append((r"([|&;)]\s+)not (?=\S)", r"\1%s " % not_tool))

path = [tool_dir, config.llvm_tools_dir, os.environ["PATH"]]
config.environment["PATH"] = os.pathsep.join(path)
config.environment["LC_ALL"] = "C.UTF-8"
# Where `cogc build` keeps its key for secrets.
config.environment["XDG_STATE_HOME"] = os.path.join(config.test_exec_root, "state")
# The tests' projects lie in a checkout of git's; `cogc build` is not to find it.
config.environment["GIT_CEILING_DIRECTORIES"] = config.test_exec_root

# %check compares all that it reads with what the test expects, to the byte.
update = os.path.join(config.cogc_source_dir, "utils", "update_checks.py")
if lit_config.params.get("update"):
    check = "'%s' '%s' %%s" % (config.python, update)
else:
    exact = "--strict-whitespace --match-full-lines --implicit-check-not='{{.+}}' --allow-empty"
    check = "FileCheck %s %%s" % exact
config.substitutions.append(("%check", check))
config.substitutions.append(("%{python}", config.python))
config.substitutions.append(("%{scripts}", os.path.join(config.cogc_source_dir, "scripts")))
