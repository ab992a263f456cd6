#pragma once
// An office that shares: a project with participants, a list, a hotel's contact person, and mails
// that are on their way as soon as they are written.
//
//   Sharing office;
//   const auto share = office.share_with("hotel@fjord.example");
//   const auto session = office.open(share.token);
//   office.look(session.token).status

#include <string>
#include <vector>

#include "tests/api/made.hpp"
#include "tests/api/sharing/backing.hpp"

namespace rollcall::api {

Headers as_receiver(const std::string& session_token);

class Sharing {
 public:
  struct Options {
    Settings settings{};  // a dead link's delay is 1 ms unless given
    std::string time_zone = "UTC";
    std::string return_date = "2026-06-14";
    std::size_t look_cache_bytes = std::size_t{64} << 20;
    bool mails = true;
    std::shared_ptr<eventstore::Log> log{};  // none: in memory
    // As of Backing.
    std::function<std::unique_ptr<mail::MailTransport>()> transport{};
  };
  explicit Sharing(Options options);
  Sharing() : Sharing(Options{}) {}

  struct Shared {
    std::string id;
    std::string token;  // of its newest mail
  };
  // Shares the list with a typed address; `more`: further members of the body, each after a comma.
  Shared share_with(const std::string& email, const std::string& more = "");
  // POST …/shares with that body.
  Answer share(const std::string& body, Headers headers = {});
  Answer get_share(const std::string& id) { return api.get("/v1/shares/" + id); }
  // The token in the newest mail to that address.
  std::string token_for(const std::string& email);

  // Asks for a code and reads it from its mail.
  std::string code_for(const std::string& token);
  struct Session {
    std::string token;
    std::string cookie;  // "name=value"
    Answer answer;
  };
  Session open(const std::string& token);
  Answer look(const std::string& session, const std::string& query = "", Headers more = {});

  // Waits until no mail is waiting to be sent.
  void settle();
  // Waits until that is so; fails the test after ten seconds.
  void until(const std::function<bool()>& holds);
  // Makes the mail thread look at the clock.
  void nudge() { add_customer(api, "Nudge"); }
  void restart();
  std::vector<mail::Mail> mails() { return backing.handed_over.all(); }

  template <class... Event>
  std::size_t count() {
    const auto types = domain::types_of<Event...>();
    eventstore::Query query{{{types, {}}}};
    return backing.log->read(api.office().id, query, {})->size();
  }
  // The day so many days from today (UTC).
  std::string day(int offset);

  Backing backing;
  Api api;
  std::string supplier;
  std::string project;
  std::string contact;                    // hotel@fjord.example, on the project
  std::string list;                       // "Rooms": lastName, firstName, fields.Room
  std::vector<std::string> participants;  // Berg, Dahl, Moen

 private:
  static Api::Options api_options(const Options& options, Backing& backing);
  const Options options_;
};

}  // namespace rollcall::api
