#pragma once
// A parsed JSON text and what was found wrong with it. Private to body.cpp; the only header that
// includes simdjson.

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "api/json/body.hpp"
#include "api/json/fault.hpp"

namespace rollcall::api::json {

// An object somebody looks into.
struct Opened {
  simdjson::dom::object fields;
  std::string pointer;
  std::set<std::string, std::less<>> known;
  bool all_known = false;
};

class Document {
 public:
  Document() = default;
  Document(const Document&) = delete;  // elements point into the parser
  Document& operator=(const Document&) = delete;

  // Call once. Afterwards either the whole text is well-formed, or malformed() and root() is empty.
  void read(std::string_view bytes);
  bool malformed() const { return malformed_; }
  simdjson::dom::object root() const { return root_; }

  // The same object always gives the same reference; it lives as long as the document.
  Opened& open(simdjson::dom::object fields, const std::string& pointer);
  void fault(std::string pointer, std::string code, std::string detail);
  std::vector<Fault> close();

 private:
  void refuse(std::string_view code);
  void close_object(const Opened& opened);

  simdjson::dom::parser parser_;
  simdjson::dom::object root_;
  std::deque<Opened> opened_;
  std::map<const char*, Opened*> by_first_key_;
  FaultList faults_;
  bool malformed_ = false;
  bool closed_ = false;
};

struct Object::State {
  std::shared_ptr<Document> document;
  Opened* opened = nullptr;
};

}  // namespace rollcall::api::json
