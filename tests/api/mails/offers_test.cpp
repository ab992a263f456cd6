// Offers by mail: who gets one, what its link opens, and when it is dead.
#include "tests/api/mails/offering.hpp"

namespace rollcall::api::offers_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Offers : public ::testing::Test, protected Offering {};

TEST_F(Offers, go_to_each_contact_person_with_a_link_of_their_own) {
  const auto kari = join("kari@customer.example");
  const auto answer = send(ids({person, kari}));
  ASSERT_EQ(answer.status, 202u) << answer.body;
  EXPECT_THAT(answer.items("/contactId"), ElementsAre(person, kari));
  office.settle();
  EXPECT_EQ(office.count<domain::MailingSent>(), 2u);
  EXPECT_NE(token_for("per@customer.example"), token_for("kari@customer.example"));
  const auto mail = office.mails().at(0);
  EXPECT_EQ(mail.subject, "Ada Admin has an offer for you: Dinner");
  EXPECT_EQ(mail.reply_to->str(), "admin@fjord-fest.example");
  EXPECT_THAT(mail.text, HasSubstr("http://127.0.0.1:8080/offer/"));
  EXPECT_THAT(mail.text, Not(HasSubstr("[")));
}

TEST_F(Offers, say_what_the_sender_wrote) {
  const auto sent = send(ids({person}), R"(,"subject":"[offer-title]!","body":"[resource-link]")");
  ASSERT_EQ(sent.status, 202u) << sent.body;
  office.settle();
  EXPECT_EQ(office.mails().back().subject, "Dinner!");
  EXPECT_EQ(office.mails().back().text, office.mails().back().link);
}

TEST_F(Offers, are_refused_with_every_fault) {
  const auto before = office.api.position();
  EXPECT_THAT(send("[]").faults(), ElementsAre("/contactIds required"));
  EXPECT_THAT(office.api.post(item_path + "/send", "{}").faults(),
              ElementsAre("/contactIds required"));
  const auto refused = send(R"(["7",")" + office.contact + R"(",")" + office.list + R"("])",
                            R"(,"subject":"[valid-until]","body":"Hello","surprise":1)");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(),
              ElementsAre("/body resource_link_missing", "/contactIds/0 malformed",
                          "/contactIds/1 not_on_project", "/contactIds/2 unknown_reference",
                          "/subject unknown_tag", "/surprise unknown_field"));
  EXPECT_EQ(office.api.post(item_path + "x/send", ids_body({person})).status, 404u);
  EXPECT_EQ(office.api.position(), before);
}

TEST_F(Offers, of_what_is_no_offer_or_is_taken_down_are_not_sent) {
  const auto page = add_item(R"({"kind":"page","title":"Map","body":"Here"})");
  EXPECT_EQ(office.api.post(page + "/send", ids_body({person})).code(), "not_an_offer");
  ASSERT_EQ(office.api.patch(item_path, R"({"published":false})").status, 200u);
  EXPECT_EQ(send(ids({person})).code(), "not_published");
}

TEST_F(AnOffersLink, changes_nothing_when_it_is_looked_at) {
  const auto before = office.api.position();
  for (int n = 0; n < 250; ++n) {
    EXPECT_EQ(office.api.get("/v1/offers/" + token, kNobody).status, 200u);
    EXPECT_EQ(office.api.head("/v1/offers/" + token, kNobody).status, 200u);
  }
  EXPECT_EQ(office.api.position(), before);
  const auto shown = office.api.get("/v1/offers/" + token, kNobody);
  EXPECT_EQ(shown.text("/office/name"), "Fjord & Fest");
  EXPECT_EQ(shown.text("/maskedEmail"), "p***@customer.example");
  EXPECT_THAT(shown.body, Not(HasSubstr("Dinner")));
}

TEST_F(AnOffersLink, lets_who_has_no_password_choose_one_and_then_sign_in) {
  EXPECT_EQ(next(), "choosePassword");
  EXPECT_EQ(press("sessions").code(), "offer_login_off");
  const auto link = press("password-link");
  ASSERT_EQ(link.status, 201u) << link.body;
  const auto chosen = office.api.put("/v1/password-resets/" + link.text("/token"),
                                     R"({"password":"lang-vei-til-fjells"})", kNobody);
  EXPECT_EQ(chosen.status, 204u) << chosen.body;
  EXPECT_EQ(next(), "signIn");
  EXPECT_EQ(press("password-link").code(), "password_chosen");
  const auto session = office.api.post(
      "/v1/sessions", R"({"email":"per@customer.example","password":"lang-vei-til-fjells"})",
      kNobody);
  EXPECT_EQ(session.status, 201u) << session.body;
  EXPECT_EQ(get(session.text("/token"), "/items/" + item).status, 200u);
}

