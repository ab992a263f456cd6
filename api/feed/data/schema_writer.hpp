#pragma once
// What DataWriter writes of a type, as a JSON Schema, in what drafts 7 (on which AsyncAPI builds)
// and 2020-12 have in common. Not thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "api/feed/data/data_writer.hpp"

namespace rollcall::api::feed {

class SchemaWriter {
 public:
  explicit SchemaWriter(json::Writer& out) : out_(out) {}

  template <class T>
  SchemaWriter& field(std::string_view name, const T& value) {
    required_.push_back(name);
    return property(name, value);
  }
  template <class T>
  SchemaWriter& authored(std::string_view name, const T& value) {
    return property(name, value);
  }
  SchemaWriter& secret(const domain::LinkHash&) { return *this; }

  // The schema of an event, or a part of one, as an object's members.
  template <class T>
  void object(const T& described) {
    out_.field("type", "object").begin_object("properties");
    SchemaWriter members(out_);
    describe(members, described);
    out_.end_object();
    require(members.required_);
  }

 private:
  template <class T>
  SchemaWriter& property(std::string_view name, const T& value) {
    out_.begin_object(name);
    write(value);
    out_.end_object();
    return *this;
  }
  // {"kind", "id"}, of what is a person or not.
  template <class Kind>
  void kind_and_id() {
    out_.field("type", "object").begin_object("properties");
    property("kind", Kind{}).property("id", domain::PersonId{});
    out_.end_object();
    require({"kind", "id"});
  }
  void require(const std::vector<std::string_view>& names);
  void words(const std::vector<std::string_view>& all);

  void write(bool) { out_.field("type", "boolean"); }
  void write(std::int32_t) { out_.field("type", "integer"); }
  void write(std::uint32_t) { out_.field("type", "integer").field("minimum", 0); }
  void write(std::uint64_t) { out_.field("type", "integer").field("minimum", 0); }
  void write(const std::string&) { out_.field("type", "string"); }
  void write(const IsText auto&) { out_.field("type", "string"); }
  void write(const domain::Date&) { out_.field("type", "string").field("format", "date"); }
  void write(const domain::Instant&) { out_.field("type", "string").field("format", "date-time"); }
  void write(const domain::Column&) { out_.field("type", "string"); }
  void write(const domain::TimeZone&) { out_.field("type", "string"); }
  void write(domain::FileType) { out_.field("type", "string"); }
  void write(const Sha256&) { out_.field("type", "string").field("pattern", "^[0-9a-f]{64}$"); }
  void write(const domain::Actor&) { kind_and_id<domain::ActorKind>(); }
  void write(const domain::HistorySubject&) { kind_and_id<domain::HistorySubjectKind>(); }
  void write(const domain::HistoryMoment&);
  void write(const domain::AccountHolder&) { write(domain::Actor{}); }
  void write(const std::map<std::string, std::string>&);

  template <class E>
    requires std::is_enum_v<E>
  void write(E) {
    std::vector<std::string_view> all;
    for (unsigned value = 0; value <= 0xff; ++value) {
      if (const auto word = word_of(static_cast<E>(value)); !word.empty()) all.push_back(word);
    }
    words(all);
  }
  template <class Kind>
  void write(const domain::TypedId<Kind>&) {
    out_.field("type", "string").field("format", "uuid");
    if (kNamesPerson<domain::TypedId<Kind>>) out_.field("description", "A person, or a pseudonym.");
  }
  template <class T>
  void write(const std::optional<T>&) {
    out_.begin_array("anyOf").begin_object();
    write(T{});
    out_.end_object().begin_object().field("type", "null").end_object().end_array();
  }
  template <class T>
  void write(const std::vector<T>&) {
    out_.field("type", "array").begin_object("items");
    write(T{});
    out_.end_object();
  }
  template <class T>
  void write(const domain::Personal<T>&) {
    out_.field("type", "object").begin_object("properties");
    property("personId", domain::PersonId{});
    out_.begin_object("state");
    words({"known", "erased", "withheld"});
    out_.end_object().begin_object("value");
    write(std::optional<T>{});
    out_.end_object().end_object();
    require({"personId", "state", "value"});
  }
  template <class T>
    requires requires(SchemaWriter& out, const T& value) { describe(out, value); }
  void write(const T& described) {
    object(described);
  }

  json::Writer& out_;
  std::vector<std::string_view> required_;
};

}  // namespace rollcall::api::feed
