# Finds what cogc links to. Everything comes from Debian packages; docs/DEPENDENCIES.md
# says which and why.

find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19/lib/cmake/llvm)
find_package(Protobuf REQUIRED)
find_package(GTest REQUIRED)
find_package(Threads REQUIRED)
find_path(LIBYAML_INCLUDE_DIR yaml.h REQUIRED)
find_library(LIBYAML_LIBRARY NAMES libyaml.a REQUIRED)
find_path(LIBARCHIVE_INCLUDE_DIR archive.h REQUIRED)
find_library(LIBARCHIVE_LIBRARY NAMES libarchive.a REQUIRED)
find_library(PROTOBUF_LITE_STATIC NAMES libprotobuf-lite.a REQUIRED)
# By their full paths: `-lz` between other libraries would switch a fully static
# link back to shared ones.
find_library(ZLIB_STATIC NAMES libz.a REQUIRED)
find_library(ZSTD_STATIC NAMES libzstd.a REQUIRED)
find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)

# LLVM's Support library alone, linked statically: libLLVM.so would cost 16 ms at each start.
# Its exported CMake target pulls in libraries that Support does not use.
add_library(cogc_llvm INTERFACE)
target_include_directories(cogc_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(cogc_llvm INTERFACE ${LLVM_DEFINITIONS})
target_link_libraries(cogc_llvm INTERFACE
  ${LLVM_LIBRARY_DIR}/libLLVMSupport.a ${LLVM_LIBRARY_DIR}/libLLVMDemangle.a
  ${ZLIB_STATIC} ${ZSTD_STATIC} Threads::Threads rt dl m)

add_library(cogc_yaml INTERFACE)
target_include_directories(cogc_yaml SYSTEM INTERFACE ${LIBYAML_INCLUDE_DIR})
target_link_libraries(cogc_yaml INTERFACE ${LIBYAML_LIBRARY})

# Of libarchive only the reader of tar and gzip, so none of its other dependencies.
add_library(cogc_archive INTERFACE)
target_include_directories(cogc_archive SYSTEM INTERFACE ${LIBARCHIVE_INCLUDE_DIR})
target_link_libraries(cogc_archive INTERFACE ${LIBARCHIVE_LIBRARY} ${ZLIB_STATIC})
