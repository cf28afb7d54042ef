# cmake -DROOT=src -DOUT=file.cpp -P DetectorsVersion.cmake
# Writes the hash of everything that decides what a scan finds, so that a cache of earlier results is
# dropped exactly when a detector changed, and is shared by equal builds. The trust lists are no part of it:
# each result names those that it rests on (gate/credential_terms.h).
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/base/*.cpp ${ROOT}/base/*.h ${ROOT}/bytes/* ${ROOT}/files/*
     ${ROOT}/parts/* ${ROOT}/json/* ${ROOT}/formats/* ${ROOT}/container/* ${ROOT}/trust/*.cpp ${ROOT}/trust/*.h
     ${ROOT}/bindings/* ${ROOT}/credentials/* ${ROOT}/signals/* ${ROOT}/gate/scan_file.cpp ${ROOT}/gate/report_codec.cpp
     ${ROOT}/gate/credential_terms.cpp)
list(SORT sources)
set(all "")
foreach(source IN LISTS sources)
  file(SHA256 ${ROOT}/${source} digest)
  string(APPEND all "${source} ${digest}\n")
endforeach()
string(SHA256 version "${all}")
file(CONFIGURE OUTPUT ${OUT} CONTENT "#include \"gate/report_codec.h\"\n\nnamespace gg {\n\nstd::string detectors_version() { return \"${version}\"; }\n\n}  // namespace gg\n")
