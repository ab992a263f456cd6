#include "api/feed/data/schema_writer.hpp"

namespace rollcall::api::feed {

void SchemaWriter::require(const std::vector<std::string_view>& names) {
  if (names.empty()) return;
  out_.begin_array("required");
  for (const auto name : names) out_.value(name);
  out_.end_array();
}

void SchemaWriter::words(const std::vector<std::string_view>& all) {
  out_.field("type", "string").begin_array("enum");
  for (const auto word : all) out_.value(word);
  out_.end_array();
}

void SchemaWriter::write(const domain::HistoryMoment&) {
  out_.field("description", "A position, or an instant.");
  out_.begin_array("type").value("integer").value("string").end_array();
}

void SchemaWriter::write(const std::map<std::string, std::string>&) {
  out_.field("type", "object").begin_object("additionalProperties");
  out_.field("type", "string").end_object();
}

}  // namespace rollcall::api::feed
