// The import: which participant a row is, and what becomes of it.

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/event.hpp"
#include "domain/participant.hpp"

namespace rollcall::domain {
namespace {

// What a row is found by; "" for what it does not have.
struct RowKeys {
  std::string external_id;
  std::string email;
};

struct Match {
  ParticipantId participant;
  StandardField by{};
};

std::string trimmed(const std::optional<std::string>& value) {
  return value ? FieldValue::parse(*value).value_or(FieldValue{}).str() : "";
}

const std::optional<std::string>& at(const ImportRow& row, StandardField field) {
  return row.standard[static_cast<std::size_t>(field)];
}

RowKeys keys_of(const ImportRow& row) {
  ParticipantDetails details;
  details.at(StandardField::external_id) = trimmed(at(row, StandardField::external_id));
  details.at(StandardField::email) = trimmed(at(row, StandardField::email));
  return {external_id_key(details), email_key_of(details)};
}

// Finds the participant of a row among those the project has and those that earlier rows made.
class Matcher {
 public:
  explicit Matcher(const RosterState& roster) : roster_(roster) {
    for (const auto& [email, participants] : roster.by_email) {
      for (ParticipantId participant : participants) {
        if (has_no_external_id(participant)) unnumbered_[email].waiting.push_back(participant);
      }
    }
  }

  std::optional<Match> find(const RowKeys& keys) const {
    if (keys.external_id.empty()) return by_email(keys.email);
    if (const auto numbered = by_external_id(keys.external_id)) return numbered;
    return unnumbered_by_email(keys.email);
  }

  // From now on `participant` has these keys.
  void remember(ParticipantId participant, const RowKeys& keys, const std::optional<Match>& match) {
    if (!keys.email.empty()) made_by_email_.try_emplace(keys.email, participant);
    if (!keys.external_id.empty()) {
      made_by_external_id_.try_emplace(keys.external_id, participant);
      const bool was_unnumbered = match && match->by == StandardField::email;
      if (was_unnumbered) ++unnumbered_[keys.email].next;
    } else if (!match && !keys.email.empty()) {
      unnumbered_[keys.email].waiting.push_back(participant);
    }
  }

 private:
  // Who has an address and no external id, in order; those before `next` were given one.
  struct Unnumbered {
    std::vector<ParticipantId> waiting;
    std::size_t next = 0;
  };

  bool has_no_external_id(ParticipantId participant) const {
    const auto found = roster_.participants.find(participant);
    return found != roster_.participants.end() && found->second.details &&
           found->second.details->at(StandardField::external_id).empty();
  }

  std::optional<Match> by_external_id(const std::string& external_id) const {
    if (const auto found = roster_.by_external_id.find(external_id);
        found != roster_.by_external_id.end()) {
      return Match{found->second, StandardField::external_id};
    }
    if (const auto made = made_by_external_id_.find(external_id);
        made != made_by_external_id_.end()) {
      return Match{made->second, StandardField::external_id};
    }
    return std::nullopt;
  }

  std::optional<Match> by_email(const std::string& email) const {
    if (const auto found = roster_.by_email.find(email); found != roster_.by_email.end()) {
      return Match{found->second.front(), StandardField::email};
    }
    if (const auto made = made_by_email_.find(email); made != made_by_email_.end()) {
      return Match{made->second, StandardField::email};
    }
    return std::nullopt;
  }

  std::optional<Match> unnumbered_by_email(const std::string& email) const {
    const auto found = unnumbered_.find(email);
    if (found == unnumbered_.end()) return std::nullopt;
    const auto& [waiting, next] = found->second;
    if (next >= waiting.size()) return std::nullopt;
    return Match{waiting[next], StandardField::email};
  }

