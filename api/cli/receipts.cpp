#include "api/cli/receipts.hpp"

#include <fstream>

#include "api/audit/receipt.hpp"
#include "api/json/body.hpp"

namespace rollcall::api::cli {
namespace {

constexpr std::size_t kMaxKeyBytes = 16 << 10;

tl::unexpected<std::string> unusable(std::string why) {
  return tl::make_unexpected(std::move(why));
}

}  // namespace

CliResult<std::string> read_small_file(const std::string& path, std::size_t max_bytes) {
  std::ifstream file(path, std::ios::binary);
  std::string text(max_bytes + 1, '\0');
  if (!file || (!file.read(text.data(), static_cast<std::streamsize>(text.size())) && file.bad())) {
    return unusable("cannot read " + path);
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > max_bytes) return unusable(path + " is too large");
  return text;
}

CliResult<eventstore::NoteVerifier> read_log_key(const std::string& key) {
  if (const auto verifier = eventstore::parse_verifier(key)) return *verifier;
  const auto text = read_small_file(key, kMaxKeyBytes);
  const auto verifier =
      text ? eventstore::parse_verifier(text->substr(0, text->find('\n'))) : std::nullopt;
  if (!verifier) return unusable("the log's key is name+hash+key, or a file with that");
  return *verifier;
}

CliResult<VerifyReport> verify_receipt(const ReceiptOptions& options) {
  const auto key = read_log_key(options.key);
  if (!key) return unusable(key.error());
  const auto file = read_small_file(options.file, json::kMaxBytes);
  if (!file) return unusable(file.error());
  const auto checked = check_receipt(*file, *key);
  VerifyReport report;
  report.whole = checked.faults.empty();
  if (report.whole) report.text = checked.look + '\n';
  for (const auto& fault : checked.faults) report.text += fault + '\n';
  report.text += report.whole ? "whole: the look is in the log of " + key->name + '\n'
                              : std::string("NOT WHOLE\n");
  return report;
}

}  // namespace rollcall::api::cli
