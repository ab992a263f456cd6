#pragma once
// Sealed parts: data about a person, as a message of its own under that person's key.

#include <string>

#include "domain/codec/fields.hpp"
#include "domain/codec/message.hpp"

namespace rollcall::codec {

// What travels sealed: its message, and how it is written and read.
template <class T>
struct Part;
#define ROLLCALL_PART(Name)                                             \
  template <>                                                           \
  struct Part<domain::Name> {                                           \
    using Message = schema::Name;                                       \
    static void write(const domain::Name& from, Message::Builder to);   \
    static void read(Message::Reader from, domain::Name& to, Failure&); \
  };
ROLLCALL_PART(StaffDetails)
ROLLCALL_PART(ContactDetails)
ROLLCALL_PART(ParticipantDetails)
ROLLCALL_PART(Addressed)
ROLLCALL_PART(ClientDetails)
#undef ROLLCALL_PART

// Of one encode or decode: the event whose parts are sealed or opened.
struct Sealing {
  const domain::Uuid& event_id;
  const PersonKeys& keys;
  Failure failure;
};

// Event id, then person id.
std::string associated_data(const domain::Uuid& event_id, domain::PersonId person);

// nullopt and a failure, if it can't be sealed.
std::optional<std::string> seal(domain::PersonId person, const Result<std::string>& plain,
                                Sealing& sealing);
// nullopt if the person's key is gone, or on a failure.
std::optional<std::string> open(domain::PersonId person, std::string_view sealed, Sealing& sealing);

// `to` and `from`: a group {person, sealed}.
template <class T>
void put(const domain::Personal<T>& part, auto to, Sealing& sealing) {
  put(part.person, to.getPerson());
  if (part.erased()) return;
  const auto plain = write_packed<typename Part<T>::Message>(
      [&](auto root) { Part<T>::write(*part.known, root); });
  const auto sealed = seal(part.person, plain, sealing);
  if (!sealed) return;
  to.setSealed({reinterpret_cast<const kj::byte*>(sealed->data()), sealed->size()});
}

template <class T>
void get(auto from, domain::Personal<T>& part, Sealing& sealing) {
  get(from.getPerson(), part.person);
  const auto sealed = from.getSealed().asChars();
  if (sealed.size() == 0) return;  // it was erased when it was written
  const auto plain = open(part.person, {sealed.begin(), sealed.size()}, sealing);
  if (!plain) return;
  const auto read = read_packed<typename Part<T>::Message>(
      *plain, [&](auto root) { Part<T>::read(root, part.known.emplace(), sealing.failure); });
  if (!read) sealing.failure.set(read.error());
}

}  // namespace rollcall::codec
