#pragma once
// What events are made of, for the feed: how an event, or a part of one, becomes named fields.
//
//   template <class Out>
//   void describe(Out& out, const domain::ShareRevoked& event) {
//     const auto& [share, cause] = event;
//     out.field("shareId", share).field("cause", cause);
//   }
//
// One description serves the data itself (data_writer) and its schema (schema_writer), so neither
// can say more than the other. The binding names every member: who adds one to an event and forgets
// it here gets no program. Of each, a description says one of
//   field     everybody reads it. Ids of persons are pseudonyms to who may not know them, and of a
//             Personal part these read only whether it is known: the writers see to it, by type.
//   authored  free text that somebody wrote and that may name a person: absent for such readers.
//   secret    never leaves: hashes of what opens something.

#include "domain/event.hpp"

namespace rollcall::api::feed {

// Of bytes that are kept: an authored text's, so authored itself.
struct Sha256 {
  domain::ContentHash hash{};
};

template <class Out>
void describe(Out& out, const domain::Phone& phone) {
  const auto& [label, number] = phone;
  out.field("label", label).field("number", number);
}

// ---- Personal parts ------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::StaffDetails& details) {
  const auto& [email, first_name, last_name] = details;
  out.field("email", email).field("firstName", first_name).field("lastName", last_name);
}

template <class Out>
void describe(Out& out, const domain::ContactDetails& details) {
  const auto& [email, first_name, last_name, phones] = details;
  out.field("email", email).field("firstName", first_name).field("lastName", last_name);
  out.field("phones", phones);
}

template <class Out>
void describe(Out& out, const domain::ParticipantDetails& details) {
  const auto& [standard, fields] = details;
  for (std::size_t i = 0; i < standard.size(); ++i) {
    out.field(domain::name_of(static_cast<domain::StandardField>(i)), standard[i]);
  }
  out.field("fields", fields);
}

template <class Out>
void describe(Out& out, const domain::MailText& mail) {
  const auto& [subject, body] = mail;
  out.authored("subject", subject).authored("body", body);
}

template <class Out>
void describe(Out& out, const domain::Addressed& addressed) {
  const auto& [email, name, mail] = addressed;
  out.field("email", email).field("name", name).field("mail", mail);
}

template <class Out>
void describe(Out& out, const domain::ClientDetails& client) {
  const auto& [address, user_agent] = client;
  out.field("address", address).field("userAgent", user_agent);
}

// ---- Lists and shares ----------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::FilterCondition& condition) {
  const auto& [field, op, values] = condition;
  out.field("field", field).field("op", op).authored("values", values);
}

template <class Out>
void describe(Out& out, const domain::SortKey& key) {
  const auto& [field, descending] = key;
  out.field("field", field).field("descending", descending);
}

template <class Out>
void describe(Out& out, const domain::ListDefinition& definition) {
  const auto& [name, columns, filter, sort] = definition;
  out.field("name", name).field("columns", columns).field("filter", filter).field("sort", sort);
}

template <class Out>
void describe(Out& out, const domain::Sending& sending) {
  const auto& [id, language, addressed] = sending;
  out.field("id", id).field("language", language).field("addressed", addressed);
}

// ---- The rest ------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::OfficeSettings& settings) {
  const auto& [name, slug, time_zone, language, retention, may_download, offer_login, reminder] =
      settings;
  out.field("name", name).field("slug", slug).field("timeZone", time_zone);
  out.field("defaultLanguage", language).field("retentionMonths", retention);
  out.field("receiversMayDownload", may_download).field("automaticOfferLogin", offer_login);
  out.field("expiryReminderDays", reminder);
}

template <class Out>
void describe(Out& out, const domain::ProjectDetails& details) {
  const auto& [name, customer, start, end, managers, status, retention] = details;
  out.field("name", name).field("customerId", customer).field("startDate", start);
  out.field("returnDate", end).field("projectManagerIds", managers).field("status", status);
  out.field("retentionMonths", retention);
}

template <class Out>
void describe(Out& out, const domain::MenuText& text) {
  const auto& [hash, size] = text;
  out.authored("sha256", Sha256{hash}).field("size", size);
}

template <class Out>
void describe(Out& out, const domain::MenuFile& file) {
  const auto& [hash, size, type, name] = file;
  out.authored("sha256", Sha256{hash}).field("size", size).field("mediaType", type);
  out.authored("name", name);
}

template <class Out>
void describe(Out& out, const domain::MenuItemDetails& details) {
  const auto& [kind, title, order, body, url] = details;
  out.field("kind", kind).authored("title", title).field("order", order).field("body", body);
  out.authored("url", url);
}

}  // namespace rollcall::api::feed
