#include "projections/links.hpp"

#include <cstring>

namespace rollcall::projections {
namespace {

std::string key_of(const domain::LinkHash& hash) {
  std::string key(1, static_cast<char>(KeySpace::links));
  return key.append(reinterpret_cast<const char*>(hash.data()), hash.size());
}

class LinksProjection : public Projection {
 public:
  std::string_view name() const override { return "links"; }
  std::uint32_t version() const override { return 3; }
  KeySpace key_space() const override { return KeySpace::links; }

  bool apply(const OfficeId& office, const LoggedEvent& event, ViewWriter& view,
             std::string&) const override {
    const auto row = [&](const domain::LinkHash& hash, domain::ShareId share) {
      std::string bytes(reinterpret_cast<const char*>(office.data()), office.size());
      const auto& id = share.uuid.bytes;
      view.put(key_of(hash), bytes.append(reinterpret_cast<const char*>(id.data()), id.size()));
    };
    domain::visit_event(
        domain::Overloaded{
            [&](const domain::ShareEmailAttempted& e) { row(e.link_hash, e.share); },
            [&](const domain::PasswordLinkIssued& e) { row(e.link_hash, {}); },
            [&](const domain::OfferMailQueued& e) { row(e.link_hash, {}); },
            [](const auto&) {},  // brings no link
        },
        event.event);
    return true;
  }
};

}  // namespace

std::unique_ptr<Projection> make_links_projection() {
  return std::make_unique<LinksProjection>();
}

std::optional<LinkRow> find_link(const ViewReader& view, const domain::LinkHash& hash) {
  const auto bytes = view.get(key_of(hash));
  LinkRow row;
  auto& share = row.share.uuid.bytes;
  if (!bytes || bytes->size() != row.office.size() + share.size()) return std::nullopt;
  std::memcpy(row.office.data(), bytes->data(), row.office.size());
  std::memcpy(share.data(), bytes->data() + row.office.size(), share.size());
  return row;
}

}  // namespace rollcall::projections
