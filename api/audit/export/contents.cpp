#include "api/audit/export/contents.hpp"

#include "api/audit/export/audience.hpp"

namespace rollcall::api::audit_export {

Contents contents_of(Events events, const Manifest& manifest) {
  Contents contents{shares_table(events), looks_table(events), {}, {}};
  if (is_about_participant(manifest)) {
    contents.participant = participant_table(events);
  } else {
    contents.audience = audience_table(events, manifest);
  }
  return contents;
}

std::vector<TableFile> table_files(const Manifest& manifest) {
  std::vector<TableFile> files = {{kSharesFile, &Contents::shares}, {kLooksFile, &Contents::looks}};
  if (is_about_participant(manifest)) {
    files.push_back({kParticipantFile, &Contents::participant});
  } else {
    files.push_back({kAudienceFile, &Contents::audience});
  }
  return files;
}

}  // namespace rollcall::api::audit_export
