// Receipts of looks: who has which, that they hold, and that whatever is changed in one is found.
#include "api/audit/receipt.hpp"

#include "api/audit/log_signer.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/text.hpp"
#include "projections/shares.hpp"
#include "tests/api/customer_web/web.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::receipt_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

eventstore::NoteVerifier key_of(Api& api) {
  return log_signer(api.context().vault, api.office().id)->verifier();
}

std::vector<std::string> faults_of(Api& api, const std::string& file) {
  return check_receipt(file, key_of(api)).faults;
}

std::string last_access(Api& api, const std::string& share) {
  return api.get("/v1/shares/" + share + "/accesses").text("/items/0/id");
}

Answer receipt_of(Api& api, const std::string& access, Headers headers = {}) {
  return api.get("/v1/accesses/" + access + "/receipt", std::move(headers));
}

// A receiver, the list's page open before them.
class AReceipt : public testing::Test {
 protected:
  Answer page(const std::string& below = "") {
    return office.api.get("/l/" + share.id + below,
                          {{"authorization", ""}, {"cookie", session.cookie}});
  }
  std::string access() { return last_access(office.api, share.id); }
  Answer of_receiver() { return page("/receipts/" + access()); }

  Sharing office;
  const Sharing::Shared share = office.share_with("bus@coach.example");
  Sharing::Session session = office.open(share.token);
};

TEST_F(AReceipt, says_what_the_access_says_and_proves_it) {
  page();
  const auto item = office.api.get("/v1/shares/" + share.id + "/accesses");
  const auto receipt = receipt_of(office.api, access());
  ASSERT_EQ(receipt.status, 200u) << receipt.body;
  EXPECT_THAT(faults_of(office.api, receipt.body), IsEmpty());
  for (const std::string name : {"id", "at", "kind", "listId", "listVersion", "rowCount", "since",
                                 "columns", "by", "position"}) {
    EXPECT_EQ(receipt.json("/look/" + name), item.json("/items/0/" + name)) << name;
  }
  EXPECT_EQ(receipt.text("/look/shareId"), share.id);
  EXPECT_EQ(receipt.text("/look/officeId"),
            projections::from_log(office.api.office().id).to_string());
  EXPECT_EQ(check_receipt(receipt.body, key_of(office.api)).look, receipt.json("/look"));
}

TEST_F(AReceipt, is_linked_on_the_receivers_page_and_is_theirs_to_have) {
  const auto shown = page();
  const auto path = "/l/" + share.id + "/receipts/" + access();
  EXPECT_THAT(shown.body, HasSubstr("href=\"" + path + "\" download>Receipt of this look</a>"));
  const auto receipt = of_receiver();
  EXPECT_EQ(receipt.status, 200u);
  EXPECT_THAT(receipt.header("Content-Disposition"), StartsWith("attachment"));
  EXPECT_EQ(receipt.header("Cache-Control"), "no-store");
  EXPECT_THAT(faults_of(office.api, receipt.body), IsEmpty());
}

TEST_F(AReceipt, is_of_the_look_that_later_pages_go_on_with) {
  const auto first = page();
  const auto at = first.body.find("name=\"cursor\" value=\"") + 21;
  const auto cursor = first.body.substr(at, first.body.find('"', at) - at);
  EXPECT_THAT(page("?cursor=" + cursor + "&query=Berg").body,
              HasSubstr("/receipts/" + access() + '"'));
}

TEST_F(AReceipt, is_asked_for_without_a_trace_and_shows_no_row) {
  page();
  const auto before = office.api.position();
  for (const auto& receipt : {of_receiver(), receipt_of(office.api, access())}) {
    EXPECT_EQ(receipt.status, 200u);
    for (const std::string value : {"Berg", "Single", "bus@coach.example"}) {
      EXPECT_THAT(receipt.body, Not(HasSubstr(value)));
    }
  }
  EXPECT_EQ(office.api.position(), before);
}

TEST_F(AReceipt, of_anothers_look_is_not_there) {
  const auto other = office.share_with("kitchen@hotel.example");
  office.look(office.open(other.token).token);
  const auto theirs = last_access(office.api, other.id);
  page();
  EXPECT_EQ(page("/receipts/" + theirs).status, 404u);
  EXPECT_EQ(page("/receipts/no-id").status, 404u);
  EXPECT_EQ(office.api.get("/l/" + share.id + "/receipts/" + access(), kNobody).status, 404u);
  const auto stranger = office.api.add_office("Other", "other");
  EXPECT_EQ(receipt_of(office.api, theirs, {Api::bearer(stranger.token)}).status, 404u);
}

