#include "tests/support/flow.hpp"

#include <gtest/gtest.h>

#include "tests/support/deadline.hpp"

namespace rollcall::tests {
namespace {

std::string object(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out;
  for (const auto& [name, value] : members) {
    out += (out.empty() ? "{" : ",") + json_text(name) + ':' + json_text(value);
  }
  return out + '}';
}

void import_participants(HttpClient& client, const Wording& wording, SharedList& flow) {
  const auto csv = wording.participants.empty()
                       ? read_file(source_file("api/cli/demo_participants.csv"))
                       : wording.participants;
  const auto imported = client.post("/v1/projects/" + flow.project + "/participants/import", csv,
                                    {{"Content-Type", "text/csv"}});
  EXPECT_EQ(imported.status, 201) << imported.body;
  flow.import_answer = imported.body;
}

void share(HttpClient& client, const Wording& wording, SharedList& flow) {
  const auto receivers =
      object({{"contactId", flow.contact}}) + ',' +
      object({{"email", wording.receiver_email}, {"name", wording.receiver_name}});
  const auto shared =
      client.post("/v1/lists/" + flow.list + "/shares", R"({"receivers":[)" + receivers + "]}");
  ASSERT_EQ(shared.status, 201) << shared.body;
  flow.share = shared.text("/items/0/id");
  flow.typed_share = shared.text("/items/1/id");
}

}  // namespace

std::string made(const Reply& reply) {
  EXPECT_EQ(reply.status, 201) << reply.failure << reply.body;
  return reply.status == 201 ? reply.text("/id") : "";
}

std::string add_customer(HttpClient& client, const std::string& name) {
  return made(client.post("/v1/customers", object({{"name", name}})));
}

std::string add_project(HttpClient& client, const std::string& customer, const std::string& name) {
  return made(client.post("/v1/projects", object({{"name", name},
                                                  {"customerId", customer},
                                                  {"startDate", "2099-06-10"},
                                                  {"returnDate", "2099-06-14"}})));
}

std::string add_list(HttpClient& client, const std::string& project, const std::string& name) {
  return made(
      client.post("/v1/projects/" + project + "/lists",
                  R"({"name":)" + json_text(name) +
                      R"(,"columns":["lastName","firstName","fields.Room","fields.Dietary"]})"));
}

SharedList share_with_hotel(HttpClient& client, const Wording& wording) {
  SharedList flow;
  flow.customer = add_customer(client, wording.customer);
  flow.supplier = made(client.post("/v1/suppliers", object({{"name", wording.supplier}})));
  const auto contact = R"({"email":)" + json_text(wording.contact_email) + R"(,"firstName":)" +
                       json_text(wording.contact_first) + R"(,"lastName":)" +
                       json_text(wording.contact_last) + R"(,"phones":[{"label":"desk","number":)" +
                       json_text(wording.contact_phone) + "}]}";
  flow.contact = made(client.post("/v1/suppliers/" + flow.supplier + "/contacts", contact));
  flow.project = add_project(client, flow.customer, wording.project);
  const auto member =
      client.put("/v1/projects/" + flow.project + "/contacts/" + flow.contact, "{}");
  EXPECT_EQ(member.status, 201) << member.body;
  import_participants(client, wording, flow);
  flow.list = add_list(client, flow.project, wording.list);
  share(client, wording, flow);
  return flow;
}

Json sent_share(HttpClient& client, const std::string& share, const std::string& state) {
  const Deadline deadline;
  std::uint64_t seen = 0;
  while (true) {
    // Waits for the log to go on; 503 if it does not for some seconds.
    const auto reply =
        client.get("/v1/shares/" + share, {{"Rollcall-Min-Position", std::to_string(seen + 1)}});
    if (reply.status == 200 && reply.text("/delivery/state") == state) return reply.json();
    seen = std::max(seen, reply.position());
    if (deadline.passed()) {
      ADD_FAILURE() << "not " << state << ": " << reply.failure << reply.body;
      return reply.json();
    }
  }
}

void all_mails_settled(ServerProcess& server) {
  const Deadline deadline;
  auto client = server.stranger();
  std::string metrics;
  do {
    metrics = client.get("/metrics").body;
    // What mails left in the log shows in the views once these have caught up.
    const bool settled = metrics.find("\nrollcall_mail_lag_batches 0\n") != metrics.npos;
    if (settled && client.get("/readyz").status == 200) return;
  } while (!deadline.passed());
  ADD_FAILURE() << "mails are open: " << metrics;
}

Viewing open_link(ServerProcess& server, const std::string& email) {
  Viewing viewing;
  auto client = server.stranger();
  const auto mail = server.outbox().link_mail(email);
  EXPECT_TRUE(mail) << "no mail to " << email;
  if (!mail) return viewing;
  viewing.link_token = mail->link_token();
  const auto base = "/v1/shared/" + viewing.link_token;
  EXPECT_EQ(client.post(base + "/codes").status, 202);
  const auto code_mail = server.outbox().code_mail(email);
  EXPECT_TRUE(code_mail) << "no code to " << email;
  if (!code_mail) return viewing;
  viewing.code = code_mail->code();
  const auto session = client.post(base + "/sessions", object({{"code", viewing.code}}));
  EXPECT_EQ(session.status, 201) << session.body;
  if (session.status == 201) viewing.session_token = session.text("/token");
  return viewing;
}

Headers bearer(const std::string& token) {
  return {{"Authorization", "Bearer " + token}};
}

Headers wanting_csv(const std::string& token) {
  return {{"Authorization", "Bearer " + token}, {"Accept", "text/csv"}};
}

std::uint64_t position_now(HttpClient& client) {
  return client.get("/v1/office").position();
}

}  // namespace rollcall::tests
