#include "tests/crash/folder_check.hpp"

#include <future>

#include "eventstore/rocksdb_log.hpp"
#include "eventstore/vault.hpp"
#include "projections/log_codec.hpp"
#include "projections/projector.hpp"
#include "tests/eventstore/chain_check.hpp"

namespace rollcall::tests {
namespace {

namespace fs = std::filesystem;
using eventstore::Log;
using eventstore::OfficeId;
using projections::LogCodec;

// Log and vault of a folder, opened as the program does.
struct OpenFolder {
  explicit OpenFolder(const fs::path& data) {
    auto key = eventstore::MasterKey::load(data / "master.key");
    CHECK(key.has_value());
    auto opened_log = eventstore::open_rocksdb_log(data / "log");
    CHECK(opened_log.has_value());
    auto opened_vault = eventstore::open_vault(data / "vault", std::move(*key));
    CHECK(opened_vault.has_value());
    log = std::move(*opened_log);
    vault = std::move(*opened_vault);
    codec = std::make_unique<LogCodec>(*vault);
    office = log->offices().front();
  }

  std::unique_ptr<Log> log;
  std::unique_ptr<eventstore::Vault> vault;
  std::unique_ptr<LogCodec> codec;
  OfficeId office{};
};

using Rows = std::map<std::string, std::string>;  // all key spaces, checkpoints too

Rows rows_of(const projections::ViewReader& view) {
  Rows rows;
  view.scan("", "", [&rows](std::string_view key, std::string_view value) {
    rows.emplace(key, value);
    return true;
  });
  EXPECT_FALSE(view.failed());
  return rows;
}

// What the store holds once a projector has brought it to the log's end.
Rows caught_up(const OpenFolder& folder, std::unique_ptr<projections::ViewStore> store) {
  const auto projector = projections::start_projector(*folder.log, *folder.codec, std::move(store),
                                                      projections::all_projections());
  std::promise<bool> done;
  projector->when_projected(folder.office, folder.log->head(folder.office), {},
                            [&done](bool projected) { done.set_value(projected); });
  EXPECT_TRUE(done.get_future().get());
  for (const auto& status : projector->status()) EXPECT_EQ(status.stopped_reason, "");
  return rows_of(*projector->snapshot(folder.office).view);
}

void expect_same(const Rows& kept, const Rows& rebuilt) {
  EXPECT_EQ(kept.size(), rebuilt.size());
  std::size_t others = 0;
  for (const auto& [key, value] : rebuilt) {
    const auto found = kept.find(key);
    others += found == kept.end() || found->second != value;
  }
  EXPECT_EQ(others, 0u) << "rows that a rebuild makes otherwise";
}

void check_views(const OpenFolder& folder, const fs::path& views, Views state) {
  const ScratchFolder scratch;
  const auto copy = scratch.path() / "views";
  fs::copy(views, copy, fs::copy_options::recursive);
  const auto rebuilt = caught_up(folder, projections::make_memory_view_store());
  if (state == Views::as_a_stop_left_them) {
    const auto store = projections::open_view_store(copy);
    ASSERT_TRUE(store);
    expect_same(rows_of(*store->snapshot()), rebuilt);
  }
  auto store = projections::open_view_store(copy);
  ASSERT_TRUE(store);
  expect_same(caught_up(folder, std::move(store)), rebuilt);
}

// The event at the position of the answer is one about the resource.
void check_ledger(const OpenFolder& folder, const Writer& writer, Tally& tally) {
  EXPECT_LE(writer.last_position(), folder.log->head(folder.office));
  for (const auto& one : writer.ledger()) {
    const auto id = domain::Uuid::parse(one.id);
    CHECK(id.has_value());
    const eventstore::Query query{{{{}, {{one.tag_kind, projections::to_log(*id)}}}}};
    const auto there =
        folder.log->read(folder.office, query, {.after = one.position - 1, .up_to = one.position});
    if (!there || there->size() != 1) {
      tally.lose(one.target + " is not in the log at " + std::to_string(one.position));
    }
  }
}

// What became of one sending.
struct Course {
  std::uint64_t announced = 0;
  std::uint64_t attempts = 0;
  std::uint64_t sent = 0;
  std::vector<std::string> failed;
};

using Courses = std::map<domain::Uuid, Course>;

struct MailEvents {
  Courses& courses;

  void operator()(const domain::ListShared& event) const {
    ++courses[event.sending.id.uuid].announced;
  }
  void operator()(const domain::ShareResent& event) const {
    ++courses[event.sending.id.uuid].announced;
  }
  void operator()(const domain::ShareEmailAttempted& event) const {
    ++courses[event.sending.uuid].attempts;
  }
  void operator()(const domain::ShareEmailSent& event) const { ++courses[event.sending.uuid].sent; }
  void operator()(const domain::ShareEmailFailed& event) const {
    courses[event.sending.uuid].failed.push_back(event.reason);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

FolderFacts check_folder(const fs::path& data, Views views,
                         const std::vector<std::unique_ptr<Writer>>& writers, Tally& tally) {
  const OpenFolder folder(data);
  eventstore::check_whole(*folder.log);
  for (const auto& writer : writers) check_ledger(folder, *writer, tally);
  check_views(folder, data / "views", views);
  return {folder.log->head(folder.office), folder.log->last_batch()};
}

MailFacts check_mails(const fs::path& data) {
  const OpenFolder folder(data);
  Courses courses;
  const auto records = folder.log->read(folder.office, {}, {});
  CHECK(records.has_value());
  for (const auto& record : *records) {
    const auto logged = folder.codec->decode(folder.office, record);
    CHECK(logged.has_value());
    domain::visit_event(MailEvents{courses}, logged->event);
  }
  MailFacts facts;
  for (const auto& [id, course] : courses) {
    SCOPED_TRACE("sending " + id.to_string());
    EXPECT_EQ(course.announced, 1u);
    EXPECT_EQ(course.sent + course.failed.size(), 1u);
    for (const auto& reason : course.failed) EXPECT_EQ(reason, "outcome unknown");
    if (!course.failed.empty()) EXPECT_EQ(course.attempts, 2u);
    ++facts.sendings;
    facts.sent += course.sent;
    facts.given_up += course.failed.size();
    facts.tried_again += course.attempts > 1;
  }
  return facts;
}

}  // namespace rollcall::tests
