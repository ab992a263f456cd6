#pragma once
// What tests of projections are given: ids, values, and views over events that are recorded one by
// one, without log or codec.

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "domain/event.hpp"
#include "projections/contacts.hpp"
#include "projections/customer_webs.hpp"
#include "projections/lists.hpp"
#include "projections/offices.hpp"
#include "projections/organisations.hpp"
#include "projections/projector.hpp"
#include "projections/projects.hpp"
#include "projections/shares.hpp"
#include "tests/files.hpp"

namespace rollcall::projections {

template <class Id>
Id id_of(std::uint64_t number) {
  Id id;
  for (std::size_t i = 0; i < 8; ++i)
    id.uuid.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}
inline const domain::OfficeId kOffice = id_of<domain::OfficeId>(7);
inline const OfficeId kLogOffice = to_log(kOffice.uuid);

template <class T>
domain::Personal<T> known(domain::PersonId person, T value) {
  return {person, std::move(value)};
}

domain::Event organisation_added(std::uint64_t organisation, domain::OrganisationKind kind,
                                 const std::string& name);
domain::Event contact_added(std::uint64_t contact, std::uint64_t organisation,
                            const std::string& email, const std::string& first,
                            const std::string& last);
domain::Event contact_linked(std::uint64_t contact, std::uint64_t organisation,
                             domain::OrganisationKind kind);
domain::Event organisation_deleted(std::uint64_t organisation, domain::OrganisationKind kind);
domain::Event organisation_renamed(std::uint64_t organisation, const std::string& name);
domain::Event project_edited(std::uint64_t project, std::uint64_t customer,
                             const std::string& name);
domain::Event project_status_changed(std::uint64_t project, domain::ProjectStatus status,
                                     const std::string& reason);
domain::Event project_created(std::uint64_t project, std::uint64_t customer,
                              const std::string& name);
domain::Event joined(std::uint64_t project, std::uint64_t contact, std::uint64_t organisation);
domain::Event left(std::uint64_t project, std::uint64_t contact);
domain::ParticipantDetails participant(const std::string& first, const std::string& last,
                                       const std::string& company = "");
domain::Event participant_added(std::uint64_t participant, std::uint64_t project,
                                domain::ParticipantDetails details);
domain::Event participant_edited(std::uint64_t participant, std::uint64_t project,
                                 domain::ParticipantDetails details);
domain::Event participant_removed(std::uint64_t participant, std::uint64_t project);
domain::ListDefinition definition(const std::string& name, std::vector<std::string> columns,
                                  const std::string& only_company = "");
domain::Event list_created(std::uint64_t list, std::uint64_t project,
                           domain::ListDefinition list_as);
domain::Event list_edited(std::uint64_t list, std::uint64_t project,
                          domain::ListDefinition list_as);
domain::Event list_deleted(std::uint64_t list, std::uint64_t project);
domain::Sending sending(std::uint64_t id, const std::string& email);
domain::Event list_shared(std::uint64_t share, std::uint64_t list, std::uint64_t project,
                          std::optional<std::uint64_t> contact, const std::string& email);
domain::Event share_resent(std::uint64_t share, std::uint64_t sending_id, const std::string& email);
domain::Event email_sent(std::uint64_t share, std::uint64_t sending_id);
domain::Event validity_changed(std::uint64_t share, std::int32_t day);
domain::Event share_revoked(std::uint64_t share);
domain::Event accessed(std::uint64_t access, std::uint64_t list,
                       std::optional<std::uint64_t> share);
// A receiver's look at that version of the list.
domain::Event looked(std::uint64_t access, std::uint64_t list, std::uint64_t share,
                     std::uint64_t session, Position version);

domain::Event list_ticked(std::uint64_t list, std::uint64_t project, std::int32_t order);
domain::Event list_unticked(std::uint64_t list, std::uint64_t project);
domain::Event page_added(std::uint64_t item, std::uint64_t project, const std::string& title);
// A look on customer web.
domain::Event visited(std::uint64_t access, std::uint64_t list, std::uint64_t contact);

enum class StoreKind { memory, rocksdb };
std::string name_of_store(const testing::TestParamInfo<StoreKind>& info);
std::unique_ptr<ViewStore> open_store(StoreKind kind, const std::filesystem::path& folder);

// The time of an event is its position, in seconds.
domain::Instant time_of(Position position);
LoggedEvent logged(domain::Event event, Position position);

// Views over events of kOffice.
class Views {
 public:
  explicit Views(StoreKind kind) : store_(open_store(kind, folder_.path())) {}

  // Records the next event; its position.
  Position record(domain::Event event);
  const ViewReader& now() {
    view_ = store_->snapshot();
    return *view_;
  }

 private:
  tests::ScratchFolder folder_;
  std::unique_ptr<ViewStore> store_;
  std::shared_ptr<const ViewReader> view_;
  std::vector<std::unique_ptr<Projection>> projections_ = all_projections();
  Position position_ = 0;
};

// Tests of what views answer run over every kind of store.
class ViewsTest : public testing::TestWithParam<StoreKind> {
 protected:
  Views views{GetParam()};
};

// Everything in a store but checkpoints, as one text of keys and values in order.
std::string rows_of_views(const ViewReader& view);

}  // namespace rollcall::projections
