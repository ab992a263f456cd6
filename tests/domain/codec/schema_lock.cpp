#include "tests/domain/codec/schema_lock.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "domain/codec/schema.hpp"

namespace rollcall::codec::test {
namespace {

std::string short_name(const capnp::Schema& schema) {
  const std::string name = schema.getShortDisplayName().cStr();
  return name;
}

std::string hex(std::uint64_t number) {
  std::ostringstream out;
  out << "0x" << std::hex << number;
  return out.str();
}

// Walks every type that is reachable from a root, each once.
class Dump {
 public:
  void add_struct(capnp::StructSchema type) {
    if (!seen_.insert(type.getProto().getId()).second) return;
    lines_.push_back("struct " + short_name(type) + " = " + hex(type.getProto().getId()));
    add_fields(type, short_name(type));
  }

  std::vector<std::string> lines() && {
    std::sort(lines_.begin(), lines_.end());
    return std::move(lines_);
  }

 private:
  void add_fields(capnp::StructSchema type, const std::string& path) {
    lines_.push_back(path + " has " + std::to_string(type.getFields().size()) + " members");
    for (auto field : type.getFields()) add_field(field, path);
  }

  void add_field(capnp::StructSchema::Field field, const std::string& path) {
    const auto proto = field.getProto();
    const std::string name = path + "." + proto.getName().cStr();
    if (proto.isGroup()) {
      lines_.push_back(name + " :group");
      add_fields(field.getType().asStruct(), name);
      return;
    }
    std::string line = name + " @" + std::to_string(proto.getOrdinal().getExplicit()) + " :" +
                       name_of(field.getType()) + " place " +
                       std::to_string(proto.getSlot().getOffset());
    if (proto.getDiscriminantValue() != capnp::schema::Field::NO_DISCRIMINANT) {
      line += " union " + std::to_string(proto.getDiscriminantValue());
    }
    lines_.push_back(line);
  }

  void add_enum(capnp::EnumSchema type) {
    if (!seen_.insert(type.getProto().getId()).second) return;
    const auto name = short_name(type);
    lines_.push_back("enum " + name + " = " + hex(type.getProto().getId()));
    lines_.push_back(name + " has " + std::to_string(type.getEnumerants().size()) + " members");
    for (auto value : type.getEnumerants()) {
      lines_.push_back(name + "." + value.getProto().getName().cStr() + " @" +
                       std::to_string(value.getOrdinal()));
    }
  }

  std::string name_of(capnp::Type type) {
    if (type.isStruct()) {
      add_struct(type.asStruct());
      return short_name(type.asStruct());
    }
    if (type.isEnum()) {
      add_enum(type.asEnum());
      return short_name(type.asEnum());
    }
    if (type.isList()) return "List(" + name_of(type.asList().getElementType()) + ")";
    return name_of(type.which());
  }

  static std::string name_of(capnp::schema::Type::Which which) {
    switch (which) {
      case capnp::schema::Type::BOOL:
        return "Bool";
      case capnp::schema::Type::INT32:
        return "Int32";
      case capnp::schema::Type::INT64:
        return "Int64";
      case capnp::schema::Type::UINT32:
        return "UInt32";
      case capnp::schema::Type::UINT64:
        return "UInt64";
      case capnp::schema::Type::TEXT:
        return "Text";
      case capnp::schema::Type::DATA:
        return "Data";
      default:  // a type that no event uses yet: by Cap'n Proto's number
        return "type " + std::to_string(static_cast<int>(which));
    }
  }

  std::vector<std::string> lines_;
  std::set<std::uint64_t> seen_;
};

bool is_count(const std::string& line) {
  return line.find(" has ") != std::string::npos;
}

}  // namespace

std::vector<std::string> schema_lines() {
  Dump dump;
  dump.add_struct(capnp::Schema::from<schema::Event>());
  dump.add_struct(capnp::Schema::from<schema::StaffDetails>());
  dump.add_struct(capnp::Schema::from<schema::ContactDetails>());
  dump.add_struct(capnp::Schema::from<schema::ParticipantDetails>());
  dump.add_struct(capnp::Schema::from<schema::Addressed>());
  dump.add_struct(capnp::Schema::from<schema::ClientDetails>());
  return std::move(dump).lines();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> lost(const std::vector<std::string>& lock,
                              const std::vector<std::string>& current) {
  std::vector<std::string> result;
  for (const auto& line : lock) {
    if (is_count(line)) continue;
    if (std::find(current.begin(), current.end(), line) == current.end()) result.push_back(line);
  }
  return result;
}

}  // namespace rollcall::codec::test
