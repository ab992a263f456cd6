// The erasure register: the file, what is written into it, and folders that are older than it.
#include "api/erasure/register.hpp"

#include <csignal>
#include <sys/resource.h>

#include "api/erasure/forgetting.hpp"
#include "api/erasure/restored.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/support/folders.hpp"

namespace rollcall::api::register_test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using tests::read_file;
using tests::write_file;

domain::Uuid uuid(std::uint8_t n) {
  domain::Uuid id;
  id.bytes.back() = n;
  return id;
}

ErasureEntry entry(std::uint8_t person) {
  return {projections::to_log(uuid(1)),
          {uuid(person)},
          person,
          {1'780'000'000'000},
          {domain::TagKind::contact, uuid(person)}};
}

class RegisterFile : public ::testing::Test {
 protected:
  RegisterFile() { EXPECT_TRUE(ErasureRegister::create(file, log)); }

  std::unique_ptr<ErasureRegister> open(std::size_t most = ErasureRegister::kMaxPersons) {
    auto opened = ErasureRegister::open(file, log, most);
    EXPECT_TRUE(opened) << opened.error();
    return std::move(*opened);
  }
  std::string refusal(std::size_t most = ErasureRegister::kMaxPersons) {
    const auto opened = ErasureRegister::open(file, log, most);
    return opened ? "" : opened.error();
  }
  static std::vector<ErasureEntry> entries(const ErasureRegister& erasures) {
    std::vector<ErasureEntry> found;
    EXPECT_TRUE(erasures.read([&](const ErasureEntry& each) { found.push_back(each); }));
    return found;
  }
  void write_persons() {
    const std::vector persons = {entry(2), entry(3)};
    EXPECT_TRUE(open()->add(persons));
  }

  const tests::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "erasures.register";
  const eventstore::Hash log{7};
};

TEST_F(RegisterFile, keeps_what_it_is_given_once) {
  write_persons();
  const auto erasures = open();
  const std::vector more = {entry(3), entry(4)};
  EXPECT_TRUE(erasures->add(more));
  EXPECT_TRUE(erasures->holds(entry(2).office, entry(2).person));
  EXPECT_FALSE(erasures->holds(entry(5).office, entry(5).person));
  EXPECT_EQ(entries(*erasures), (std::vector{entry(2), entry(3), entry(4)}));
  EXPECT_EQ(entries(*open()), entries(*erasures));
}

TEST_F(RegisterFile, is_not_made_over_another) {
  EXPECT_FALSE(ErasureRegister::create(file, log));
}

TEST_F(RegisterFile, loses_a_last_line_without_an_end) {
  write_persons();
  const auto whole = read_file(file);
  const auto last = whole.rfind('\n', whole.size() - 2) + 1;
  for (std::size_t size = last; size < whole.size(); ++size) {
    write_file(file, whole.substr(0, size));
    EXPECT_EQ(entries(*open()), std::vector{entry(2)}) << size;
    EXPECT_EQ(read_file(file), whole.substr(0, last));
  }
}

TEST_F(RegisterFile, that_is_damaged_is_refused) {
  write_persons();
  const auto whole = read_file(file);
  const auto second = whole.find('\n') + 1;
  const std::pair<std::string, std::string> rows[] = {
      {"", "damaged at line 1"},
      {whole.substr(0, second - 1), "damaged at line 1"},
      {"x" + whole, "damaged at line 1"},
      {whole.substr(second), "damaged at line 1"},
      {whole.substr(0, second) + "\n", "damaged at line 2"},
      {whole + std::string(1'000, 'x') + "\n", "damaged at line 4"},
      {whole + std::string(1, '\0') + "\n", "damaged at line 4"},
      {whole.substr(0, second) + "X" + whole.substr(second + 1), "damaged at line 2"},
      {whole.substr(0, whole.size() - 1) + " \n", "damaged at line 3"},
  };
  for (const auto& [text, why] : rows) {
    write_file(file, text);
    EXPECT_THAT(refusal(), HasSubstr(why)) << text;
    EXPECT_EQ(read_file(file), text);
  }
}

TEST_F(RegisterFile, holds_no_more_than_it_is_to_hold) {
  write_persons();
  const auto erasures = open(3);
  const std::vector two = {entry(4), entry(5)};
  EXPECT_FALSE(erasures->add(two));
  EXPECT_EQ(entries(*erasures), (std::vector{entry(2), entry(3)}));
  const std::vector one = {entry(3), entry(4)};
  EXPECT_TRUE(erasures->add(one)) << "who is in it takes no room";
  EXPECT_THAT(refusal(2), HasSubstr("has more than 3 lines"));
}

// Files may not grow any more, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(std::uintmax_t largest_file) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const ::rlimit full{largest_file, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
  }
  ~FullDisk() {
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &before_), 0);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*const handler_)(int);
  ::rlimit before_{};
};

TEST_F(RegisterFile, takes_nothing_after_a_failed_write_until_it_is_opened_again) {
  write_persons();
  const auto erasures = open();
  const std::vector persons = {entry(4)};
  {
    const FullDisk disk(std::filesystem::file_size(file) + 10);
    EXPECT_FALSE(erasures->add(persons));
  }
  EXPECT_FALSE(erasures->holds(entry(4).office, entry(4).person));
  EXPECT_FALSE(erasures->add(persons)) << "the disk has room again";
  EXPECT_EQ(entries(*open()), (std::vector{entry(2), entry(3)}));
  EXPECT_TRUE(open()->add(persons));
  EXPECT_EQ(entries(*open()), (std::vector{entry(2), entry(3), entry(4)}));
}

