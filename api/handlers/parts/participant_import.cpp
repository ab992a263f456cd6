#include "api/handlers/parts/participant_import.hpp"

#include <algorithm>

#include "api/handlers/parts/answers.hpp"
#include "api/json/writer.hpp"
#include "api/wire/csv.hpp"

namespace rollcall::api::handlers {
namespace {

// Standard columns by their exact names, every other one is a custom field.
domain::ImportRow row_of(const std::vector<std::string>& header, wire::CsvRecord record,
                         domain::ParticipantId new_id) {
  domain::ImportRow row;
  row.line = record.line;
  row.new_id = new_id;
  for (std::size_t i = 0; i < header.size() && i < record.cells.size(); ++i) {
    if (const auto field = domain::standard_field(header[i])) {
      row.standard[static_cast<std::size_t>(*field)] = std::move(record.cells[i]);
    } else {
      row.fields[header[i]] = std::move(record.cells[i]);
    }
  }
  return row;
}

// Ids in order, so that participants who are new keep the order of the file.
std::vector<domain::ParticipantId> new_ids(const Context& context, std::size_t count) {
  std::vector<domain::ParticipantId> ids(count);
  for (auto& id : ids) id = {context.new_id()};
  std::sort(ids.begin(), ids.end());
  return ids;
}

domain::ImportParticipants read_import(Exchange& exchange, domain::ProjectId project,
                                       wire::CsvTable& table) {
  const auto ids = new_ids(exchange.context(), table.records.size());
  domain::ImportParticipants command{project, {}};
  command.rows.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    command.rows.push_back(row_of(table.header, std::move(table.records[i]), ids[i]));
  }
  return command;
}

// What the rules say of the lines that could be read, for one answer that names every bad line.
domain::Refusals stateless_refusals(const domain::ImportParticipants& command) {
  domain::ProjectState project;
  project.details.emplace();
  const auto result = domain::decide(project, {}, command);
  return result ? domain::Refusals{} : result.error();
}

// A file without a header cannot be read at all: 400, not 422.
void refuse_file(Exchange& exchange, wire::CsvTable& table,
                 const domain::ImportParticipants& command) {
  const bool is_unreadable = table.header.empty();
  auto faults = is_unreadable ? std::move(table.faults)
                              : merged(std::move(table.faults), stateless_refusals(command));
  exchange.reply(wire::invalid_body(is_unreadable, faults));
}

// The counts as the import's last event has them: the same at every repeat.
std::optional<domain::ParticipantsImported> counts_of(const Context& context, const Shown& shown,
                                                      const Done& done) {
  const auto records =
      context.log.read(shown.office, {}, {.after = done.last - 1, .up_to = done.last});
  if (!records || records->size() != 1) return std::nullopt;
  const auto logged = context.codec.decode(shown.office, records->front());
  if (!logged) return std::nullopt;
  const auto* event = std::get_if<domain::ParticipantEvent>(&logged->event.of);
  const auto* counts = event ? std::get_if<domain::ParticipantsImported>(event) : nullptr;
  return counts ? std::optional(*counts) : std::nullopt;
}

http::Response counts_response(const domain::ParticipantsImported& counts) {
  json::Writer out;
  out.begin_object().field("created", counts.created).field("updated", counts.updated);
  out.field("unchanged", counts.unchanged);
  return json_response(201, out.end_object().finish())
      .with("Location", participants_location(counts.project));
}

WritePlan plan_of(const std::shared_ptr<Exchange>& exchange, domain::ImportParticipants command) {
  const auto shared = std::make_shared<const domain::ImportParticipants>(std::move(command));
  return {[shared](Facts& facts, const domain::Deciding&) {
            const auto project =
                facts.load<domain::ProjectState>(domain::facts_of_project(shared->project));
            const auto roster =
                facts.load<domain::RosterState>(domain::facts_of_roster(shared->project));
            return decided(domain::decide(*project, *roster, *shared));
          },
          shown_or_as_left(
              exchange,
              [exchange](const Shown& shown, const Done& done) -> std::optional<http::Response> {
                const auto counts = counts_of(exchange->context(), shown, done);
                return counts ? std::optional(counts_response(*counts)) : std::nullopt;
              })};
}

}  // namespace

std::string participants_location(domain::ProjectId project) {
  return "/v1/projects/" + project.uuid.to_string() + "/participants";
}

void import_participants(const std::shared_ptr<Exchange>& exchange) {
  const auto project = exchange->id<domain::ProjectId>(0);
  if (!project_exists(*exchange, project)) return exchange->not_found();
  auto table = wire::read_csv(exchange->request().body);
  auto command = read_import(*exchange, project, table);
  if (!table.faults.empty()) return refuse_file(*exchange, table, command);
  exchange->write(plan_of(exchange, std::move(command)));
}

}  // namespace rollcall::api::handlers
