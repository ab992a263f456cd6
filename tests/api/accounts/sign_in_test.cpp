// Signing in: who may, what the answer is, and that refusals are alike.
#include <future>

#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::sign_in_test {
namespace {

TEST(SigningIn, answers_a_session_and_who_it_is) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto answer = office.sign_in("Admin@Fjord-Fest.example");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.header("Location"), "/v1/sessions/current");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.text("/token").find("rcu_"), 0u);
  EXPECT_EQ(answer.text("/principal/kind"), "staff");
  EXPECT_EQ(answer.text("/principal/role"), "officeAdmin");
  EXPECT_EQ(answer.text("/principal/name"), "Ada Admin");
  EXPECT_EQ(answer.text("/principal/email"), kAdmin);
  EXPECT_EQ(answer.text("/principal/office/slug"), "fjord-fest");
  const auto session = as(answer.text("/token"));
  const auto me = office.api.get("/v1/sessions/current", session);
  EXPECT_EQ(me.json("/principal"), answer.json("/principal"));
  EXPECT_EQ(me.text("/expiresAt"), answer.text("/expiresAt"));
  EXPECT_EQ(office.api.get("/v1/customers", session).status, 200u);
  EXPECT_EQ(office.api.post("/v1/customers", R"({"name":"By staff"})", session).status, 201u);
}

TEST(SigningIn, of_a_contact_person_opens_nothing_of_the_office) {
  Accounts office;
  office.set_password_of(kPer);
  const auto answer = office.sign_in(kPer);
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.text("/principal/kind"), "contact");
  EXPECT_EQ(answer.json("/principal/role"), "null");
  EXPECT_EQ(answer.text("/principal/id"), office.per);
  const auto session = as(answer.text("/token"));
  EXPECT_EQ(office.api.get("/v1/sessions/current", session).status, 200u);
  EXPECT_EQ(office.api.get("/v1/customers", session).status, 403u);
  EXPECT_EQ(office.api.get("/v1/viewing/list", session).status, 403u);
}

TEST(SigningIn, is_refused_alike_whatever_the_cause) {
  Accounts office;
  for (const auto& email : {kAdmin, kPer, kNew, kHotel}) office.set_password_of(email);
  const auto unknown = office.sign_in("nobody@nordlys.example");
  EXPECT_EQ(unknown.status, 401u);
  EXPECT_EQ(unknown.code(), "sign_in_refused");
  EXPECT_EQ(unknown.header("Rollcall-Position"), "");
  const auto idle = add_contact(office.api, "customers/" + office.customer, "idle@nordlys.example");
  office.api.post("/v1/contacts/" + idle + "/deactivate");
  const auto refused = [&](const std::string& email, const std::string& password) {
    const auto answer = office.sign_in(email, password);
    EXPECT_EQ(answer.status, 401u) << email;
    EXPECT_EQ(answer.body, unknown.body) << email;
    EXPECT_EQ(answer.response.headers.size(), unknown.response.headers.size()) << email;
  };
  refused(kAdmin, "not-the-password");
  refused(kPer, "not-the-password");
  refused(kPer, "short");
  refused(kPer, std::string(5'000, 'x'));
  refused(kNew, kPassword);    // on no project
  refused(kHotel, kPassword);  // a supplier's
  refused("idle@nordlys.example", kPassword);
  refused("no address at all", kPassword);
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
}

TEST(SigningIn, records_tries_on_known_accounts_only) {
  Accounts office;
  office.set_password_of(kPer);
  const auto before = office.count<domain::SignInRefused>();
  office.sign_in("nobody@nordlys.example");
  EXPECT_EQ(office.count<domain::SignInRefused>(), before);
  office.sign_in(kPer, "not-the-password");
  EXPECT_EQ(office.count<domain::SignInRefused>(), before + 1);
  office.sign_in(kPer);
  EXPECT_EQ(office.count<domain::SignedIn>(), 1u);
  const auto metrics = office.api.get("/metrics").body;
  EXPECT_NE(metrics.find(R"(rollcall_sign_ins_total{outcome="unknown"} 1)"), std::string::npos);
}

TEST(SigningIn, wants_a_body_of_its_form) {
  Accounts office;
  const auto answer = office.api.post("/v1/sessions", R"({"email":1,"surprise":2})", kNobody);
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(answer.faults(), (std::vector<std::string>{"/email type", "/password required",
                                                       "/surprise unknown_field"}));
}

TEST(SigningIn, repeated_with_the_same_key_is_the_same_session) {
  Accounts office;
  office.set_password_of(kPer);
  const Headers key{{"idempotency-key", "once"}};
  const auto first = office.sign_in(kPer, kPassword, "", key);
  const auto again = office.sign_in(kPer, kPassword, "", key);
  ASSERT_EQ(first.status, 201u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(office.count<domain::SignedIn>(), 1u);
  EXPECT_EQ(office.sign_in(kPer, "not-the-password", "", key).status, 401u);
}

TEST(SigningIn, among_several_offices_names_the_office) {
  Accounts office;
  office.set_password_of(kPer);
  office.api.add_office("Other", "other");
  const auto unnamed = office.sign_in(kPer);
  EXPECT_EQ(unnamed.status, 422u);
  EXPECT_EQ(unnamed.faults(), std::vector<std::string>{"/office required"});
  EXPECT_EQ(office.sign_in(kPer, kPassword, R"(,"office":"fjord-fest")").status, 201u);
  EXPECT_EQ(office.sign_in(kPer, kPassword, R"(,"office":"other")").code(), "sign_in_refused");
  EXPECT_EQ(office.sign_in(kPer, kPassword, R"(,"office":"none")").code(), "sign_in_refused");
}

// The vault's name of Per's password.
eventstore::SecretName password_of_per(Accounts& office) {
  const domain::AccountHolder per{domain::AccountKind::contact, *domain::Uuid::parse(office.per)};
  auto facts = office.api.context().commands.facts(office.api.office().id);
  const auto account = facts.load<domain::AccountState>(domain::facts_of_account(per));
  return secret_name(SecretKind::password, account->password->uuid);
}

std::string hashed_with(const HashCost& cost) {
  PasswordHashing hashing({cost, 1, 1}, system_randomness());
  std::promise<std::string> made;
  EXPECT_TRUE(hashing.hash(kPassword, [&](std::string hash) { made.set_value(std::move(hash)); }));
  return made.get_future().get();
}

TEST(SigningIn, hashes_anew_what_was_hashed_with_another_cost) {
  Accounts office;
  office.set_password_of(kPer);
  const auto name = password_of_per(office);
  const auto& id = office.api.office().id;
  const auto has_cost = [&](const std::string& cost) {
    return (**office.backing.vault->secret(id, name)).starts_with("$argon2id$v=19$" + cost);
  };
  EXPECT_TRUE(has_cost("m=8,t=1,p=1$"));
  ASSERT_TRUE(office.backing.vault->put_secret(id, name, hashed_with({16, 1})));
  EXPECT_TRUE(has_cost("m=16,t=1,p=1$"));
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
  office.until([&] { return has_cost("m=8,t=1,p=1$"); });
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
}

TEST(AHash, has_by_default_what_security_asks_for) {
  EXPECT_TRUE(hashed_with({}).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
}

}  // namespace
}  // namespace rollcall::api::sign_in_test
