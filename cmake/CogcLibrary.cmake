# One way to declare a library or a unit test, so that flags live in one place.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

add_library(cogc_flags INTERFACE)
target_include_directories(cogc_flags INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_compile_options(cogc_flags INTERFACE -Wall -Wextra -Wno-unused-parameter
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns at -O3 about the inside of std::string's operator+ (its bug 105651) and of
  # vectors of variants that are moved.
  target_compile_options(cogc_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # libstdc++ 12's own stable_sort calls what it calls deprecated.
  target_compile_options(cogc_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(COGC_STATIC)
  # So that the linker can leave out what is not reached (tools/cogc) function by function.
  target_compile_options(cogc_flags INTERFACE -ffunction-sections -fdata-sections)
endif()
if(COGC_WERROR)
  target_compile_options(cogc_flags INTERFACE -Werror)
endif()
target_compile_definitions(cogc_flags INTERFACE COGC_VERSION="${PROJECT_VERSION}")

# cogc_add_library(Name SOURCES a.cpp… DEPENDS CogcSupport…)
# Libraries are built without exceptions and RTTI, as LLVM is.
function(cogc_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
  target_link_libraries(${name} PUBLIC cogc_flags cogc_llvm ${ARG_DEPENDS})
endfunction()

# cogc_add_unittest(Name SOURCES a.cpp… DEPENDS CogcIR…)
function(cogc_add_unittest name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_compile_options(${name} PRIVATE -fno-rtti)
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} cogc_flags cogc_llvm GTest::gtest GTest::gtest_main)
  add_test(NAME unit/${name} COMMAND ${name})
  set_tests_properties(unit/${name} PROPERTIES LABELS unit)
endfunction()
