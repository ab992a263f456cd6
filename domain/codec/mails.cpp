#include "domain/codec/members.hpp"

namespace rollcall::codec {

void write(const domain::ShareEmailTemplateSaved& from, schema::ShareEmailTemplateSaved::Builder to,
           Sealing&) {
  put(from.office, to.getOffice());
  to.setLanguage(text(from.language));
  to.setSubject(text(from.mail.subject));
  to.setBody(text(from.mail.body));
}
void read(schema::ShareEmailTemplateSaved::Reader from, domain::ShareEmailTemplateSaved& to,
          Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getLanguage(), to.language);
  get(from.getSubject(), to.mail.subject);
  get(from.getBody(), to.mail.body);
}

void write(const domain::ShareEmailTemplateRemoved& from,
           schema::ShareEmailTemplateRemoved::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  to.setLanguage(text(from.language));
}
void read(schema::ShareEmailTemplateRemoved::Reader from, domain::ShareEmailTemplateRemoved& to,
          Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getLanguage(), to.language);
}

}  // namespace rollcall::codec
