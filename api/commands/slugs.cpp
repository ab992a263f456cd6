#include "api/commands/slugs.hpp"

namespace rollcall::api {

Slugs::Claim::~Claim() {
  std::lock_guard lock(slugs_.mutex_);
  slugs_.claims_.erase(entry_);
}

// The claim is there before logs are read: of two who claim at once, one sees the other's.
std::shared_ptr<const Slugs::Claim> Slugs::claim(const domain::Slug& slug,
                                                 domain::OfficeId office) {
  std::shared_ptr<Claim> claim;
  {
    std::lock_guard lock(mutex_);
    const auto [first, last] = claims_.equal_range(slug.str());
    std::optional<domain::OfficeId> other;
    for (auto each = first; each != last; ++each) {
      if (each->second != office) other = each->second;
    }
    claim.reset(new Claim(*this, claims_.emplace(slug.str(), office)));
    claim->holder_ = other;
  }
  const auto found = find(slug);
  if (found && *found != office) claim->holder_ = found;
  return claim;
}

std::optional<domain::OfficeId> Slugs::find(const domain::Slug& slug) const {
  for (const auto& office : log_.offices()) {
    const domain::OfficeId id{projections::from_log(office)};
    const auto state =
        commands_.facts(office).load<domain::OfficeState>(domain::facts_of_office(id));
    if (state->settings && state->settings->slug == slug) return id;
  }
  return std::nullopt;
}

}  // namespace rollcall::api