TEST_F(RegisterFile, of_another_log_is_refused) {
  const auto opened = ErasureRegister::open(file, eventstore::Hash{8});
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error(), HasSubstr("of another log"));
}

TEST_F(RegisterFile, that_is_not_there_is_refused) {
  std::filesystem::remove(file);
  EXPECT_THAT(refusal(), HasSubstr("is not there"));
}

class Registering : public ::testing::Test {
 protected:
  Registering() {
    const auto name = *name_of(*office.backing.log);
    EXPECT_TRUE(ErasureRegister::create(file, name));
    erasures = std::move(*ErasureRegister::open(file, name));
    office.backing.erasures = erasures.get();
    office.restart();
  }
  Answer erase(const std::string& field, const std::string& value) {
    return api.post("/v1/erasures", R"({")" + field + R"(":")" + value + R"("})");
  }
  std::vector<std::string> subjects() {
    std::vector<std::string> found;
    EXPECT_TRUE(erasures->read([&](const ErasureEntry& each) {
      EXPECT_EQ(each.office, api.office().id);
      found.push_back(to_string(each.subject));
    }));
    return found;
  }
  // What the register knows of them, as if they had been erased later than what is here.
  void were_erased(const std::vector<domain::Tag>& tags) {
    std::vector<ErasureEntry> entries;
    for (const auto& tag : tags) entries.push_back({api.office().id, {tag.id}, 1'000, {}, tag});
    EXPECT_TRUE(erasures->add(entries));
  }
  static domain::Uuid id(const std::string& text) { return *domain::Uuid::parse(text); }
  Comparison compared() { return compare(api.context(), *erasures).value(); }
  void expect_agreement() {
    EXPECT_EQ(compared().missing_here, 0u);
    EXPECT_EQ(compared().missing_there, 0u);
  }

  const tests::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "erasures.register";
  std::unique_ptr<ErasureRegister> erasures;  // outlives the office, which writes to it
  Sharing office;
  Api& api = office.api;
};

TEST_F(Registering, has_everybody_once_they_are_erased) {
  const auto share = office.share_with("bo@coach.example");
  EXPECT_EQ(erase("contactId", office.contact).status, 201u);
  EXPECT_EQ(erase("participantId", office.participants[0]).status, 201u);
  EXPECT_EQ(erase("email", "bo@coach.example").status, 201u);
  EXPECT_THAT(subjects(),
              testing::ElementsAre("contact:" + office.contact,
                                   "participant:" + office.participants[0], "share:" + share.id));
  expect_agreement();
}

TEST_F(Registering, has_whom_retention_erased) {
  EXPECT_EQ(api.patch("/v1/projects/" + office.project, R"({"retentionMonths":1})").status, 200u);
  api.application().start_retention();
  api.clock().set(*domain::Instant::parse("2026-08-01T00:00:00Z"));
  office.until([&] { return office.count<domain::RetentionPassed>() == 1; });
  office.until([&] { return subjects().size() == office.participants.size(); });
  expect_agreement();
}

// What is owed is no disagreement, and is made up for.
TEST_F(Registering, an_erasure_that_was_cut_off_is_finished) {
  office.backing.steps_left = 0;
  EXPECT_EQ(erase("participantId", office.participants[0]).status, 503u);
  EXPECT_THAT(subjects(), SizeIs(0));
  expect_agreement();
  office.backing.steps_left = 1'000'000;
  office.restart();
  EXPECT_THAT(subjects(), SizeIs(1));
  expect_agreement();
}

TEST_F(Registering, an_older_folder_erases_again_whom_it_knows) {
  const auto share = office.share_with("bo@coach.example");
  const auto mia =
      made(api, api.post("/v1/staff", R"({"email":"mia@office.example","firstName":"Mia",)"
                                      R"("lastName":"Lie","role":"projectManager"})"));
  office.settle();
  were_erased({{domain::TagKind::contact, id(office.contact)},
               {domain::TagKind::participant, id(office.participants[0])},
               {domain::TagKind::share, id(share.id)},
               {domain::TagKind::staff, id(mia)},
               {domain::TagKind::participant, uuid(9)}});  // came after the backup
  EXPECT_EQ(compared().missing_here, 4u);
  EXPECT_EQ(erase_again(api.context(), *erasures), 4u);
  expect_agreement();
  EXPECT_EQ(office.count<domain::PersonErased>(), 4u);
  EXPECT_EQ(office.get_share(share.id).text("/state"), "revoked");
  EXPECT_EQ(erase_again(api.context(), *erasures), 0u);
  office.restart();
  expect_agreement();
}

TEST_F(Registering, keys_that_no_event_names_go_too) {
  const std::vector keys = {projections::to_log(uuid(9))};
  EXPECT_TRUE(office.backing.vault->create_keys(api.office().id, keys, 1));
  were_erased({{domain::TagKind::participant, uuid(9)}});
  EXPECT_EQ(compared().missing_here, 1u);
  EXPECT_EQ(erase_again(api.context(), *erasures), 1u);
  expect_agreement();
}

TEST_F(Registering, one_that_is_older_than_the_folder_is_seen) {
  const auto before = read_file(file);
  EXPECT_EQ(erase("participantId", office.participants[0]).status, 201u);
  write_file(file, before);
  const auto older = ErasureRegister::open(file, *name_of(*office.backing.log));
  ASSERT_TRUE(older);
  const auto found = compare(api.context(), **older).value();
  EXPECT_EQ(found.missing_here, 0u);
  EXPECT_EQ(found.missing_there, 1u);
}

}  // namespace
}  // namespace rollcall::api::register_test
