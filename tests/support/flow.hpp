#pragma once
// The flow of a shared list over HTTP, step by step. A step that is refused fails the test.

#include <string>

#include "tests/support/server_process.hpp"

namespace rollcall::tests {

// What the flow writes; a test that looks for traces puts marked words here.
struct Wording {
  std::string customer = "Nordlys Bank";
  std::string supplier = "Hotel Fjord";
  std::string contact_first = "Ingrid";
  std::string contact_last = "Vik";
  std::string contact_email = "desk@hotel.example";
  std::string contact_phone = "+47 55 55 55 55";
  std::string project = "Summer meeting";
  std::string list = "Rooms";
  std::string receiver_name = "The kitchen";
  std::string receiver_email = "kitchen@hotel.example";
  std::string participants;  // CSV; "": the 600 that come with the program
};

struct SharedList {
  std::string customer;
  std::string supplier;
  std::string contact;
  std::string project;
  std::string list;
  std::string share;          // to the supplier's contact person
  std::string typed_share;    // to the typed address
  std::string import_answer;  // what the import answered
};

// The id of what a POST made.
std::string made(const Reply& reply);

std::string add_customer(HttpClient& client, const std::string& name);
std::string add_project(HttpClient& client, const std::string& customer, const std::string& name);
// Columns lastName, firstName, Room and Dietary.
std::string add_list(HttpClient& client, const std::string& project, const std::string& name);

// From a new customer to a list shared with the hotel's contact person and with a typed address.
SharedList share_with_hotel(HttpClient& client, const Wording& wording = {});

// Waits for the share's mail to be on record as sent, or what `state` says; the share then.
Json sent_share(HttpClient& client, const std::string& share, const std::string& state = "sent");

// Waits until the outcome of every mail is on record.
void all_mails_settled(ServerProcess& server);

// The receiver's way in, with what the mails say.
struct Viewing {
  std::string link_token;
  std::string code;
  std::string session_token;
};
Viewing open_link(ServerProcess& server, const std::string& email);

Headers bearer(const std::string& token);
Headers wanting_csv(const std::string& token);

// The office's position of the moment.
std::uint64_t position_now(HttpClient& client);

}  // namespace rollcall::tests
