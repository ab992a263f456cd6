#include "tests/support/server_process.hpp"

#include <gtest/gtest.h>

namespace rollcall::tests {
namespace {

constexpr std::string_view kListening = "listening on ";

// What `init` makes, made once for all: it takes a second under the sanitizers.
struct MadeOffice {
  MadeOffice() {
    const auto made = run_rollcall({"init", "--data", data().string(), "--office", "Fjord & Fest",
                                    "--admin-email", "admin@office.example"});
    EXPECT_EQ(made.status, 0) << made.errors;
    init_line = made.output;
  }
  std::filesystem::path data() const { return folder.path() / "data"; }

  ScratchFolder folder;
  std::string init_line;
};

const MadeOffice& made_office() {
  static const MadeOffice made;
  return made;
}

}  // namespace

std::string make_office(const std::filesystem::path& data) {
  std::filesystem::copy(made_office().data(), data, std::filesystem::copy_options::recursive);
  return made_office().init_line;
}

ServerProcess::ServerProcess(std::vector<std::string> serve_arguments)
    : data_(scratch_.path() / "data"),
      serve_arguments_(std::move(serve_arguments)),
      init_line_(make_office(data_)) {
  admin_token_ = Json(init_line_).text("/adminToken");
  outbox_ = std::make_unique<Outbox>(data_ / "outbox");
}

ServerProcess::~ServerProcess() {
  if (child_) kill();
}

void ServerProcess::start() {
  std::vector<std::string> arguments = {"serve", "--data", data_.string(), "--listen",
                                        "127.0.0.1:0"};
  arguments.insert(arguments.end(), serve_arguments_.begin(), serve_arguments_.end());
  child_ = std::make_unique<ChildProcess>(rollcall_command(std::move(arguments)));
  const auto line = child_->error_line(std::string(kListening));
  ASSERT_TRUE(line) << child_->errors();
  const auto start = line->find(kListening) + kListening.size();
  address_ = line->substr(start, line->find(',', start) - start);
}

int ServerProcess::stop() {
  child_->signal(SIGTERM);
  const auto status = child_->wait();
  logged_ += child_->errors();
  child_.reset();
  return status.value_or(-1);
}

void ServerProcess::kill() {
  child_->signal(SIGKILL);
  EXPECT_TRUE(child_->wait());
  logged_ += child_->errors();
  child_.reset();
}

std::string ServerProcess::base_url() const {
  return "http://" + address_;
}

std::string ServerProcess::logged() const {
  return child_ ? logged_ + child_->errors() : logged_;
}

}  // namespace rollcall::tests
