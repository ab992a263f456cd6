#include "tests/api/sharing/backing.hpp"

#include <algorithm>
#include <thread>

namespace rollcall::api {
namespace {

using eventstore::Error;
using eventstore::OfficeId;

// The log of a Backing, which outlives the Application that uses it.
class SwitchedLog : public eventstore::Log {
 public:
  explicit SwitchedLog(Backing& backing) : backing_(backing), log_(*backing.log) {}

  void append(eventstore::Append append, eventstore::Completion done) override {
    backing_.appends.pass();
    if (!backing_.takes_writes) return done(tl::make_unexpected(Error::stopped));
    log_.append(std::move(append), std::move(done));
  }
  eventstore::Result<std::vector<eventstore::Record>> read(
      const OfficeId& office, const eventstore::Query& query,
      const eventstore::ReadOptions& options) const override {
    return log_.read(office, query, options);
  }
  eventstore::Position head(const OfficeId& office) const override { return log_.head(office); }
  eventstore::Millis last_recorded_at(const OfficeId& office) const override {
    return log_.last_recorded_at(office);
  }
  eventstore::Result<std::optional<eventstore::Answer>> find_answer(
      const OfficeId& office, const eventstore::Hash& key, eventstore::Millis now) const override {
    return log_.find_answer(office, key, now);
  }
  std::vector<OfficeId> offices() const override { return log_.offices(); }
  eventstore::Result<std::vector<std::shared_ptr<const eventstore::CommittedBatch>>> follow(
      std::uint64_t sequence, std::size_t limit, std::chrono::milliseconds timeout,
      const std::stop_token& end) const override {
    if (interrupted_) timeout = std::chrono::milliseconds(0);
    auto batches = log_.follow(sequence, limit, timeout, end);
    if (interrupted_ && batches && batches->empty()) return tl::make_unexpected(Error::stopped);
    return batches;
  }
  std::uint64_t last_batch() const override { return log_.last_batch(); }
  void interrupt() override { interrupted_ = true; }  // this one only: the next goes on
  bool writable() const override { return backing_.takes_writes && log_.writable(); }
  eventstore::Result<void> forget_tags(const OfficeId& office, std::uint8_t kind,
                                       std::span<const eventstore::Position> positions) override {
    if (!backing_.takes_step()) return tl::make_unexpected(Error::io);
    return log_.forget_tags(office, kind, positions);
  }

 private:
  Backing& backing_;
  eventstore::Log& log_;
  std::atomic<bool> interrupted_ = false;
};

class SharedVault : public eventstore::Vault {
 public:
  explicit SharedVault(Backing& backing) : backing_(backing), vault_(backing.vault) {}

  eventstore::Result<void> create_keys(const OfficeId& office,
                                       std::span<const eventstore::Id> persons,
                                       eventstore::Millis made_at) override {
    return vault_->create_keys(office, persons, made_at);
  }
  eventstore::Result<std::optional<eventstore::Bytes>> seal(const OfficeId& office,
                                                            const eventstore::Id& person,
                                                            std::string_view associated_data,
                                                            std::string_view plain) const override {
    return vault_->seal(office, person, associated_data, plain);
  }
  eventstore::Result<std::optional<eventstore::Bytes>> open(
      const OfficeId& office, const eventstore::Id& person, std::string_view associated_data,
      std::string_view sealed) const override {
    return vault_->open(office, person, associated_data, sealed);
  }
  eventstore::Result<void> destroy_keys(const OfficeId& office,
                                        std::span<const eventstore::Id> persons) override {
    if (!backing_.destroys_keys || !backing_.takes_step()) return tl::make_unexpected(Error::io);
    return vault_->destroy_keys(office, persons);
  }
  eventstore::Result<void> put_secret(const OfficeId& office, const eventstore::SecretName& name,
                                      std::string_view value) override {
    return vault_->put_secret(office, name, value);
  }
  eventstore::Result<std::optional<eventstore::Bytes>> secret(
      const OfficeId& office, const eventstore::SecretName& name) const override {
    return vault_->secret(office, name);
  }
  eventstore::Result<void> remove_secret(const OfficeId& office,
                                         const eventstore::SecretName& name) override {
    return vault_->remove_secret(office, name);
  }
  eventstore::Result<void> destroy_secrets(const OfficeId& office,
                                           std::span<const eventstore::SecretName> names) override {
    if (!backing_.takes_step()) return tl::make_unexpected(Error::io);
    return vault_->destroy_secrets(office, names);
  }
  eventstore::Result<std::vector<eventstore::StoredSecret>> list_secrets(
      const std::optional<eventstore::StoredSecret>& after, std::size_t limit) const override {
    return vault_->list_secrets(after, limit);
  }
  eventstore::Hash keyed_hash(const OfficeId& office, std::string_view purpose,
                              std::string_view data) const override {
    return vault_->keyed_hash(office, purpose, data);
  }

