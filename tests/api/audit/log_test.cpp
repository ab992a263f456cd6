// The log over HTTP as C2SP tlog-tiles: tests/transparency checks it with somebody else's client,
// here is what that client does not ask.
#include "api/audit/checkpoints.hpp"
#include "api/audit/log_signer.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/proof/sha256.hpp"
#include "tests/api/made.hpp"
#include "tests/support/folders.hpp"

namespace rollcall::api::log_test {
namespace {

eventstore::NoteVerifier verifier_of(Api& api) {
  return log_signer(api.context().vault, api.office().id)->verifier();
}

eventstore::TreeHead head_of(Api& api) {
  const auto answer = api.get("/v1/log/checkpoint");
  EXPECT_EQ(answer.status, 200u) << answer.body;
  const auto checkpoint = eventstore::open_checkpoint(answer.body, verifier_of(api));
  EXPECT_TRUE(checkpoint);
  return checkpoint ? checkpoint->head : eventstore::TreeHead{};
}

void add_events(Api& api, eventstore::Position up_to) {
  while (api.position() < up_to) add_customer(api);
}

TEST(ALogsCheckpoint, covers_everything_answered_so_far) {
  Api api;
  for (int i = 0; i < 3; ++i) {
    add_customer(api);
    EXPECT_EQ(head_of(api).size, api.position());
  }
  EXPECT_EQ(api.get("/v1/log/checkpoint").header("Cache-Control"), "no-store");
}

TEST(ALogsKey, is_what_checkpoints_are_signed_with) {
  Api api;
  const auto answer = api.get("/v1/log/key");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body, to_string(verifier_of(api)) + '\n');
}

TEST(ALogsTile, holds_the_hashes_of_the_entries_beside_it) {
  Api api;
  add_events(api, 300);
  const auto hashes = api.get("/v1/log/tile/0/001.p/44");
  EXPECT_EQ(hashes.status, 200u);
  EXPECT_EQ(hashes.header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(hashes.header("Cache-Control"), "private, max-age=31536000, immutable");
  auto bundle = api.get("/v1/log/tile/entries/001.p/44").body;
  std::vector<eventstore::Hash> leaves;
  while (bundle.size() >= 2) {
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                        static_cast<unsigned char>(bundle[1]);
    leaves.push_back(eventstore::leaf_hash(std::string_view(bundle).substr(2, length)));
    bundle.erase(0, 2 + length);
  }
  EXPECT_EQ(leaves.size(), 44u);
  EXPECT_TRUE(eventstore::tile_bytes(leaves) == hashes.body);
  EXPECT_EQ(api.get("/v1/log/tile/0/000").body.size(), 256 * sizeof(eventstore::Hash));
  EXPECT_EQ(api.get("/v1/log/tile/1/000.p/1").body.size(), sizeof(eventstore::Hash));
}

TEST(ALogsTile, that_the_log_does_not_fill_is_not_there) {
  Api api;
  add_events(api, 20);
  for (const auto* tile : {"0/000", "0/000.p/200", "entries/000", "entries/000.p/200", "1/000.p/1",
                           "0/001.p/1", "8/000", "x/000.p/1", "0/0", "0/000.p/0", "0/x000/000.p/1",
                           "0/x001/x000/000", "-1/000.p/1"}) {
    EXPECT_EQ(api.get("/v1/log/tile/" + std::string(tile)).status, 404u) << tile;
  }
  EXPECT_EQ(api.get("/v1/log/tile/0/000.p/20").status, 200u);
}

TEST(ALog, is_shown_to_its_own_office_alone) {
  Api api;
  add_events(api, 12);
  const auto other = api.add_office("Other", "other");
  const auto answer = api.get("/v1/log/checkpoint", {Api::bearer(other.token)});
  EXPECT_FALSE(eventstore::open_checkpoint(answer.body, verifier_of(api)));
  EXPECT_EQ(api.get("/v1/log/tile/0/000.p/10", {Api::bearer(other.token)}).status, 404u);
}

TEST(Checkpoints, are_kept_for_others_once_a_log_has_grown) {
  const tests::ScratchFolder folder;
  Api api({.settings = {.checkpoint_folder = folder.path()}});
  const auto kept = [&] {
    std::vector<std::filesystem::path> files;
    const auto own = folder.path() / projections::from_log(api.office().id).to_string();
    for (const auto& entry : std::filesystem::directory_iterator(own)) files.push_back(entry);
    std::ranges::sort(files);
    return files;
  };
  keep_checkpoints(api.context());
  keep_checkpoints(api.context());
  const auto before = kept().size();
  add_customer(api);
  keep_checkpoints(api.context());
  ASSERT_EQ(kept().size(), before + 1);
  const auto text = tests::read_file(kept().back());
  const auto checkpoint = eventstore::open_checkpoint(text, verifier_of(api));
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->head, head_of(api));
}

}  // namespace
}  // namespace rollcall::api::log_test
