#pragma once
// Who is to be erased, and what that is decided on.

#include <optional>

#include "api/app/context.hpp"
#include "api/commands/facts.hpp"
#include "domain/erasure/erasure.hpp"

namespace rollcall::api {

// Exactly one of these.
struct ErasureSubject {
  std::optional<domain::ContactId> contact{};
  std::optional<domain::ParticipantId> participant{};
  std::optional<domain::EmailAddress> email{};  // everybody who has it
  std::optional<domain::ShareId> share{};       // its receiver
  std::optional<domain::StaffId> staff{};
};

// By an e-mail address participants are found in a view, as far as that has come.
domain::ErasureFacts load_erasure_facts(Context& context, Facts& facts,
                                        const ErasureSubject& subject);

}  // namespace rollcall::api
