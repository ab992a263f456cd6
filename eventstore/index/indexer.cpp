#include "eventstore/index/indexer.hpp"

#include <pthread.h>

#include <rocksdb/sst_file_writer.h>

#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {

Indexer::Indexer(const Database& database, RecentTags& recent, TagHeads& heads)
    : database_(database), recent_(recent), heads_(heads), thread_([this] { run(); }) {
  ::pthread_setname_np(thread_.native_handle(), "indexer");
}

Indexer::~Indexer() {
  recent_.close();
  thread_.join();
}

void Indexer::run() {
  while (const auto sealed = recent_.take_sealed()) {
    if (!index(*sealed)) return recent_.fail();
    // First the heads: who no longer finds a tag among the recent ones must find its head here.
    sealed->for_each_tag([&](const TagPrefix& tag, Position last) { heads_.committed(tag, last); });
    recent_.indexed();
  }
}

bool Indexer::write_table(const std::string& file, const std::vector<TagRow>& rows) {
  const rocksdb::Options options = database_.db().GetOptions(database_.tags());
  // What a crash left may be a second name of a file that RocksDB has taken in: never write to it.
  options.env->DeleteFile(file).PermitUncheckedError();
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, database_.tags(),
                                /*invalidate_page_cache=*/false);
  if (!writer.Open(file).ok()) return false;
  for (const TagRow& row : rows) {
    const auto type = encode_type(row.type);
    if (!writer.Put(slice(row.key.view()), {type.data(), type.size()}).ok()) return false;
  }
  return writer.Finish().ok();
}

bool Indexer::index(RecentRows& recent) {
  if (recent.size() == 0) return true;  // a table must have a row
  const std::string file = database_.db().GetName() + "/tags.new";
  if (!write_table(file, recent.sorted())) return false;
  rocksdb::IngestExternalFileOptions options;
  options.move_files = true;
  options.write_global_seqno = false;
  return database_.db().IngestExternalFile(database_.tags(), {file}, options).ok();
}

}  // namespace rollcall::eventstore
