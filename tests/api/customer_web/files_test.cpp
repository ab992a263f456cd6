// Files of menu items: what is taken, under which name, and how it is sent.
#include "tests/api/customer_web/web.hpp"

namespace rollcall::api::files_test {
namespace {

using testing::HasSubstr;

const std::string kPdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\nthe map";

class Files : public testing::Test {
 protected:
  Answer put(const std::string& bytes, const std::string& query = "", Headers headers = {}) {
    headers.emplace_back("content-type", "application/octet-stream");
    return api.put(content + query, bytes, std::move(headers));
  }

  Web web;
  Api& api = web.api;
  const std::string item = web.add_item(R"("kind":"file","title":"Map")");
  const std::string content = web.at("/items/" + item + "/content");
  const std::string visited = web.mine("/items/" + item);
};

TEST_F(Files, are_put_and_got) {
  EXPECT_EQ(api.get(content).status, 404u);
  EXPECT_EQ(web.visit(visited).status, 404u);
  const auto before = api.get(web.at("/items/" + item));
  const auto answer = put(kPdf, "?fileName=Bussplan%20p%C3%A5%20fjellet.pdf");
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/file/name"), "Bussplan på fjellet.pdf");
  EXPECT_EQ(answer.text("/file/mediaType"), "application/pdf");
  EXPECT_EQ(answer.number("/file/size"), static_cast<std::int64_t>(kPdf.size()));
  EXPECT_EQ(answer.text("/file/sha256").size(), 64u);
  EXPECT_EQ(put(kPdf, "", {{"if-match", before.header("ETag")}}).status, 412u);
  for (const auto& got : {api.get(content), web.visit(visited + "/content")}) {
    ASSERT_EQ(got.status, 200u) << got.body;
    EXPECT_EQ(got.response.content(), kPdf);
    EXPECT_EQ(got.header("Content-Type"), "application/pdf");
    EXPECT_THAT(got.header("Content-Disposition"), HasSubstr("attachment; filename="));
    EXPECT_EQ(got.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(got.header("Content-Security-Policy"), HasSubstr("sandbox"));
    EXPECT_EQ(got.header("Cache-Control"), "no-store");
  }
  EXPECT_EQ(web.visit(visited).json("/file"), answer.json("/file"));
}

TEST_F(Files, are_what_is_in_them) {
  struct {
    std::string bytes, name, type;  // "": refused
  } const cases[] = {
      {kPdf, "page.html", "application/pdf"},
      {"\x89PNG\r\n\x1a\n....", "a.png", "image/png"},
      {"\xff\xd8\xff\xe0JFIF", "a", "image/jpeg"},
      {"a;b\n1;2\n", "a.csv", "text/csv; charset=utf-8"},
      {"Hei på deg\n", "a.txt", "text/plain; charset=utf-8"},
      {"", "a.txt", ""},
      {"<!DOCTYPE html><p>x", "a.pdf", ""},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", ""},
      {"  <HTML>", "a.txt", ""},
      {"<?xml version='1.0'?>", "a.txt", ""},
      {"#!/bin/sh\n", "a.txt", ""},
      {"MZ\x90\x03", "a.exe", ""},
      {std::string("text\0more", 9), "a.txt", ""},
      {"\xff\xfeh\x01i", "a.txt", ""},
      {"PK\x03\x04nothing", "a.docx", ""},
  };
  for (const auto& each : cases) {
    const auto answer = put(each.bytes, "?fileName=" + each.name);
    if (each.type.empty()) {
      EXPECT_EQ(answer.status, 415u) << each.bytes;
      EXPECT_EQ(answer.code(), "unsupported_file_type");
    } else {
      EXPECT_EQ(answer.status, 200u) << answer.body;
      EXPECT_EQ(answer.text("/file/mediaType"), each.type);
    }
  }
}

TEST_F(Files, are_named_by_the_request) {
  EXPECT_EQ(put(kPdf, "", {{"content-disposition", "attachment; filename=\"../x.exe\""}})
                .text("/file/name"),
            "x.pdf");
  EXPECT_EQ(put(kPdf, "",
                {{"content-disposition",
                  "attachment; filename=\"a.pdf\"; filename*=UTF-8''b%C3%A5t.pdf"}})
                .text("/file/name"),
            "båt.pdf");
  EXPECT_EQ(put(kPdf).text("/file/name"), "file.pdf");
  EXPECT_EQ(put(kPdf, "?name=x").status, 400u);
}

TEST_F(Files, are_for_file_items_only) {
  const auto page = web.add_item(R"("kind":"page","title":"x","body":"y")");
  const auto refused =
      api.put(web.at("/items/" + page + "/content"), kPdf, {{"content-type", "application/pdf"}});
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "not_a_file");
  EXPECT_EQ(web.visit(web.mine("/items/" + page + "/content")).status, 404u);
}

TEST_F(Files, stop_being_sent_when_they_are_taken_down) {
  put(kPdf);
  const auto sent = web.visit(visited + "/content");
  ASSERT_TRUE(sent.response.still_allowed());
  put(kPdf + "new");
  EXPECT_FALSE(sent.response.still_allowed());
  const auto other = web.visit(visited + "/content");
  EXPECT_EQ(api.patch(web.at("/items/" + item), R"({"published":false})").status, 200u);
  EXPECT_FALSE(other.response.still_allowed());
  EXPECT_EQ(web.visit(visited + "/content").status, 404u);
}

TEST_F(Files, are_no_larger_than_25_mib) {
  http::RequestHead head;
  head.method = http::Method::put;
  head.path = head.target = content;
  head.headers = {{"authorization", "Bearer " + api.office().token}};
  const auto admission = api.application().router().admit(head);
  EXPECT_FALSE(admission.refusal.has_value());
  EXPECT_EQ(admission.body_limit, std::uint64_t{25} << 20);
}

}  // namespace
}  // namespace rollcall::api::files_test
