#include <algorithm>
#include <memory>
#include <optional>

#include <unicode/idna.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "domain/values/text.hpp"

namespace rollcall::domain {
namespace {

constexpr std::size_t kLongestAddress = 254;  // RFC 5321, 4.5.3.1.3 less the angle brackets
constexpr std::size_t kLongestLocal = 64;     // 4.5.3.1.1

// What RFC 5322, 3.2.3 allows in an atom, and any UTF-8 that shows (RFC 6531, 3.3).
bool is_local_symbol(UChar32 symbol) {
  if (symbol >= 0x80) {
    const auto type = u_charType(symbol);
    return type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && !u_isUWhiteSpace(symbol);
  }
  if (symbol >= '0' && symbol <= '9') return true;
  if ((symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z')) return true;
  return std::string_view("!#$%&'*+-/=?^_`{|}~.").find(static_cast<char>(symbol)) !=
         std::string_view::npos;
}

// A dot-atom (RFC 5321, 4.1.2). The text is valid UTF-8.
bool is_local_part(std::string_view local) {
  if (local.empty() || local.size() > kLongestLocal) return false;
  if (local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(local.data());
  for (std::size_t offset = 0; offset < local.size();) {
    UChar32 symbol = -1;
    U8_NEXT(bytes, offset, local.size(), symbol);
    if (symbol < 0 || !is_local_symbol(symbol)) return false;
  }
  return true;
}

// Shared by all threads: an IDNA object is immutable. nullptr: ICU has no data for it.
const icu::IDNA* idna() {
  static const std::unique_ptr<const icu::IDNA> kIdna = [] {
    UErrorCode error = U_ZERO_ERROR;
    const std::uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                  UIDNA_NONTRANSITIONAL_TO_ASCII;
    return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(options, error));
  }();
  return kIdna.get();
}

// The domain in lower-case ASCII, its labels checked (RFC 1035, UTS 46); nullopt: not a domain.
std::optional<std::string> ascii_domain(std::string_view domain) {
  if (domain.empty() || idna() == nullptr) return std::nullopt;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode error = U_ZERO_ERROR;
  idna()->nameToASCII_UTF8(
      icu::StringPiece(domain.data(), static_cast<std::int32_t>(domain.size())), sink, info, error);
  if (U_FAILURE(error) || info.hasErrors()) return std::nullopt;
  return ascii;
}

// Fully qualified, and its last label is no number (an address like 10.0.0.1 is none).
bool is_mail_domain(std::string_view ascii) {
  const std::size_t dot = ascii.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == ascii.size()) return false;
  const std::string_view top = ascii.substr(dot + 1);
  return !std::all_of(top.begin(), top.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Parts {
  std::string_view local;
  std::string_view domain;
};

Parts split_at_sign(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return {address, {}};
  return {address.substr(0, at), address.substr(at + 1)};
}

// As many bytes as the first code point of valid UTF-8 has.
std::size_t first_symbol_size(std::string_view text) {
  std::size_t size = std::min<std::size_t>(1, text.size());
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) ++size;
  return size;
}

}  // namespace

Result<EmailAddress> EmailAddress::parse(std::string_view text) {
  static constexpr TextRule kRule{1, kLongestAddress, false};
  auto checked = check_text(text, kRule);
  if (!checked) return tl::make_unexpected(std::move(checked).error());
  if (checked->size() > kLongestAddress) return refuse(Reason::too_long);
  const auto [local, domain] = split_at_sign(*checked);
  const auto ascii = ascii_domain(domain);
  if (!is_local_part(local) || !ascii || !is_mail_domain(*ascii)) return refuse(Reason::malformed);
  return restore(*std::move(checked));
}

EmailAddress EmailAddress::restore(std::string text) {
  EmailAddress address;
  address.text_ = std::move(text);
  return address;
}

std::string EmailAddress::canonical() const {
  const auto [local, domain] = split_at_sign(text_);
  if (domain.empty()) return fold_case(text_);
  return fold_case(local) + '@' + ascii_domain(domain).value_or(fold_case(domain));
}

std::string EmailAddress::masked() const {
  const auto [local, domain] = split_at_sign(text_);
  std::string masked(local.substr(0, first_symbol_size(local)));
  masked += "***";
  if (!domain.empty()) masked.append("@").append(domain);
  return masked;
}

}  // namespace rollcall::domain
