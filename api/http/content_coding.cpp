#include "api/http/content_coding.hpp"

#include <algorithm>
#include <array>
#include <zlib.h>

#include "api/http/grammar.hpp"

namespace rollcall::api::http {
namespace {

constexpr std::string_view kSuffix = "-gzip\"";
constexpr int kLevel = 3;  // twice as fast as zlib's default for a tenth more bytes

// The weight of "coding;q=0.5" is zero: "0", "0.", "0.000" (RFC 9110, 12.4.2).
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = next_element(parameters, ';');
    if (parameter.size() < 3 || (parameter[0] | 0x20) != 'q' || parameter[1] != '=') continue;
    return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

Header* find(std::vector<Header>& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const Header& header) {
    return equals_ignoring_case(header.name, name);
  });
  return found == headers.end() ? nullptr : &*found;
}

bool strip_suffix(RequestHead& head, std::string_view name) {
  Header* header = find(head.headers, name);
  if (header == nullptr) return false;
  bool stripped = false;
  for (std::size_t at = 0; (at = header->value.find(kSuffix, at)) != std::string::npos; ++at) {
    header->value.erase(at, kSuffix.size() - 1);
    stripped = true;
  }
  return stripped;
}

bool is_text(std::string_view content_type) {
  const std::string_view type = next_element(content_type, ';');
  constexpr std::array<std::string_view, 6> kTypes = {
      "application/json", "application/problem+json", "application/javascript",
      "application/xml",  "application/x-ndjson",     "image/svg+xml"};
  return equals_ignoring_case(type.substr(0, 5), "text/") ||
         std::any_of(
             kTypes.begin(), kTypes.end(),
             [type](std::string_view known) { return equals_ignoring_case(type, known); }) ||
         type.ends_with("+json") || type.ends_with("+xml");
}

bool accepts_gzip(const RequestHead& head) {
  const std::string* accepted = head.header("accept-encoding");
  if (accepted == nullptr) return false;
  bool by_wildcard = false;
  std::string_view rest = *accepted;
  while (!rest.empty()) {
    std::string_view parameters = next_element(rest, ',');
    const std::string_view coding = next_element(parameters, ';');
    if (equals_ignoring_case(coding, "gzip") || equals_ignoring_case(coding, "x-gzip")) {
      return !is_refused(parameters);
    }
    if (coding == "*") by_wildcard = !is_refused(parameters);
  }
  return by_wildcard;
}

bool is_compressible(const Response& response) {
  if (response.body.size() < kMinCompressed) return false;
  const std::string* type = response.header("Content-Type");
  return type != nullptr && is_text(*type) && response.header("Content-Encoding") == nullptr;
}

void vary_by_encoding(Response& response) {
  Header* vary = find(response.headers, "Vary");
  if (vary == nullptr) {
    response.with("Vary", "Accept-Encoding");
    return;
  }
  std::string_view rest = vary->value;
  while (!rest.empty()) {
    const std::string_view field = next_element(rest, ',');
    if (field == "*" || equals_ignoring_case(field, "Accept-Encoding")) return;
  }
  vary->value += ", Accept-Encoding";
}

void add_gzip_suffix(Response& response) {
  Header* tag = find(response.headers, "ETag");
  const bool strong = tag != nullptr && tag->value.size() >= 2 && tag->value.front() == '"' &&
                      tag->value.back() == '"';
  if (strong) tag->value.replace(tag->value.size() - 1, 1, kSuffix);
}

}  // namespace

CodingWish take_coding_wish(RequestHead& head) {
  CodingWish wish;
  wish.gzip = accepts_gzip(head);
  strip_suffix(head, "if-match");
  wish.had_suffix = strip_suffix(head, "if-none-match");
  return wish;
}

bool wants_gzip(Response& response, const CodingWish& wish) {
  if (response.status == 304 && wish.had_suffix) {
    add_gzip_suffix(response);
    vary_by_encoding(response);
  }
  if (!is_compressible(response)) return false;
  if (!wish.gzip) vary_by_encoding(response);
  return wish.gzip;
}

void mark_compressed(Response& response) {
  response.with("Content-Encoding", "gzip");
  vary_by_encoding(response);
  add_gzip_suffix(response);
}

Gzip::Gzip() : stream_(std::make_unique<z_stream_s>()) {
  constexpr int kGzipWindow = 15 + 16;  // zlib.h: 16 more for a gzip header
  constexpr int kMemory = 8;
  ready_ = deflateInit2(stream_.get(), kLevel, Z_DEFLATED, kGzipWindow, kMemory,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

Gzip::~Gzip() {
  if (ready_) deflateEnd(stream_.get());
}

bool Gzip::step(std::string_view& rest, std::string& out) {
  if (!ready_) return false;
  const std::string_view piece = rest.substr(0, kCompressionStep);
  rest.remove_prefix(piece.size());
  const std::size_t before = out.size();
  // What the stream still holds back of earlier pieces is below one step.
  const std::size_t held_back = stream_->total_in == 0 ? 0 : kCompressionStep;
  out.resize(before + deflateBound(stream_.get(), static_cast<uLong>(piece.size())) + held_back);
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream_->avail_in = static_cast<uInt>(piece.size());
  stream_->next_out = reinterpret_cast<Bytef*>(out.data() + before);
  stream_->avail_out = static_cast<uInt>(out.size() - before);
  const int state = deflate(stream_.get(), rest.empty() ? Z_FINISH : Z_NO_FLUSH);
  out.resize(out.size() - stream_->avail_out);
  const bool fine = rest.empty() ? state == Z_STREAM_END : state == Z_OK && stream_->avail_in == 0;
  if (!fine || rest.empty()) ready_ = deflateReset(stream_.get()) == Z_OK;
  return fine;
}

}  // namespace rollcall::api::http
