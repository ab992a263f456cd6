// Nobody looks unseen: an export is on the record before any of it is written.
#include "api/audit/export/record.hpp"
#include "api/commands/email_key.hpp"
#include "domain/event.hpp"
#include "tests/api/audit/exporting.hpp"

namespace rollcall::api::export_record_test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class AnExportsRecord : public AnExport {
 protected:
  void SetUp() override {
    AnExport::SetUp();
    office.settle();
  }
  projections::LoggedEvent newest() {
    const auto head = api.position();
    const auto records =
        api.context().log.read(api.office().id, {}, {.after = head - 1, .up_to = head});
    return *api.context().codec.decode(api.office().id, records->front());
  }
  static domain::HistoryRead read_of(const projections::LoggedEvent& logged) {
    return std::get<domain::HistoryRead>(std::get<domain::HistoryEvent>(logged.event.of));
  }
  eventstore::Position position() {
    return *audit_export::position_of_export(api.context().log, api.context().codec,
                                             api.office().id);
  }
  std::size_t reads() { return office.count<domain::HistoryRead>(); }
};

TEST_F(AnExportsRecord, says_what_was_asked_and_how_much_was_given) {
  const auto of = of_list();
  const auto folder = written(of);
  EXPECT_EQ(api.position(), of.head.size + 1);
  const auto logged = newest();
  EXPECT_EQ(logged.actor, domain::Actor{});
  EXPECT_GE(logged.decided_at, of.now);
  const auto events = static_cast<std::uint32_t>(lines(content(folder / "events.ndjson")));
  const domain::HistoryRead expected{
      {projections::from_log(api.office().id)},
      domain::HistoryKind::exported_history,
      domain::HistorySubject{domain::HistorySubjectKind::list, of.subject.list->uuid},
      {std::nullopt, of.head.size},
      events};
  EXPECT_EQ(read_of(logged), expected);
}

TEST_F(AnExportsRecord, names_whom_it_is_about) {
  using domain::HistorySubject;
  using Kind = domain::HistorySubjectKind;
  const auto id = *domain::Uuid::parse(office.contact);
  const std::vector<std::pair<audit_export::Subject, std::optional<HistorySubject>>> rows = {
      {{.list = domain::ListId{id}}, HistorySubject{Kind::list, id}},
      {{.project = domain::ProjectId{id}}, HistorySubject{Kind::project, id}},
      {{.participant = domain::ParticipantId{id}}, HistorySubject{Kind::participant, id}},
      {{.contact = domain::ContactId{id}}, HistorySubject{Kind::contact, id}},
      {{.staff = domain::StaffId{id}, .email = domain::EmailKey{}},
       HistorySubject{Kind::staff, id}},
      {{.email = domain::EmailKey{}}, std::nullopt},
  };
  for (const auto& [subject, named] : rows) {
    auto of = request();
    of.subject = subject;
    ASSERT_TRUE(audit_export::record_export(sources(), of, 1));
    EXPECT_EQ(read_of(newest()).subject, named);
  }
}

TEST_F(AnExportsRecord, is_found_by_the_address_that_was_asked_for) {
  auto of = request();
  of.kind = "person";
  of.subject.email = email_key(api.context().vault, api.office().id,
                               *domain::EmailAddress::parse("bus@coach.example"));
  written(of);
  const domain::FactQuery by_address{domain::types_of<domain::HistoryRead>(),
                                     {{domain::TagKind::email, of.subject.email->hash}}};
  EXPECT_EQ(api.context().log.read(api.office().id, projections::to_log({by_address}), {})->size(),
            1u);
  EXPECT_FALSE(read_of(newest()).subject.has_value());
}

TEST_F(AnExportsRecord, is_in_later_exports_about_the_same) {
  written(of_list());
  add_customer(api, "Nudge");
  const auto later = written(of_list());
  EXPECT_THAT(content(later / "events.ndjson"), HasSubstr(R"("type":"HistoryRead")"));
  EXPECT_THAT(faults(later), IsEmpty());
}

// A copy's log parts from the office's with the record, so no checkpoint may be signed over it.
TEST_F(AnExportsRecord, is_not_in_an_export_that_follows_at_once) {
  const auto before = api.position();
  EXPECT_EQ(position(), before);
  written(of_list());
  written(of_participant(office.participants[0]));
  EXPECT_EQ(api.position(), before + 2);
  EXPECT_EQ(position(), before);
  add_customer(api, "Nudge");
  EXPECT_EQ(position(), before + 3);
  api.get("/v1/audit/lists/" + office.list + "/audience");  // a read of another kind
  EXPECT_EQ(position(), before + 4);
}

TEST_F(AnExportsRecord, is_none_where_nothing_is_exported) {
  auto of = of_list();
  const auto full = written(of);
  const auto before = reads();
  EXPECT_FALSE(audit_export::write_export(full, sources(), of));
  of.subject.list = domain::ListId{*domain::Uuid::parse(office.project)};
  EXPECT_FALSE(audit_export::write_export(scratch.path() / "none", sources(), of));
  EXPECT_EQ(reads(), before);
}

TEST_F(AnExportsRecord, that_cannot_be_written_leaves_no_export) {
  const auto of = of_list();
  office.backing.takes_writes = false;
  const auto folder = scratch.path() / "unseen";
  const auto count = audit_export::write_export(folder, sources(), of);
  ASSERT_FALSE(count);
  EXPECT_THAT(count.error(), HasSubstr("on the record"));
  EXPECT_TRUE(fs::is_empty(folder));
}

}  // namespace
}  // namespace rollcall::api::export_record_test
