#include "api/json/document.hpp"

#include <algorithm>
#include <utility>

#include "eventstore/check.hpp"

namespace rollcall::api::json {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view code_of_error(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return "not_utf8";
    case simdjson::NUMBER_ERROR:
      return "bad_number";
    case simdjson::DEPTH_ERROR:
      return "too_deep";
    case simdjson::CAPACITY:
      return "too_large";
    default:
      return "not_json";
  }
}

// What simdjson lets pass: doubled keys, halves of surrogate pairs written as \u escapes (they
// come out as invalid UTF-8), and one level of depth more or less by version.
class Inspection {
 public:
  explicit Inspection(FaultList& faults) : faults_(faults) {}

  void visit(element value, std::size_t depth) {
    object fields;
    array elements;
    std::string_view text;
    if (value.get_object().get(fields) == simdjson::SUCCESS) {
      if (may_enter(depth)) visit_object(fields, depth);
    } else if (value.get_array().get(elements) == simdjson::SUCCESS) {
      if (may_enter(depth)) visit_array(elements, depth);
    } else if (value.get_string().get(text) == simdjson::SUCCESS) {
      if (!simdjson::validate_utf8(text)) add(pointer(), "not_utf8");
    }
  }

 private:
  struct Step {
    std::string_view key;
    std::size_t index = 0;
    bool is_key = false;
  };

  bool may_enter(std::size_t depth) {
    if (depth < kMaxDepth) return true;
    add(pointer(), "too_deep");
    return false;
  }

  void visit_object(object fields, std::size_t depth) {
    inspect_keys(fields);
    for (const auto field : fields) {
      path_.push_back({field.key, 0, true});
      visit(field.value, depth + 1);
      path_.pop_back();
    }
  }

  void visit_array(array elements, std::size_t depth) {
    std::size_t index = 0;
    for (const element each : elements) {
      path_.push_back({{}, index++, false});
      visit(each, depth + 1);
      path_.pop_back();
    }
  }

  void inspect_keys(object fields) {
    std::vector<std::string_view> keys;
    for (const auto field : fields) keys.push_back(field.key);
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool first = i == 0 || keys[i] != keys[i - 1];
      const bool last = i + 1 == keys.size() || keys[i] != keys[i + 1];
      if (first && !simdjson::validate_utf8(keys[i])) {
        add(pointer(), "not_utf8");
      } else if (first && !last) {
        path_.push_back({keys[i], 0, true});
        add(pointer(), "duplicate_key");
        path_.pop_back();
      }
    }
  }

  // Made only where there is a fault: the path is walked far more often than it is shown.
  std::string pointer() const {
    std::string text;
    for (const auto& step : path_) {
      if (step.is_key && !simdjson::validate_utf8(step.key)) break;
      auto next =
          child_pointer(text, step.is_key ? std::string(step.key) : std::to_string(step.index));
      if (next.size() == text.size()) break;  // too long: the nearest parent that can be named
      text = std::move(next);
    }
    return text;
  }

  void add(std::string pointer, std::string_view code) {
    faults_.add(std::move(pointer), std::string(code), std::string(sentence_of(code)));
  }

  FaultList& faults_;
  std::vector<Step> path_;
};

}  // namespace

void Document::read(std::string_view bytes) {
  if (bytes.empty()) bytes = "{}";
  if (bytes.size() > kMaxBytes) return refuse("too_large");
  element root;
  auto error = parser_.allocate(std::max<std::size_t>(bytes.size(), 64), kMaxDepth + 2);
  if (error == simdjson::SUCCESS) error = parser_.parse(bytes.data(), bytes.size()).get(root);
  if (error != simdjson::SUCCESS) return refuse(code_of_error(error));
  if (root.get_object().get(root_) != simdjson::SUCCESS) return refuse("not_an_object");
  Inspection(faults_).visit(root, 0);
  if (!faults_.empty()) refuse("");
}

// Leaves an empty object behind, so that whoever reads on finds nothing. With an empty code the
// faults are there already.
void Document::refuse(std::string_view code) {
  if (!code.empty()) faults_.add("", std::string(code), std::string(sentence_of(code)));
  malformed_ = true;
  closed_ = true;
  constexpr std::string_view kEmpty = "{}";
  CHECK(parser_.parse(kEmpty.data(), kEmpty.size()).get_object().get(root_) == simdjson::SUCCESS);
}

Opened& Document::open(object fields, const std::string& pointer) {
  // Objects have no identity in simdjson, but the text of a first key is at one place only. An
  // empty one has nothing to remember.
  const bool has_fields = fields.begin() != fields.end();
  const char* place = has_fields ? fields.begin().key().data() : nullptr;
  const auto found = by_first_key_.find(place);
  if (has_fields && found != by_first_key_.end()) return *found->second;
  auto& opened = opened_.emplace_back(Opened{fields, pointer, {}, false});
  if (has_fields) by_first_key_.emplace(place, &opened);
  return opened;
}

void Document::fault(std::string pointer, std::string code, std::string detail) {
  if (!closed_) faults_.add(std::move(pointer), std::move(code), std::move(detail));
}

void Document::close_object(const Opened& opened) {
  if (opened.all_known) return;
  for (const auto field : opened.fields) {
    if (opened.known.contains(field.key)) continue;
    fault(child_pointer(opened.pointer, field.key), "unknown_field",
          std::string(sentence_of("unknown_field")));
  }
}

std::vector<Fault> Document::close() {
  for (const auto& opened : opened_) close_object(opened);
  closed_ = true;
  return faults_.take();
}

}  // namespace rollcall::api::json
