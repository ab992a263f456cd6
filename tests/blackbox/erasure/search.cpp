#include "tests/blackbox/erasure/search.hpp"

#include <memory>

#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/write_batch.h>

#include "tests/support/folders.hpp"

namespace rollcall::tests {
namespace {

namespace fs = std::filesystem;

std::string utf16(const std::string& word, bool big_endian) {
  std::string text;
  for (const char c : word) {
    text += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  }
  return text;
}

// Of the bytes from `from` on what of their base64 depends on them alone.
std::string base64_core(const std::string& word, std::size_t shift) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string bytes = std::string(shift, '\0') + word;
  std::string text;
  for (std::size_t at = 0; at + 3 <= bytes.size(); at += 3) {
    const auto byte = [&](std::size_t n) -> unsigned {
      return static_cast<unsigned char>(bytes[at + n]);
    };
    const unsigned group = byte(0) << 16U | byte(1) << 8U | byte(2);
    for (const unsigned down : {18U, 12U, 6U, 0U}) text += kDigits[group >> down & 63U];
  }
  return text.substr(shift == 0 ? 0 : 4);
}

using Words = std::vector<std::string>;

class Search {
 public:
  Search(fs::path copy, const Words& words) : copy_(std::move(copy)) {
    for (const auto& word : words) {
      for (auto& form : forms_of(word)) forms_.push_back(std::move(form));
    }
  }

  Words run() {
    for (auto& each : findings(copy_, forms_)) found_.push_back(std::move(each));
    for (const auto& entry : fs::recursive_directory_iterator(copy_)) {
      const auto& path = entry.path();
      if (path.extension() == ".sst") look_into_table(path);
    }
    for (const auto& entry : fs::directory_iterator(copy_)) {
      if (fs::exists(entry.path() / "CURRENT")) look_into_database(entry.path());
    }
    return found_;
  }

 private:
  void look_at(const std::string& place, rocksdb::Iterator& rows) {
    std::string keys;  // one text each: so a word is looked for twice, not in every row
    std::string values;
    for (rows.SeekToFirst(); rows.Valid(); rows.Next()) {
      keys.append(rows.key().data(), rows.key().size()) += '\n';
      values.append(rows.value().data(), rows.value().size()) += '\n';
    }
    EXPECT_TRUE(rows.status().ok()) << place;
    for (auto& each : findings(place + ", a key", keys, forms_)) found_.push_back(each);
    for (auto& each : findings(place + ", a value", values, forms_)) found_.push_back(each);
  }

  void look_into_table(const fs::path& file) {
    rocksdb::SstFileReader reader{rocksdb::Options()};
    ASSERT_TRUE(reader.Open(file.string()).ok()) << file;
    const std::unique_ptr<rocksdb::Iterator> rows(reader.NewIterator(in_whole()));
    look_at(file.string(), *rows);
  }

  // Opening replays the write-ahead log, whose bytes are not compressed: findings() has read them.
  void look_into_database(const fs::path& folder) {
    rocksdb::Options options;
    std::vector<std::string> names;
    ASSERT_TRUE(rocksdb::DB::ListColumnFamilies(options, folder.string(), &names).ok()) << folder;
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const auto& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* opened = nullptr;
    ASSERT_TRUE(
        rocksdb::DB::OpenForReadOnly(options, folder.string(), families, &handles, &opened).ok())
        << folder;
    const std::unique_ptr<rocksdb::DB> db(opened);
    for (auto* handle : handles) {
      look_into_family(folder, *db, handle);
      EXPECT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
    }
  }

  void look_into_family(const fs::path& folder, rocksdb::DB& db,
                        rocksdb::ColumnFamilyHandle* handle) {
    const std::unique_ptr<rocksdb::Iterator> rows(db.NewIterator(in_whole(), handle));
    look_at(folder.string() + ", family " + handle->GetName(), *rows);
  }

  static rocksdb::ReadOptions in_whole() {
    rocksdb::ReadOptions reading;
    reading.total_order_seek = true;
    return reading;
  }

  const fs::path copy_;
  Words forms_;
  Words found_;
};

// Files may come and go meanwhile; what is not there any more holds nothing.
void copy_folder(const fs::path& from, const fs::path& to) {
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const auto target = to / fs::relative(entry.path(), from);
    if (entry.is_directory()) fs::create_directories(target, ignored);
    if (entry.is_regular_file()) fs::copy_file(entry.path(), target, ignored);
  }
}

}  // namespace

Words forms_of(const std::string& word) {
  Words forms = {word, utf16(word, false), utf16(word, true)};
  for (const std::size_t shift : {0U, 1U, 2U}) forms.push_back(base64_core(word, shift));
  return forms;
}

Words search(const fs::path& data, const Words& words) {
  const ScratchFolder scratch;
  copy_folder(data, scratch.path());
  return Search(scratch.path(), words).run();
}

std::vector<StoredRow> rows_of(const fs::path& data, const std::string& database,
                               const std::string& family) {
  std::vector<StoredRow> found;
  const ScratchFolder scratch;
  copy_folder(data / database, scratch.path());
  std::vector<std::string> names;
  EXPECT_TRUE(rocksdb::DB::ListColumnFamilies({}, scratch.path().string(), &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const auto status =
      rocksdb::DB::OpenForReadOnly({}, scratch.path().string(), families, &handles, &opened);
  EXPECT_TRUE(status.ok()) << status.ToString();
  if (!status.ok()) return found;
  const std::unique_ptr<rocksdb::DB> db(opened);
  for (auto* handle : handles) {
    const std::unique_ptr<rocksdb::Iterator> rows(db->NewIterator({}, handle));
    for (rows->SeekToFirst(); handle->GetName() == family && rows->Valid(); rows->Next()) {
      found.push_back({rows->key().ToString(), rows->value().ToString()});
    }
    EXPECT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
  }
  return found;
}

}  // namespace rollcall::tests
