#include "api/accounts/offices.hpp"

#include "domain/office.hpp"

namespace rollcall::api {

bool needs_office(const Context& context) {
  return context.log.offices().size() > 1;
}

std::optional<eventstore::OfficeId> find_office(const Context& context,
                                                const std::optional<std::string>& slug) {
  const auto offices = context.log.offices();
  if (!slug) return offices.size() == 1 ? std::optional(offices.front()) : std::nullopt;
  for (const auto& office : offices) {
    auto facts = context.commands.facts(office);
    const domain::OfficeId id{projections::from_log(office)};
    const auto state = facts.load<domain::OfficeState>(domain::facts_of_office(id));
    if (state->settings && state->settings->slug.str() == *slug) return office;
  }
  return std::nullopt;
}

}  // namespace rollcall::api
