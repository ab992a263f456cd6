#pragma once
// A list that was shared by mail with a hotel, and its link, which then is dead.

#include <gtest/gtest.h>

#include "tests/support/flow.hpp"

namespace rollcall::tests {

class MailedLink : public testing::Test {
 protected:
  void SetUp() override {
    server.start();
    auto admin = server.admin();
    flow = share_with_hotel(admin, {.participants = "firstName,Room\nIda,101\n"});
    sent_share(admin, flow.share);
    sent_share(admin, flow.typed_share);
    token = server.outbox().link_mail("desk@hotel.example")->link_token();
  }

  ServerProcess server;
  SharedList flow;
  std::string token;
};

class DeadLink : public MailedLink {
 protected:
  void SetUp() override {
    MailedLink::SetUp();
    auto admin = server.admin();
    EXPECT_EQ(admin.post("/v1/shares/" + flow.share + "/revoke").status, 200);
    auto wrong = token;
    wrong[20] = wrong[20] == 'A' ? 'B' : 'A';
    tokens = {{"revoked", token},
              {"changed in one place", wrong},
              {"unknown", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"},
              {"too short", "x"},
              {"too long", std::string(500, 'A')},
              {"not of these symbols", "%C3%A6%20"}};
  }

  std::vector<std::pair<std::string, std::string>> tokens;
};

}  // namespace rollcall::tests
