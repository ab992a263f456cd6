#pragma once
// Events as whoever has no key reads them: personal parts come back erased. For checks of receipts
// and exports, which have nothing but the stored bytes.

#include "projections/log_codec.hpp"

namespace rollcall::api {

codec::Result<projections::LoggedEvent> decode_sealed(const eventstore::Record& record);

}  // namespace rollcall::api
