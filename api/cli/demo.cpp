#include "api/cli/demo.hpp"

#include <future>

#include "api/commands/email_key.hpp"
#include "api/json/body.hpp"
#include "api/json/writer.hpp"

namespace rollcall::api::cli {
namespace {

// A REST client inside the process: what the demo does, every client can.
class Client {
 public:
  Client(Application& application, std::string token)
      : application_(application), token_(std::move(token)) {}

  // POSTs and gives the new resource's id; "" if it was refused (then failed() says what).
  std::string post(const std::string& path, std::string body,
                   const std::string& type = "application/json") {
    return field(send(http::Method::post, path, std::move(body), type), "id");
  }
  void put(const std::string& path) { send(http::Method::put, path, "{}", "application/json"); }

  const std::string& failed() const { return failed_; }

 private:
  http::Response send(http::Method method, const std::string& path, std::string body,
                      const std::string& type) {
    http::Request request;
    request.method = method;
    request.target = request.path = path;
    request.headers = {{"authorization", "Bearer " + token_}, {"content-type", type}};
    request.client_address = "127.0.0.1";
    request.content_length = body.size();
    request.body = std::move(body);
    auto answer = std::make_shared<std::promise<http::Response>>();
    auto future = answer->get_future();
    auto found = application_.router().admit(request).found;
    application_.router().handle(
        std::move(request), std::move(found),
        [answer](http::Response response) { answer->set_value(std::move(response)); });
    auto response = future.get();
    if (response.status >= 300 && failed_.empty()) {
      failed_ = path + " answered " + std::to_string(response.status);
    }
    return response;
  }

  static std::string field(const http::Response& response, std::string_view name) {
    json::Body body(response.body);
    const auto value = body.root().optional(name);
    return value ? value->text().value_or("") : "";
  }

  Application& application_;
  const std::string token_;
  std::string failed_;
};

std::string object(std::initializer_list<std::pair<std::string_view, std::string>> fields) {
  json::Writer out;
  out.begin_object();
  for (const auto& [name, value] : fields) out.field(name, value);
  return out.end_object().finish();
}

std::string person(const std::string& email, const std::string& first, const std::string& last) {
  return object({{"email", email}, {"firstName", first}, {"lastName", last}});
}

domain::Date months_from_now(const Context& context, int months) {
  const auto today = domain::local_date(context.clock.now(), domain::TimeZone());
  return {today.days + months * 30};
}

struct People {
  std::string project;
  std::string hotel_contact;
};

People make_project(Client& client, const Context& context) {
  const auto customer = client.post("/v1/customers", object({{"name", "Nordlys Energi AS"}}));
  const auto other = client.post("/v1/customers", object({{"name", "Bergen Havn KF"}}));
  const auto hotel = client.post("/v1/suppliers", object({{"name", "Hotell Fjordgløtt"}}));
  const auto kari = client.post("/v1/customers/" + customer + "/contacts",
                                person("kari.nordmann@nordlys.example", "Kari", "Nordmann"));
  client.post("/v1/customers/" + other + "/contacts",
              person("ola.hansen@havn.example", "Ola", "Hansen"));
  const auto desk = client.post("/v1/suppliers/" + hotel + "/contacts",
                                person("resepsjon@fjordglott.example", "Ingrid", "Vik"));
  json::Writer out;
  out.begin_object()
      .field("name", "Summer conference")
      .field("customerId", customer)
      .field("startDate", months_from_now(context, 2).to_string())
      .field("returnDate", months_from_now(context, 3).to_string())
      .begin_array("contacts")
      .begin_object()
      .field("contactId", kari)
      .end_object()
      .end_array()
      .end_object();
  const auto project = client.post("/v1/projects", out.finish());
  client.put("/v1/projects/" + project + "/contacts/" + desk);
  return {project, desk};
}

std::string make_list(Client& client, const std::string& project, const std::string& name,
                      std::initializer_list<std::string_view> columns,
                      const std::string& filter = "[]") {
  json::Writer out;
  out.begin_object().field("name", name).begin_array("columns");
  for (const auto column : columns) out.value(column);
  out.end_array().key("filter").raw(filter).end_object();
  return client.post("/v1/projects/" + project + "/lists", out.finish());
}

CliResult<void> add_colleague(Application& application, const FoundedOffice& office) {
  auto& context = application.context();
  domain::AddStaff command;
  command.office = {projections::from_log(office.id)};
  command.staff = {context.new_id()};
  command.role = domain::StaffRole::project_manager;
  command.details = {domain::EmailAddress::restore("marte.lie@office.example"),
                     domain::PersonName::restore("Marte"), domain::PersonName::restore("Lie")};
  command.email = email_key(context.vault, office.id, command.details.email);
  const auto outcome = context.commands.run_and_wait(
      {.office = office.id,
       .actor = {},
       .correlation = context.new_id(),
       .attempt = [&](Facts& facts, const domain::Deciding&) {
         const auto holder = facts.load<domain::EmailHolder>(domain::facts_of_email(command.email));
         return decided(domain::decide(*holder, command));
       }});
  if (!std::holds_alternative<Done>(outcome)) {
    return tl::make_unexpected(std::string("the demo's staff could not be written"));
  }
  return {};
}

}  // namespace

CliResult<void> fill_demo_office(Application& application, const FoundedOffice& office,
                                 const std::string& participants) {
  if (auto added = add_colleague(application, office); !added) return added;
  Client client(application, office.admin_token);
  const auto people = make_project(client, application.context());
  client.post("/v1/projects/" + people.project + "/participants/import", participants, "text/csv");
  const auto rooms =
      make_list(client, people.project, "Rooms",
                {"firstName", "lastName", "fields.Room", "fields.Dietary", "fields.Note"},
                R"([{"field":"status","op":"eq","value":"attending"}])");
  make_list(client, people.project, "Arrivals",
            {"firstName", "lastName", "phone", "fields.Arrival flight"},
            R"([{"field":"fields.Arrival flight","op":"isNotEmpty"}])");
  const auto diets =
      make_list(client, people.project, "Diets", {"firstName", "lastName", "fields.Dietary"},
                R"([{"field":"fields.Dietary","op":"isNotEmpty"}])");
  const auto share = [&](const std::string& list, const std::string& receiver) {
    client.post("/v1/lists/" + list + "/shares", R"({"receivers":[)" + receiver + "]}");
  };
  share(rooms, object({{"contactId", people.hotel_contact}}));
  share(diets, object({{"email", "kitchen@fjordglott.example"}, {"name", "The kitchen"}}));
  if (!client.failed().empty()) return tl::make_unexpected(client.failed());
  return {};
}

}  // namespace rollcall::api::cli
