#include "eventstore/commit/answers.hpp"

#include "eventstore/rocksdb/status.hpp"
#include "eventstore/rules/idempotency.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kPruneAfter = 256;

Millis last_recorded_at(const Office* office) {
  return office == nullptr ? 0 : office->last_recorded_at.load(std::memory_order_acquire);
}

}  // namespace

Result<std::optional<Answer>> find_durable_answer(const Database& database, const OfficeId& office,
                                                  const Hash& key, Millis now,
                                                  Millis last_recorded_at) {
  const auto value = database.get(database.answers(), answer_key(office, key).view());
  if (!value) return tl::unexpected(value.error());
  if (!*value) return std::nullopt;
  auto answer = decode_answer(**value);
  if (!answer) return tl::unexpected(answer.error());
  if (expired(*answer, now, last_recorded_at)) return std::nullopt;
  return std::move(*answer);
}

const Answer* StagedAnswers::find(const OfficeId& office, const Hash& key) const {
  const auto it = staged_.find(answer_key(office, key));
  return it == staged_.end() ? nullptr : &it->second;
}

void StagedAnswers::add(const OfficeId& office, const Hash& key, Answer answer,
                        rocksdb::WriteBatch& batch) {
  const AnswerKey row = answer_key(office, key);
  batch.Put(database_.answers(), slice(row.view()), encode_answer(answer)).PermitUncheckedError();
  staged_[row] = std::move(answer);
  ++added_since_prune_;
}

Result<void> StagedAnswers::prune(rocksdb::WriteBatch& batch) {
  if (added_since_prune_ < kPruneAfter) return {};
  const std::size_t look_at = 2 * std::exchange(added_since_prune_, 0);
  const auto rows = database_.iterate(database_.answers());
  rows->Seek(pruned_up_to_);
  for (std::size_t i = 0; i < look_at && rows->Valid(); ++i, rows->Next()) {
    const auto answer = decode_answer(view(rows->value()));
    if (!answer) return tl::unexpected(answer.error());
    const Office* office = offices_.find(answer_office(view(rows->key())));
    if (!expired(*answer, 0, last_recorded_at(office))) continue;
    batch.Delete(database_.answers(), rows->key()).PermitUncheckedError();
  }
  pruned_up_to_ = rows->Valid() ? rows->key().ToString() : Bytes();
  if (!rows->status().ok()) return tl::unexpected(read_error(rows->status()));
  return {};
}

}  // namespace rollcall::eventstore
