#include "api/audit/history_record.hpp"

#include <utility>

namespace rollcall::api {

void record_history_read(const std::shared_ptr<Exchange>& exchange, HistoryReading reading,
                         std::function<void(eventstore::Position)> answer) {
  const domain::ReadHistory read{{projections::from_log(exchange->office())},
                                 reading.kind,
                                 reading.subject,
                                 reading.span,
                                 reading.entries,
                                 reading.email};
  auto command = exchange->command(
      [read](Facts&, const domain::Deciding&) { return decided(domain::decide(read)); });
  exchange->context().commands.run_here(
      std::move(command),
      [exchange, answer = std::move(answer)](const CommandOutcome& outcome) mutable {
        if (const auto* failure = std::get_if<Failure>(&outcome)) return exchange->fail(*failure);
        const auto position = std::get<Done>(outcome).last;
        exchange->context().pool.resume(
            [answer = std::move(answer), position] { answer(position); });
      });
}

}  // namespace rollcall::api
