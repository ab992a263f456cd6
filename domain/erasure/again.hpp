#pragma once
// Erasing again: persons who were erased, and whom an older copy of the log has brought back.

#include "domain/erasure/erasure.hpp"

namespace rollcall::domain {

// As ErasePersons, but nothing stands in the way: staff who are active again are deactivated first,
// an office's last officeAdmin too. Nobody there, or erased already: no event.
struct EraseAgain {
  OfficeId office;
};
Result<Proposals> decide(ErasureFacts facts, const EraseAgain& command);

}  // namespace rollcall::domain
