#pragma once
// An event's data as JSON, as far as its reader may know it. Not thread-safe.

#include <array>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "api/feed/data/events.hpp"
#include "api/feed/data/viewer.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::feed {

template <class T>
concept IsText = requires(const T& value) { value.str(); };
template <class T>
concept IsPrinted = std::is_same_v<T, domain::Date> || std::is_same_v<T, domain::Instant>;

class DataWriter {
 public:
  DataWriter(json::Writer& out, const Viewer& viewer) : out_(out), viewer_(viewer) {}

  template <class T>
  DataWriter& field(std::string_view name, const T& value) {
    out_.key(name);
    write(value);
    return *this;
  }
  template <class T>
  DataWriter& authored(std::string_view name, const T& value) {
    if (!viewer_.knows_persons()) return *this;
    has_personal_ = has_personal_ || is_said(value);
    return field(name, value);
  }
  DataWriter& secret(const domain::LinkHash&) { return *this; }

  template <class T>
  void object(const T& described) {
    out_.begin_object();
    describe(*this, described);
    out_.end_object();
  }

  // Something was written that not every reader is shown.
  bool has_personal() const { return has_personal_; }

 private:
  template <class T>
  static bool is_said(const T&) {
    return true;
  }
  template <class T>
  static bool is_said(const std::optional<T>& maybe) {
    return maybe.has_value();
  }
  template <class T>
  static bool is_said(const std::vector<T>& all) {
    return !all.empty();
  }

  void write(bool flag) { out_.value(flag); }
  void write(std::int32_t number) { out_.value(number); }
  void write(std::uint32_t number) { out_.value(number); }
  void write(std::uint64_t number) { out_.value(number); }
  void write(const std::string& text) { out_.value(text); }
  void write(const IsText auto& text) { out_.value(text.str()); }
  void write(const IsPrinted auto& time) { out_.value(time.to_string()); }
  void write(const domain::Column& column) { out_.value(column.key()); }
  void write(const domain::TimeZone& zone) { out_.value(zone.name()); }
  void write(const Sha256& content);
  void write(const domain::Actor& actor);
  void write(const domain::AccountHolder& holder) { write(domain::actor_of(holder)); }
  void write(const domain::HistorySubject& subject);
  void write(const domain::HistoryMoment& moment);
  void write(const std::map<std::string, std::string>& fields);

  template <class E>
    requires std::is_enum_v<E>
  void write(E value) {
    out_.value(word_of(value));
  }
  template <class Kind>
  void write(const domain::TypedId<Kind>& id) {
    const auto& uuid = id.uuid;
    out_.value((kNamesPerson<domain::TypedId<Kind>> ? viewer_.person(uuid) : uuid).to_string());
  }
  template <class T>
  void write(const std::optional<T>& maybe) {
    maybe ? write(*maybe) : static_cast<void>(out_.null());
  }
  template <class T>
  void write(const std::vector<T>& all) {
    out_.begin_array();
    for (const T& each : all) write(each);
    out_.end_array();
  }
  // What is erased reads so to everybody.
  template <class T>
  void write(const domain::Personal<T>& part) {
    const bool shown = part.known && viewer_.knows_persons();
    out_.begin_object().field("personId", viewer_.person(part.person.uuid).to_string());
    out_.field("state", part.erased() ? "erased" : shown ? "known" : "withheld").key("value");
    if (shown) {
      object(*part.known);
      has_personal_ = true;
    } else {
      out_.null();
    }
    out_.end_object();
  }
  template <class T>
    requires requires(DataWriter& out, const T& value) { describe(out, value); }
  void write(const T& described) {
    object(described);
  }

  json::Writer& out_;
  const Viewer& viewer_;
  bool has_personal_ = false;
};

}  // namespace rollcall::api::feed
