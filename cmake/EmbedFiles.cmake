# gg_embed(shelf NAME shipped FOLDER rulebooks FILES a.yaml b/c.yaml) puts files into the target gg_shelf as bytes of the
# binary, and a table of them behind `std::span<const gg::Embedded> gg::shipped()` (base/embedded.h). Paths in the
# table are relative to FOLDER and in order.
function(gg_embed module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;FOLDER" "FILES")
  set(bytes ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(index 0)
  list(SORT arg_FILES)
  foreach(file IN LISTS arg_FILES)
    file(RELATIVE_PATH path ${arg_FOLDER} ${file})
    set(label gg_${arg_NAME}_${index})
    string(APPEND bytes ".balign 16\n.global ${label}\n${label}: .incbin \"${file}\"\n.global ${label}_end\n${label}_end: .byte 0\n")
    string(APPEND externs "extern \"C\" const char ${label}[];\nextern \"C\" const char ${label}_end[];\n")
    string(APPEND rows "    {\"${path}\", ${label}, ${label}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND bytes ".section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${arg_NAME})
  file(CONFIGURE OUTPUT ${out}.S @ONLY CONTENT "${bytes}")
  file(CONFIGURE OUTPUT ${out}.cpp @ONLY CONTENT
"#include \"base/embedded.h\"

${externs}
namespace gg {
namespace {
const Embedded files[] = {
${rows}};
}  // namespace
std::span<const Embedded> ${arg_NAME}() { return files; }
}  // namespace gg
")
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${arg_FILES}")
  target_sources(gg_${module} PRIVATE ${out}.S ${out}.cpp)
endfunction()
