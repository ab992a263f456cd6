#include "domain/codec/parts.hpp"

#include <array>

namespace rollcall::codec {

std::string associated_data(const domain::Uuid& event_id, domain::PersonId person) {
  std::string data(event_id.bytes.begin(), event_id.bytes.end());
  return data.append(person.uuid.bytes.begin(), person.uuid.bytes.end());
}

std::optional<std::string> seal(domain::PersonId person, const Result<std::string>& plain,
                                Sealing& sealing) {
  if (!plain) {
    sealing.failure.set(plain.error());
    return std::nullopt;
  }
  auto sealed = sealing.keys.seal(person, associated_data(sealing.event_id, person), *plain);
  if (!sealed) {
    sealing.failure.set(sealed.error());
    return std::nullopt;
  }
  if (!*sealed) sealing.failure.set(Error::not_sealable);
  return *std::move(sealed);
}

std::optional<std::string> open(domain::PersonId person, std::string_view sealed,
                                Sealing& sealing) {
  auto plain = sealing.keys.open(person, associated_data(sealing.event_id, person), sealed);
  if (!plain) {
    sealing.failure.set(plain.error());
    return std::nullopt;
  }
  return *std::move(plain);
}

void Part<domain::StaffDetails>::write(const domain::StaffDetails& from, Message::Builder to) {
  to.setEmail(text(from.email));
  to.setFirstName(text(from.first_name));
  to.setLastName(text(from.last_name));
}
void Part<domain::StaffDetails>::read(Message::Reader from, domain::StaffDetails& to, Failure&) {
  get(from.getEmail(), to.email);
  get(from.getFirstName(), to.first_name);
  get(from.getLastName(), to.last_name);
}

void Part<domain::ContactDetails>::write(const domain::ContactDetails& from, Message::Builder to) {
  to.setEmail(text(from.email));
  to.setFirstName(text(from.first_name));
  to.setLastName(text(from.last_name));
  auto phones = to.initPhones(count(from.phones));
  for (unsigned i = 0; i < phones.size(); ++i) {
    phones[i].setLabel(text(from.phones[i].label));
    phones[i].setNumber(text(from.phones[i].number));
  }
}
void Part<domain::ContactDetails>::read(Message::Reader from, domain::ContactDetails& to,
                                        Failure&) {
  get(from.getEmail(), to.email);
  get(from.getFirstName(), to.first_name);
  get(from.getLastName(), to.last_name);
  for (auto phone : from.getPhones()) {
    to.phones.push_back({domain::Label::restore(string(phone.getLabel())),
                         domain::PhoneNumber::restore(string(phone.getNumber()))});
  }
}

void Part<domain::Addressed>::write(const domain::Addressed& from, Message::Builder to) {
  to.setEmail(text(from.email));
  to.setName(text(from.name));
  to.setSubject(text(from.mail.subject));
  to.setBody(text(from.mail.body));
}
void Part<domain::Addressed>::read(Message::Reader from, domain::Addressed& to, Failure&) {
  get(from.getEmail(), to.email);
  get(from.getName(), to.name);
  get(from.getSubject(), to.mail.subject);
  get(from.getBody(), to.mail.body);
}

void Part<domain::ClientDetails>::write(const domain::ClientDetails& from, Message::Builder to) {
  to.setAddress(text(from.address));
  to.setUserAgent(text(from.user_agent));
}
void Part<domain::ClientDetails>::read(Message::Reader from, domain::ClientDetails& to, Failure&) {
  to.address = string(from.getAddress());
  to.user_agent = string(from.getUserAgent());
}

namespace {

// In the order of domain::StandardField.
using Setter = void (schema::ParticipantDetails::Builder::*)(capnp::Text::Reader);
using Getter = capnp::Text::Reader (schema::ParticipantDetails::Reader::*)() const;
using To = schema::ParticipantDetails::Builder;
using From = schema::ParticipantDetails::Reader;
constexpr std::array<Setter, domain::kStandardFields> kSetters = {
    &To::setExternalId, &To::setFirstName, &To::setLastName, &To::setEmail,
    &To::setPhone,      &To::setCompany,   &To::setStatus};
constexpr std::array<Getter, domain::kStandardFields> kGetters = {
    &From::getExternalId, &From::getFirstName, &From::getLastName, &From::getEmail,
    &From::getPhone,      &From::getCompany,   &From::getStatus};

}  // namespace

void Part<domain::ParticipantDetails>::write(const domain::ParticipantDetails& from, To to) {
  for (std::size_t i = 0; i < kSetters.size(); ++i) {
    if (!from.standard[i].empty()) (to.*kSetters[i])(text(from.standard[i]));
  }
  auto fields = to.initFields(count(from.fields));
  unsigned i = 0;
  for (const auto& [name, value] : from.fields) {
    fields[i].setName(text(name));
    fields[i].setValue(text(value));
    ++i;
  }
}
void Part<domain::ParticipantDetails>::read(From from, domain::ParticipantDetails& to,
                                            Failure& failure) {
  for (std::size_t i = 0; i < kGetters.size(); ++i) to.standard[i] = string((from.*kGetters[i])());
  for (auto field : from.getFields()) {
    to.fields.emplace_hint(to.fields.end(), string(field.getName()), string(field.getValue()));
  }
  if (to.fields.size() != from.getFields().size()) failure.set(Error::malformed);  // one twice
}

}  // namespace rollcall::codec