  const RosterState& roster_;
  std::unordered_map<std::string, Unnumbered> unnumbered_;
  std::unordered_map<std::string, ParticipantId> made_by_external_id_;
  std::unordered_map<std::string, ParticipantId> made_by_email_;
};

// The row's columns over what is known of the participant.
ParticipantDetails merge(ParticipantDetails details, const ImportRow& row, Refusals& faults) {
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    if (!row.standard[i]) continue;
    const bool is_external_id = static_cast<StandardField>(i) == StandardField::external_id;
    if (is_external_id && trimmed(row.standard[i]).empty()) continue;
    details.standard[i] = *row.standard[i];
  }
  std::unordered_set<std::string> given;
  for (const auto& [name, value] : row.fields) {
    const auto good_name = FieldName::parse(name);
    std::string key = good_name ? to_nfc(good_name->str()) : name;
    if (!given.insert(key).second) add(faults, Reason::duplicate, "/" + pointer_token(name));
    details.fields[std::move(key)] = value;
  }
  return details;
}

// A row's refusals speak of the file's columns, which know no "fields".
Refusals of_columns(Refusals refusals) {
  static constexpr std::string_view kFields = "/fields";
  for (Refusal& refusal : refusals) {
    if (refusal.field.starts_with(kFields)) refusal.field.erase(0, kFields.size());
  }
  return refusals;
}

class Import {
 public:
  Import(const RosterState& roster, const ImportParticipants& command)
      : roster_(roster), command_(command), matcher_(roster) {}

  Result<Proposals> decided() {
    for (const ImportRow& row : command_.rows) take(row);
    if (roster_.participants.size() + counts_.created > kMaxParticipants) {
      add(faults_, Reason::too_long, "", {}, std::to_string(kMaxParticipants));
    }
    if (!faults_.empty()) return tl::make_unexpected(std::move(faults_));
    proposals_.push_back(propose(counts_));
    return std::move(proposals_);
  }

 private:
  void take(const ImportRow& row) {
    const RowKeys keys = keys_of(row);
    const auto match = matcher_.find(keys);
    const ParticipantId participant = match ? match->participant : row.new_id;
    const ParticipantDetails* known = known_details(participant);
    Refusals faults;
    if (!taken_.insert(participant).second) {
      const auto by = match ? "/" + std::string(name_of(match->by)) : "";
      add(faults, Reason::duplicate, by, participant.uuid);
    } else {
      matcher_.remember(participant, keys, match);
    }
    auto details = check_participant(merge(known ? *known : ParticipantDetails{}, row, faults));
    if (!details) add(faults, of_columns(std::move(details).error()));
    if (faults.empty()) {
      record(participant, known, *std::move(details));
    } else {
      add(faults_, below("/line/" + std::to_string(row.line), std::move(faults)));
    }
  }

  const ParticipantDetails* known_details(ParticipantId participant) const {
    const auto found = roster_.participants.find(participant);
    const bool is_known = found != roster_.participants.end() && found->second.details;
    return is_known ? &*found->second.details : nullptr;
  }

  void record(ParticipantId participant, const ParticipantDetails* known,
              ParticipantDetails details) {
    if (known != nullptr && *known == details) {
      ++counts_.unchanged;
      return;
    }
    ++(known == nullptr ? counts_.created : counts_.updated);
    Personal<ParticipantDetails> sealed{person_of(participant), std::move(details)};
    proposals_.push_back(
        known == nullptr
            ? propose(ParticipantAdded{participant, command_.project, std::move(sealed)})
            : propose(ParticipantEdited{participant, command_.project, std::move(sealed)}));
  }

  const RosterState& roster_;
  const ImportParticipants& command_;
  Matcher matcher_;
  std::unordered_set<ParticipantId> taken_;
  ParticipantsImported counts_{command_.project, 0, 0, 0};
  Proposals proposals_;
  Refusals faults_;
};

}  // namespace

Result<Proposals> decide(const ProjectState& project, const RosterState& roster,
                         const ImportParticipants& command) {
  if (!project.details) return refuse(Reason::not_found, "", command.project.uuid);
  return Import(roster, command).decided();
}

}  // namespace rollcall::domain
