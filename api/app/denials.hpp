#pragma once
// Denials of who is signed in, on the record.

#include <functional>

#include "api/app/context.hpp"
#include "api/app/principal.hpp"

namespace rollcall::api {

// Whether a credential that opens only some routes still opens them: of viewing sessions that is
// otherwise the domain's to say, at each look.
bool stands(const Context& context, const Principal& principal);

// Records that `principal` asked for what is not theirs (bounded: see domain/office/denial.hpp),
// then calls `done`: also if it could not be recorded, as the answer is no in any case.
void record_denial(Context& context, const Principal& principal, const Route& route,
                   std::function<void()> done);

}  // namespace rollcall::api
