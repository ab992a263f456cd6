#pragma once
// Commands about shares: what requests say, and the facts they are decided on.

#include "api/app/exchange.hpp"
#include "domain/share.hpp"

namespace rollcall::api::handlers {

// Body of POST /v1/lists/{listId}/shares; faults are recorded in the body.
domain::ShareList read_share_list(Exchange& exchange, const json::Object& root,
                                  domain::ListId list);
// Body of PATCH /v1/shares/{shareId}.
domain::ChangeShare read_change(const json::Object& root);
// Body of POST /v1/shares/{shareId}/send.
domain::SendShareAgain read_send_again(Exchange& exchange, const json::Object& root);

// True if the body had faults; they are answered then, with all that the decision says besides.
bool refused_with_rules(Exchange& exchange, json::Body& body, const Attempt& attempt);

tl::expected<Decided, Denied> share_list(Context& context, Facts& facts, domain::ShareList command,
                                         const domain::Deciding& deciding);
// With what a share's commands are decided on besides.
domain::ShareFacts load_share_facts(Facts& facts, const domain::ShareState& share);
tl::expected<Decided, Denied> send_again(Context& context, Facts& facts,
                                         const domain::ShareState& share,
                                         domain::SendShareAgain command,
                                         const domain::Deciding& deciding);

}  // namespace rollcall::api::handlers