TEST_F(AReceipt, goes_with_the_session) {
  page();
  const auto path = "/receipts/" + access();
  office.api.post("/v1/shares/" + share.id + "/revoke");
  EXPECT_EQ(page(path).status, 404u);
  EXPECT_EQ(receipt_of(office.api, path.substr(10)).status, 200u);
}

TEST_F(AReceipt, holds_when_the_log_has_grown_and_the_reader_was_erased) {
  page();
  const auto earlier = receipt_of(office.api, access()).body;
  const auto row = *projections::find_access(
      *office.api.context().projector.snapshot(office.api.office().id).view, office.api.office().id,
      {*domain::Uuid::parse(access())});
  const auto person = projections::to_log(row.access.client.person.uuid);
  ASSERT_TRUE(office.api.context().vault.destroy_keys(office.api.office().id, {{person}}));
  add_customer(office.api);
  EXPECT_THAT(faults_of(office.api, earlier), IsEmpty());
  EXPECT_THAT(faults_of(office.api, receipt_of(office.api, access()).body), IsEmpty());
}

TEST_F(AReceipt, of_a_look_by_staff_says_who) {
  office.api.get("/v1/lists/" + office.list + "/rows");
  const auto query = eventstore::Query{{{domain::types_of<domain::ListAccessed>(), {}}}};
  const auto records = *office.backing.log->read(office.api.office().id, query, {});
  auto event = *office.api.context().codec.decode(office.api.office().id, records.back());
  const auto& look = std::get<domain::ListAccessed>(std::get<domain::AccessEvent>(event.event.of));
  const auto receipt =
      receipt_of(office.api, look.access.uuid.to_string(),
                 {{"rollcall-min-position", std::to_string(office.api.position())}});
  EXPECT_THAT(faults_of(office.api, receipt.body), IsEmpty());
  EXPECT_EQ(receipt.text("/look/by/kind"), "apiToken");
  EXPECT_EQ(receipt.json("/look/shareId"), "null");
}

TEST(AVisitorsReceipt, is_of_their_own_looks_alone) {
  Web web;
  web.tick();
  const auto shown = web.api.get("/customer-web/" + web.accounts.project + "/lists/" + web.list,
                                 {{"authorization", ""}, {"cookie", web.cookie()}});
  const auto access = web.api.get(web.at("/lists/" + web.list + "/accesses")).text("/items/0/id");
  const auto path = "/v1/accesses/" + access + "/receipt";
  EXPECT_THAT(shown.body, HasSubstr("href=\"" + path + '"'));
  const auto receipt = web.api.get(path, {{"authorization", ""}, {"cookie", web.cookie()}});
  EXPECT_EQ(receipt.status, 200u);
  EXPECT_THAT(faults_of(web.api, receipt.body), IsEmpty());
  EXPECT_EQ(receipt.text("/look/by/kind"), "contact");
  web.api.get("/v1/lists/" + web.list + "/rows");
  const auto rows = web.api.get(web.at("/lists/" + web.list + "/accesses"));
  EXPECT_EQ(rows.size("/items"), 1u);
  EXPECT_EQ(web.visit("/v1/accesses/" + web.list + "/receipt").status, 404u);
}

// ---- Changed -----------------------------------------------------------------------------------

// In that text, the first `from` becomes `to`.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at == text.npos ? 0 : at, from.size(), to);
}

class AChangedReceipt : public AReceipt {
 protected:
  void SetUp() override {
    page();
    good = receipt_of(office.api, access());
  }
  Answer good{http::Response{}};
};

TEST_F(AChangedReceipt, is_found_by_what_it_says_of_the_look) {
  const std::string zeros = "00000000-0000-7000-8000-000000000000";
  const auto text = [&](const std::string& name) { return '"' + good.text("/look/" + name) + '"'; };
  const std::vector<std::array<std::string, 3>> rows = {
      {"/look/id", text("id"), '"' + zeros + '"'},
      {"/look/officeId", text("officeId"), '"' + zeros + '"'},
      {"/look/at", text("at"), R"("2026-05-28T20:26:40.000Z")"},
      {"/look/kind", R"("kind":"page")", R"("kind":"csv")"},
      {"/look/listId", text("listId"), '"' + zeros + '"'},
      {"/look/projectId", text("projectId"), '"' + zeros + '"'},
      {"/look/shareId", text("shareId"), "null"},
      {"/look/contactId", R"("contactId":null)", R"("contactId":")" + zeros + '"'},
      {"/look/listVersion", R"("listVersion":)", R"("listVersion":1)"},
      {"/look/rowCount", R"("rowCount":3)", R"("rowCount":4)"},
      {"/look/since", R"("since":null)", R"("since":1)"},
      {"/look/columns/0", R"("lastName")", R"("email")"},
      {"/look/columns", R"(["lastName",)", "["},
      {"/look/by/kind", R"("receiver")", R"("staff")"},
      {"/look/position", R"("position":)", R"("position":1)"},
      {"/look/rowCount", R"("rowCount":3,)", ""},
      {"/look/seen", R"("rowCount":3)", R"("rowCount":3,"seen":true)"},
      {"/note", R"("look":)", R"("note":"","look":)"},
  };
  for (const auto& [pointer, from, to] : rows) {
    EXPECT_THAT(faults_of(office.api, with(good.body, from, to)),
                ElementsAre(pointer + ": not what the leaf and its proof say"))
        << from << " -> " << to;
  }
}

