//===- CompileModules.h - Bytecode that is the same every time ---------------===//
//
// uv compiles modules in as many processes as there are cores, each taking what
// comes next, and now and then a file comes out with other bytes
// (docs/rationale/bytecode.md). Fixed by a script of our own in its place.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_COMPILEMODULES_H
#define COGC_LIB_FRONTEND_BLOCKS_COMPILEMODULES_H

namespace cogc {

/// For every Python that an image may have; its argument is a folder.
inline constexpr char compileModules[] =
    R"py(# Compiles the modules below a folder; equal modules give equal bytecode.
#
# What marshal writes depends on the strings that the interpreter holds, and so on
# all that it has compiled before. Here each folder is compiled by a process of its
# own, and all of those start alike.
import os
import py_compile
import sys


def compile_folder(folder, modules):
    for module in modules:
        try:
            py_compile.compile(
                os.path.join(folder, module),
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
        except py_compile.PyCompileError:
            pass  # a template, or for another Python: nothing imports it


def wait():
    if os.wait()[1] != 0:
        sys.exit("a process that compiles modules failed")


running = 0
for folder, folders, files in os.walk(sys.argv[1]):
    folders.sort()
    modules = sorted(file for file in files if file.endswith(".py"))
    if not modules:
        continue
    if running == len(os.sched_getaffinity(0)):
        wait()
        running -= 1
    if os.fork() == 0:
        compile_folder(folder, modules)
        os._exit(0)
    running += 1
while running:
    wait()
    running -= 1
)py";

} // namespace cogc

#endif
