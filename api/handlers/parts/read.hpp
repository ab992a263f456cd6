#pragma once
// Values of JSON bodies that have no `parse` with refusals. Each takes a field that may be absent
// (the body has that fault already) and records a fault if it is not of the form.

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

}  // namespace rollcall::api::handlers
