#include "api/app/denials.hpp"

#include "domain/office/denial.hpp"

namespace rollcall::api {

bool stands(const Context& context, const Principal& principal) {
  if (principal.role != Who::receiver) return true;
  auto facts = context.commands.facts(principal.office);
  const auto share = facts.load<domain::ShareState>(domain::facts_of_share(principal.share));
  const auto* session = share->session(principal.session);
  return session && context.commands.now(principal.office) < session->expires_at;
}

void record_denial(Context& context, const Principal& principal, const Route& route,
                   std::function<void()> done) {
  const domain::DenyAccess denial{
      principal.actor, std::string(to_string(route.method)) + ' ' + std::string(route.pattern)};
  Command command;
  command.office = principal.office;
  command.actor = principal.actor;
  command.correlation = context.new_id();
  command.attempt = [denial](Facts& facts, const domain::Deciding& deciding) {
    const auto state = facts.load<domain::DenialState>(domain::facts_of_denials(denial.principal));
    return decided(domain::decide(*state, denial, deciding.now));
  };
  context.commands.run_here(std::move(command),
                            [done = std::move(done)](const CommandOutcome&) { done(); });
}

}  // namespace rollcall::api
