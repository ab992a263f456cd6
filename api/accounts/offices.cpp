#include "api/accounts/offices.hpp"

#include "api/commands/slugs.hpp"

namespace rollcall::api {

bool needs_office(const Context& context) {
  return context.log.offices().size() > 1;
}

std::optional<eventstore::OfficeId> find_office(const Context& context,
                                                const std::optional<std::string>& slug) {
  const auto offices = context.log.offices();
  if (!slug) return offices.size() == 1 ? std::optional(offices.front()) : std::nullopt;
  const auto office = context.slugs.find(domain::Slug::restore(*slug));
  return office ? std::optional(projections::to_log(office->uuid)) : std::nullopt;
}

}  // namespace rollcall::api
