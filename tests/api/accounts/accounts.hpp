#pragma once
// An office with people who can sign in: staff, a customer's contact person on a project, and one
// on none. Mails go out as they are written; hashing is cheap.

#include <string>
#include <vector>

#include "tests/api/made.hpp"
#include "tests/api/sharing/backing.hpp"

namespace rollcall::api {

inline const std::string kPassword = "tulip-harbour-42";
inline const std::string kAdmin = "admin@fjord-fest.example";
inline const std::string kPer = "per@nordlys.example";   // on a project, for its customer
inline const std::string kHotel = "desk@hotel.example";  // on that project, for a supplier
inline const std::string kNew = "new@nordlys.example";   // on no project

class Accounts {
 public:
  struct Options {
    Settings settings{};
    bool mails = true;
    std::shared_ptr<eventstore::Log> log{};  // none: in memory
  };
  explicit Accounts(Options options);
  Accounts() : Accounts(Options{}) {}

  // POST /v1/sessions. `more`: further members of the body, each after a comma.
  Answer sign_in(const std::string& email, const std::string& password = kPassword,
                 const std::string& more = "", Headers headers = {});
  // The token of a new session.
  std::string session_of(const std::string& email, const std::string& password = kPassword);
  unsigned status_of(const std::string& session);

  // Asks for a link and reads it from its mail.
  std::string link_for(const std::string& email);
  // PUT with that link.
  Answer set(const std::string& link, const std::string& password = kPassword);
  // Asks for a link and sets the password with it.
  void set_password_of(const std::string& email, const std::string& password = kPassword);
  // The token in the newest mail to that address; "" if there is none.
  std::string newest_link(const std::string& email);
  std::size_t mails_to(const std::string& email);

  void settle();
  void until(const std::function<bool()>& holds);
  void restart();

  template <class... Event>
  std::size_t count() {
    eventstore::Query query{{{domain::types_of<Event...>(), {}}}};
    return backing.log->read(api.office().id, query, {})->size();
  }

  Backing backing;
  Api api;
  std::string customer;
  std::string project;
  std::string per;
  std::string newcomer;

 private:
  static Api::Options api_options(const Options& options, Backing& backing);
  const Options options_;
};

Headers as(const std::string& session);

}  // namespace rollcall::api
