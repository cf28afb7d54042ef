#include "formats/pdf/store_file.h"

namespace gg::pdf {
namespace {

bool is_name(QPDFObjectHandle object, const char* name) {
  return object.isName() && object.getName() == name;
}

bool is_of_type(QPDFObjectHandle dictionary) {
  return is_name(dictionary.getKey("/Subtype"), "/application/c2pa");
}

}  // namespace

QPDFObjectHandle file_content(QPDFObjectHandle specification) {
  if (!specification.isDictionary()) return QPDFObjectHandle::newNull();
  auto files = specification.getKey("/EF");
  if (!files.isDictionary()) return QPDFObjectHandle::newNull();
  auto stream = files.getKey("/F");
  return stream.isStream() ? stream : files.getKey("/UF");
}

bool specifies_store(QPDFObjectHandle specification) {
  if (!specification.isDictionary()) return false;
  if (is_name(specification.getKey("/AFRelationship"), "/C2PA_Manifest") ||
      is_of_type(specification))
    return true;
  auto stream = file_content(specification);
  return stream.isStream() && is_of_type(stream.getDict());
}

}  // namespace gg::pdf
