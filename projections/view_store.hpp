#pragma once
// Where read models live: ordered keys and values, RocksDB or memory. No WAL: views and their
// checkpoint share one write, and after a crash the projector catches up from the checkpoint.
//
// Threads: one writer (the projector); readers from any thread, each on a snapshot.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::projections {

using eventstore::OfficeId;
using eventstore::Position;

// Reads. A failing disk is a fault of the machine: reads then find nothing and `failed()` says so
// (api answers 503).
class ViewReader {
 public:
  virtual ~ViewReader() = default;
  virtual std::optional<std::string> get(std::string_view key) const = 0;

  // Calls `visit(key, value)` for keys that start with `prefix`, in byte order, from the first key
  // > `after` (all if ""), until it returns false.
  using Visit = std::function<bool(std::string_view key, std::string_view value)>;
  virtual void scan(std::string_view prefix, std::string_view after, const Visit& visit) const = 0;
  // The same backwards: from the last key < `before` (all if "").
  virtual void scan_back(std::string_view prefix, std::string_view before,
                         const Visit& visit) const = 0;
  virtual bool failed() const { return false; }
};

// What projections write through: reads see what this batch wrote before.
class ViewWriter : public ViewReader {
 public:
  virtual void put(std::string_view key, std::string_view value) = 0;
  virtual void erase(std::string_view key) = 0;
};

struct ViewChange {
  std::string key;
  std::optional<std::string> value;  // nullopt: erase
};

class ViewStore {
 public:
  virtual ~ViewStore() = default;
  // A consistent state; later writes do not show in it. Cheap: shared until the next write.
  virtual std::shared_ptr<const ViewReader> snapshot() const = 0;
  // All changes or none, in order. False on an I/O error.
  virtual bool write(const std::vector<ViewChange>& changes) = 0;
  // Makes what was written durable; for a clean stop (optional: a crash only means catching up).
  virtual bool flush() = 0;
  // When it returns, no file holds a row under these prefixes that was erased or replaced before it
  // was called. Waits, but not for ever (then false), for readers that see such rows still.
  virtual bool rewrite(const std::vector<std::string>& prefixes) = 0;
};

std::unique_ptr<ViewStore> make_memory_view_store();
// nullptr if it cannot be opened.
std::unique_ptr<ViewStore> open_view_store(const std::filesystem::path& folder);

}  // namespace rollcall::projections
