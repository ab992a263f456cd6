#pragma once
// Looks for words in everything that lies in a data folder: the bytes of every file, and the rows
// of every database, which may be compressed in the files.

#include <filesystem>
#include <string>
#include <vector>

namespace rollcall::tests {

// A word in every form that it might be written in: as it is, in capitals (the search ignores
// case), as UTF-16 of either order, and in base64 wherever it may lie in what was encoded.
std::vector<std::string> forms_of(const std::string& word);

// "PLACE holds WORD" for each of the words that is found. Works on a copy of the folder, so that a
// server may have it. Tables are read one by one too: also rows that later ones hide.
std::vector<std::string> search(const std::filesystem::path& data,
                                const std::vector<std::string>& words);

// Rows of one family of a database, as they are.
struct StoredRow {
  std::string key;
  std::string value;
};
std::vector<StoredRow> rows_of(const std::filesystem::path& data, const std::string& database,
                               const std::string& family);

}  // namespace rollcall::tests
