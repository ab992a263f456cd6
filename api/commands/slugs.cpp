#include "api/commands/slugs.hpp"

namespace rollcall::api {

Slugs::Claim::~Claim() {
  std::lock_guard lock(slugs_.mutex_);
  if (entry_) slugs_.claims_.erase(*entry_);
}

// The claim is there before logs are read: who comes between an append and the end of its claim
// sees one of them.
std::shared_ptr<const Slugs::Claim> Slugs::claim(const domain::Slug& slug,
                                                 domain::OfficeId office) {
  const std::shared_ptr<Claim> claim(new Claim(*this));
  {
    std::lock_guard lock(mutex_);
    const auto claimed = claims_.find(slug.str());
    if (claimed != claims_.end() && claimed->second != office) {
      claim->holder_ = claimed->second;
      return claim;
    }
    claim->entry_ = claims_.emplace(slug.str(), office);
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