TEST_F(AnOffersLink, signs_in_to_its_project_alone_with_automatic_login) {
  const auto other = add_project(office.api, customer,
                                 R"(,"contacts":[{"contactId":")" + person + R"("}])", "Other");
  automatic_login(true);
  EXPECT_EQ(next(), "open");
  const auto session = press("sessions");
  ASSERT_EQ(session.status, 201u) << session.body;
  EXPECT_EQ(session.text("/projectId"), office.project);
  EXPECT_EQ(session.text("/itemId"), item);
  const auto token = session.text("/token");
  EXPECT_EQ(get(token, "/items/" + item).text("/title"), "Dinner");
  EXPECT_EQ(get(token, "").status, 200u);
  const Headers reader = {Api::bearer(token)};
  EXPECT_THAT(office.api.get("/v1/customer-web/projects", reader).items("/id"),
              ElementsAre(office.project));
  EXPECT_EQ(office.api.get("/v1/customer-web/projects/" + other, reader).status, 404u);
  EXPECT_EQ(office.api.get("/v1/sessions/current", reader).text("/principal/id"), person);
  EXPECT_EQ(office.api.get("/v1/office", reader).status, 403u);
}

TEST_F(AnOffersLink, never_opens_lists) {
  const auto list_path = "/lists/" + office.list;
  ASSERT_LT(
      office.api.put("/v1/projects/" + office.project + "/customer-web" + list_path, "{}").status,
      300u);
  automatic_login(true);
  const auto token = press("sessions").text("/token");
  const auto before = office.count<domain::ListAccessed>();
  EXPECT_EQ(get(token, list_path).status, 404u);
  EXPECT_EQ(get(token, list_path + "/changes").status, 404u);
  automatic_login(false);
  EXPECT_EQ(get(token, list_path).status, 401u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), before);
}

TEST_F(AnOffersLink, opened_sessions_that_end_for_good_when_automatic_login_is_turned_off) {
  automatic_login(true);
  const auto token = press("sessions").text("/token");
  EXPECT_EQ(get(token, "").status, 200u);
  automatic_login(false);
  EXPECT_EQ(get(token, "").status, 401u);
  automatic_login(true);
  EXPECT_EQ(get(token, "").status, 401u);
  EXPECT_EQ(get(press("sessions").text("/token"), "").status, 200u);
}

TEST_F(AnOffersLink, opened_a_session_that_ends_with_the_persons_place_on_the_project) {
  automatic_login(true);
  const auto token = press("sessions").text("/token");
  ASSERT_EQ(office.api.del("/v1/projects/" + office.project + "/contacts/" + person).status, 204u);
  EXPECT_EQ(get(token, "").status, 401u);
}

struct OfferDeath {
  std::string name;
  std::function<void(Offering&)> happen;
};
void PrintTo(const OfferDeath& death, std::ostream* out) {
  *out << death.name;
}

class DeadOffers : public ::testing::TestWithParam<OfferDeath>, protected Offering {};

TEST_P(DeadOffers, are_one_neutral_answer) {
  ASSERT_EQ(send(ids({person})).status, 202u);
  office.settle();
  token = token_for("per@customer.example");
  automatic_login(true);
  GetParam().happen(*this);
  const auto before = office.api.position();
  const auto unknown = office.api.get("/v1/offers/" + std::string(43, 'A'), kNobody);
  EXPECT_EQ(unknown.status, 404u);
  for (const auto& answer : {office.api.get("/v1/offers/" + token, kNobody), press("sessions"),
                             press("password-link")}) {
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.body, unknown.body);
    EXPECT_EQ(answer.response.headers.size(), unknown.response.headers.size());
  }
  EXPECT_EQ(office.api.position(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DeadOffers,
    ::testing::Values(
        OfferDeath{"unknown", [](Offering& all) { all.token = std::string(43, 'B'); }},
        OfferDeath{"malformed", [](Offering& all) { all.token = "no-link"; }},
        OfferDeath{
            "taken down",
            [](Offering& all) { all.office.api.patch(all.item_path, R"({"published":false})"); }},
        OfferDeath{"deleted", [](Offering& all) { all.office.api.del(all.item_path); }},
        OfferDeath{"deactivated",
                   [](Offering& all) {
                     all.office.api.post("/v1/contacts/" + all.person + "/deactivate");
                   }},
        OfferDeath{"off the project",
                   [](Offering& all) {
                     all.office.api.del("/v1/projects/" + all.office.project + "/contacts/" +
                                        all.person);
                   }},
        OfferDeath{"another address", [](Offering& all) {
                     all.office.api.patch("/v1/contacts/" + all.person,
                                          R"({"email":"new@customer.example"})");
                   }}));

TEST_F(Offers, that_are_taken_down_before_they_went_out_are_not_mailed) {
  office.backing.deliveries = {mail::Deferred{"busy"}};
  ASSERT_EQ(send(ids({person})).status, 202u);
  office.until([&] { return office.count<domain::MailingDeferred>() == 1; });
  ASSERT_EQ(office.api.patch(item_path, R"({"published":false})").status, 200u);
  office.api.clock().advance(std::chrono::minutes(5));
  office.until([&] { return office.count<domain::MailingFailed>() == 1; });
  EXPECT_EQ(office.mails().size(), 1u);
}

}  // namespace
}  // namespace rollcall::api::offers_test
