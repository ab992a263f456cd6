# cmake -DINPUT=… -DOUTPUT=… -DHEADER=… -DNAMESPACE=… -DFUNCTION=… -P embed.cmake
# A file's bytes as a C++ function that gives them.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"${HEADER}\"

namespace ${NAMESPACE} {

std::string_view ${FUNCTION}() {
  static constexpr char kBytes[] = {${bytes}};
  return {kBytes, sizeof kBytes};
}

}  // namespace ${NAMESPACE}
")
