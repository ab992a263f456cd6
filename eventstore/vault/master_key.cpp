// The master key's file: 64 hexadecimal digits and a line feed, so that it can be printed and kept
// in a safe.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "eventstore/check.hpp"
#include "eventstore/files.hpp"
#include "eventstore/vault.hpp"
#include "eventstore/vault/sealing.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kDigits = 64;

}  // namespace

Result<MasterKey> MasterKey::create(const std::filesystem::path& file) {
  start_sodium();
  MasterKey key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  std::array<char, kDigits + 1> text{};
  sodium_bin2hex(text.data(), text.size(), key.bytes_.data(), key.bytes_.size());
  text[kDigits] = '\n';
  const OpenFile out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  // The folder too: else the file's name could be lost, and everything sealed with it.
  const bool written =
      out.ok() && write_durably(out.get(), {text.data(), text.size()}) && sync_folder_of(file);
  sodium_memzero(text.data(), text.size());
  if (!written) return tl::unexpected(Error::io);
  return key;
}

Result<MasterKey> MasterKey::load(const std::filesystem::path& file) {
  start_sodium();
  const OpenFile from(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (!from.ok() || ::fstat(from.get(), &status) != 0) return tl::unexpected(Error::io);
  if (!S_ISREG(status.st_mode) || (status.st_mode & 077) != 0) {
    return tl::unexpected(Error::invalid);
  }
  std::array<char, kDigits + 2> text{};  // one more than a key, to see what is too long
  const ssize_t size = ::read(from.get(), text.data(), text.size());
  if (size < 0) return tl::unexpected(Error::io);
  const bool one_key = size == kDigits + 1 && text[kDigits] == '\n';
  MasterKey key;
  std::size_t decoded = 0;
  const int refused = sodium_hex2bin(key.bytes_.data(), key.bytes_.size(), text.data(), kDigits,
                                     nullptr, &decoded, nullptr);
  sodium_memzero(text.data(), text.size());
  if (!one_key || refused != 0 || decoded != key.bytes_.size()) {
    return tl::unexpected(Error::invalid);
  }
  return key;
}

MasterKey MasterKey::from_seed(std::string_view seed) {
  start_sodium();
  MasterKey key;
  const int failed = crypto_generichash(key.bytes_.data(), key.bytes_.size(),
                                        reinterpret_cast<const std::uint8_t*>(seed.data()),
                                        seed.size(), nullptr, 0);
  CHECK(failed == 0);
  return key;
}

MasterKey::MasterKey(MasterKey&& other) noexcept : bytes_(other.bytes_) {
  sodium_memzero(other.bytes_.data(), other.bytes_.size());
}

MasterKey& MasterKey::operator=(MasterKey&& other) noexcept {
  if (this != &other) {
    bytes_ = other.bytes_;
    sodium_memzero(other.bytes_.data(), other.bytes_.size());
  }
  return *this;
}

MasterKey::~MasterKey() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

}  // namespace rollcall::eventstore
