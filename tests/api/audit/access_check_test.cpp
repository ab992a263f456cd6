// `rollcall audit check` on a folder that no server has.
#include "api/cli/access_check.hpp"

#include "eventstore/rocksdb_log.hpp"
#include "tests/api/fixture.hpp"
#include "tests/support/folders.hpp"

namespace rollcall::api::access_check_test {
namespace {

using ::testing::HasSubstr;

const eventstore::OfficeId kOffice{7};

void record(const std::filesystem::path& folder, domain::Proposals proposals, domain::Actor by) {
  auto log = eventstore::open_rocksdb_log(folder);
  ASSERT_TRUE(log.has_value());
  const auto vault = eventstore::make_memory_vault(eventstore::MasterKey::from_seed("test"));
  const projections::LogCodec codec(*vault);
  std::uint8_t id = 0;
  auto events = codec.encode(kOffice, proposals, [&] { return domain::Uuid{{1, ++id}}; });
  ASSERT_TRUE(events.has_value());
  eventstore::Append append;
  append.office = kOffice;
  append.events = std::move(*events);
  append.actor = projections::to_log(by);
  ASSERT_TRUE(eventstore::append_and_wait(**log, std::move(append)).has_value());
}

TEST(AuditCheck, says_that_every_look_was_allowed_or_names_those_that_were_not) {
  const tests::ScratchFolder folder;
  const cli::DataFolder data{folder.path()};
  EXPECT_FALSE(cli::check_accesses(data));  // and makes no log where there was none
  EXPECT_FALSE(std::filesystem::exists(data.log()));
  const domain::StaffId staff{{{2}}};
  const domain::ListId list{{{3}}};
  domain::ListAccessed look;
  look.list = list;
  look.kind = domain::AccessKind::json;
  const domain::Actor by{domain::ActorKind::staff, staff.uuid};
  record(data.log(),
         {domain::propose(domain::StaffAdded{{}, staff, domain::StaffRole::office_admin, {}}),
          domain::propose(domain::ListCreated{list, domain::ProjectId{{{4}}}, {}}),
          domain::propose(look)},
         by);
  const auto good = cli::check_accesses(data);
  ASSERT_TRUE(good);
  EXPECT_TRUE(good->is_allowed);
  EXPECT_EQ(good->text, "every look was allowed: 1 offices, 1 lists, 1 looks\n");
  record(data.log(), {domain::propose(domain::StaffDeactivated{{}, staff}), domain::propose(look)},
         by);
  const auto bad = cli::check_accesses(data);
  ASSERT_TRUE(bad);
  EXPECT_FALSE(bad->is_allowed);
  EXPECT_THAT(bad->text, HasSubstr("event 5 at "));
  EXPECT_THAT(bad->text, HasSubstr("a look at list " + list.uuid.to_string() +
                                   " by staff:" + staff.uuid.to_string() + ": staff_inactive\n"));
  EXPECT_THAT(bad->text, HasSubstr("NOT ALLOWED: 1 looks"));
}

}  // namespace
}  // namespace rollcall::api::access_check_test
