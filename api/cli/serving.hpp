#pragma once
// `rollcall serve`: the server, until SIGTERM or SIGINT.

#include "api/app/application.hpp"
#include "api/http/server.hpp"

namespace rollcall::api::cli {

// Call before any thread is made: from then on these signals reach nobody but serve_until_stopped.
void hold_signals();

// Serves, once the views show all that the log holds, until told to stop: then accepts no more,
// finishes what runs (10 s at most), flushes. Exit status: 0, or 1 if it could not start (logged).
int serve_until_stopped(Application& application, const http::ServerOptions& options);

}  // namespace rollcall::api::cli