 private:
  Backing& backing_;
  std::shared_ptr<eventstore::Vault> vault_;
};

class StallingViews : public projections::ViewStore {
 public:
  explicit StallingViews(Backing& backing) : backing_(backing), gate_(backing.projected) {}
  std::shared_ptr<const projections::ViewReader> snapshot() const override {
    return store_->snapshot();
  }
  bool write(const std::vector<projections::ViewChange>& changes) override {
    gate_.pass();
    {
      const std::lock_guard lock(mutex_);
      std::erase_if(older_, [](const auto& view) { return view.expired(); });
      older_.push_back(store_->snapshot());
    }
    return store_->write(changes);
  }
  bool flush() override { return store_->flush(); }
  bool rewrite(const std::vector<std::string>& prefixes) override {
    if (backing_.before_rewriting) backing_.before_rewriting();
    return backing_.takes_step() && wait_for_readers() && store_->rewrite(prefixes);
  }

 private:
  bool has_readers() {
    const std::lock_guard lock(mutex_);
    return !std::ranges::all_of(older_, [](const auto& view) { return view.expired(); });
  }
  bool wait_for_readers() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (has_readers()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::yield();
    }
    return true;
  }

  Backing& backing_;
  Gate& gate_;
  std::unique_ptr<projections::ViewStore> store_ = projections::make_memory_view_store();
  std::mutex mutex_;
  std::vector<std::weak_ptr<const projections::ViewReader>> older_;  // than the current one
};

class ScriptedTransport : public mail::MailTransport {
 public:
  explicit ScriptedTransport(Backing& backing)
      : backing_(backing), on_(backing.transport ? backing.transport() : nullptr) {}
  mail::Delivery deliver(const mail::Mail& mail) override {
    std::unique_lock lock(backing_.handed_over.mutex);
    backing_.handed_over.mails.push_back(mail);
    if (backing_.on_mail) backing_.on_mail(mail);
    if (on_) {
      lock.unlock();
      return on_->deliver(mail);
    }
    if (backing_.deliveries.empty()) return mail::Delivered{};
    auto next = backing_.deliveries.front();
    backing_.deliveries.pop_front();
    return next;
  }
  void stop() override {
    if (on_) on_->stop();
  }
  bool forget(const mail::Forgotten& what) override {
    return backing_.takes_step() && (!on_ || on_->forget(what));
  }

 private:
  Backing& backing_;
  std::unique_ptr<mail::MailTransport> on_;
};

}  // namespace

void Gate::set(bool open) {
  {
    std::lock_guard lock(mutex_);
    open_ = open;
  }
  opened_.notify_all();
}

void Backing::adjust(ApplicationParts& parts) {
  parts.log = std::make_unique<SwitchedLog>(*this);
  parts.vault = std::make_unique<SharedVault>(*this);
  parts.views = std::make_unique<StallingViews>(*this);
  parts.mail = std::make_unique<ScriptedTransport>(*this);
  parts.erasures = erasures;
}

}  // namespace rollcall::api
