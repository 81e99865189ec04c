# The Python parser: tree-sitter's runtime and its grammar, C sources that `scripts/setup` unpacks.
# They are compiled as they are, so our own warnings and flags do not apply.

set(tree_sitter_root "${PROJECT_SOURCE_DIR}/build/cache/tree-sitter")
set(tree_sitter_core "${tree_sitter_root}/tree-sitter/tree_sitter/core/lib")
set(tree_sitter_python "${tree_sitter_root}/tree-sitter-python/src")
if(NOT EXISTS "${tree_sitter_core}/src/lib.c" OR NOT EXISTS "${tree_sitter_python}/parser.c")
  message(FATAL_ERROR "no tree-sitter sources in ${tree_sitter_root}; run scripts/setup sources, which gets them")
endif()

# A grammar includes <tree_sitter/…>; in the runtime's own archive these headers stand elsewhere.
set(tree_sitter_include "${PROJECT_BINARY_DIR}/tree-sitter/include")
foreach(header parser array alloc ts_assert)
  configure_file("${tree_sitter_core}/src/${header}.h" "${tree_sitter_include}/tree_sitter/${header}.h" COPYONLY)
endforeach()

add_library(cogc_tree_sitter STATIC
  "${tree_sitter_core}/src/lib.c" "${tree_sitter_python}/parser.c" "${tree_sitter_python}/scanner.c")
set_target_properties(cogc_tree_sitter PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
# Optimised in every preset: parsing without is what the unit and lit tests would wait for.
target_compile_options(cogc_tree_sitter PRIVATE -w -O2 "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
target_include_directories(cogc_tree_sitter PRIVATE "${tree_sitter_include}" "${tree_sitter_core}/src")
target_include_directories(cogc_tree_sitter SYSTEM PUBLIC "${tree_sitter_core}/include")