TEST_F(AChangedReceipt, is_found_by_its_proof) {
  const auto index = "index " + std::to_string(good.number("/look/position") - 1);
  const std::vector<std::array<std::string, 3>> rows = {
      {"/kind: this is no rollcall.access-receipt@v1", "receipt@v1", "receipt@v2"},
      {"/proof: no c2sp.org/tlog-proof@v1", "tlog-proof@v1", "tlog-proof@v2"},
      {"/leaf: not what the checkpoint's log has at this index", index, index + "0"},
      {"/proof: the checkpoint is not signed by this key", "\\n\\nrollcall.office",
       "\\n\\nx.office"},
      {"/proof: not what the leaf and its proof say", index, "extra AA==\\n" + index},
      {"/leaf: not base64", R"("leaf":")", R"("leaf":"=)"},
      {"the file is not JSON", "{", "["},
      {"the file is not JSON", R"("kind":)", R"("kind":"a","kind":)"},
  };
  for (const auto& [fault, from, to] : rows) {
    EXPECT_THAT(faults_of(office.api, with(good.body, from, to)), Contains(fault))
        << from << " -> " << to;
  }
}

TEST_F(AChangedReceipt, is_found_by_any_byte) {
  for (std::size_t i = 0; i < good.body.size(); ++i) {
    auto changed = good.body;
    changed[i] = static_cast<char>(changed[i] ^ (1 << i % 8));
    EXPECT_THAT(faults_of(office.api, changed), Not(IsEmpty())) << i;
  }
}

TEST_F(AChangedReceipt, is_found_by_any_bit_of_the_leaf) {
  const auto leaf = *eventstore::from_base64(good.text("/leaf"));
  for (std::size_t bit = 0; bit < 8 * leaf.size(); ++bit) {
    auto changed = leaf;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    const auto file = with(good.body, good.text("/leaf"), eventstore::base64_of(changed));
    EXPECT_THAT(faults_of(office.api, file),
                Contains("/leaf: not what the checkpoint's log has at this index"))
        << bit;
  }
}

TEST_F(AChangedReceipt, is_found_if_another_look_lies_in_it) {
  office.look(session.token);
  const auto other = receipt_of(office.api, access());
  ASSERT_NE(other.text("/leaf"), good.text("/leaf"));
  EXPECT_THAT(faults_of(office.api, with(good.body, good.text("/leaf"), other.text("/leaf"))),
              Contains("/leaf: not what the checkpoint's log has at this index"));
}

TEST_F(AChangedReceipt, is_found_if_another_event_lies_in_it) {
  const auto record = office.backing.log->read(office.api.office().id, {}, {.limit = 1})->front();
  const auto leaf = eventstore::base64_of(eventstore::stored_bytes(record));
  EXPECT_THAT(faults_of(office.api, with(good.body, good.text("/leaf"), leaf)),
              Contains("/leaf: no look"));
}

TEST_F(AReceipt, holds_by_its_own_offices_key_alone) {
  page();
  const auto other = office.api.add_office("Other", "other");
  const auto key = log_signer(office.api.context().vault, other.id)->verifier();
  const auto receipt = receipt_of(office.api, access()).body;
  EXPECT_THAT(check_receipt(receipt, key).faults,
              Contains("/proof: the checkpoint is not signed by this key"));
}

TEST_F(AReceipt, may_be_laid_out_otherwise) {
  page();
  auto receipt = receipt_of(office.api, access()).body;
  for (const std::string at : {R"("leaf")", R"("look")", R"("rowCount")"}) {
    receipt = with(receipt, at, "\n  " + at);
  }
  EXPECT_THAT(faults_of(office.api, receipt), IsEmpty());
}

}  // namespace
}  // namespace rollcall::api::receipt_test
