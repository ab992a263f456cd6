#include "api/feed/data/data_writer.hpp"

namespace rollcall::api::feed {

void DataWriter::write(const Sha256& content) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : content.hash) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xf];
  }
  out_.value(text);
}

void DataWriter::write(const domain::Actor& actor) {
  out_.begin_object().field("kind", word_of(actor.kind));
  out_.field("id", viewer_.actor(actor).to_string()).end_object();
}

void DataWriter::write(const domain::HistorySubject& subject) {
  const auto id = names_person(subject.kind) ? viewer_.person(subject.id) : subject.id;
  out_.begin_object().field("kind", word_of(subject.kind)).field("id", id.to_string()).end_object();
}

void DataWriter::write(const domain::HistoryMoment& moment) {
  std::visit([this](const auto& each) { write(each); }, moment);
}

void DataWriter::write(const std::map<std::string, std::string>& fields) {
  out_.begin_object();
  for (const auto& [name, value] : fields) out_.field(name, value);
  out_.end_object();
}

}  // namespace rollcall::api::feed
