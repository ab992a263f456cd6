#pragma once
// Values of JSON bodies that have no `parse` with refusals. Each takes a field that may be absent
// (the body has that fault already) and records a fault if it is not of the form.

#include <algorithm>
#include <optional>
#include <string>

#include "api/json/body.hpp"
#include "domain/values/time.hpp"
#include "domain/values/uuid.hpp"

namespace rollcall::api::handlers {

inline void malformed(const json::Value& value) {
  value.fault("malformed", std::string(json::sentence_of("malformed")));
}

template <class Id>
std::optional<Id> read_id(const std::optional<json::Value>& value) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto uuid = domain::Uuid::parse(*text);
  if (!uuid) malformed(*value);
  return uuid ? std::optional(Id{*uuid}) : std::nullopt;
}

inline std::optional<domain::Date> read_date(const std::optional<json::Value>& value) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto date = domain::Date::parse(*text);
  if (!date) malformed(*value);
  return date;
}

inline std::optional<domain::Instant> read_instant(const std::optional<json::Value>& value) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto instant = domain::Instant::parse(*text);
  if (!instant) malformed(*value);
  return instant;
}

// A whole number that has a rule: what is far beyond it stays so.
inline std::optional<std::int32_t> read_count(const std::optional<json::Value>& value) {
  const auto count = value ? value->integer() : std::nullopt;
  if (!count) return std::nullopt;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(*count, -1, 1'000'000));
}

// For a PATCH, a field that can be changed but not be taken away: null is a fault.
inline std::optional<json::Value> changed(const json::Object& from, std::string_view name) {
  return from.is_null(name) ? from.required(name) : from.optional(name);
}

}  // namespace rollcall::api::handlers
