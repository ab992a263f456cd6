#pragma once
// A read model: what it builds from events, in a key space of its own.

#include <array>
#include <string>
#include <string_view>

#include "projections/log_codec.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {

// First byte of every key of a projection. Never two alike.
enum class KeySpace : char {
  checkpoint = 0x01,
  offices = 0x10,
  organisations = 0x11,
  contacts = 0x12,
  projects = 0x13,
  lists = 0x14,
  shares = 0x15,
  links = 0x16,
  expiries = 0x19,
  customer_webs = 0x17,
  people = 0x1c,
  retention = 0x1d,
};
// Whose rows hold data of persons, all of them under the office's id.
inline constexpr std::array kPersonalSpaces = {KeySpace::offices, KeySpace::contacts,
                                               KeySpace::lists, KeySpace::shares, KeySpace::people};

class Projection {
 public:
  virtual ~Projection() = default;
  virtual std::string_view name() const = 0;
  // Changes when what it builds changes: then it is rebuilt.
  virtual std::uint32_t version() const = 0;
  virtual KeySpace key_space() const = 0;
  // Shows one event in the view. Never skips: what it does not understand is a false with a reason.
  virtual bool apply(const OfficeId& office, const LoggedEvent& event, ViewWriter& view,
                     std::string& reason) const = 0;
};

// All projections of Rollcall, in no particular order. One line each.
std::vector<std::unique_ptr<Projection>> all_projections();

}  // namespace rollcall::projections
