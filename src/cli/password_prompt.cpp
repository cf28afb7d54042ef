#include "cli/password_prompt.h"

#include "base/descriptor.h"

#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace gg::cli {
namespace {

/// Keeps the terminal from showing what is typed.
class Unseen {
 public:
  explicit Unseen(int terminal) : terminal_(terminal) {
    is_changed_ = ::tcgetattr(terminal, &before_) == 0;
    auto unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (is_changed_) ::tcsetattr(terminal, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (is_changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }

 private:
  int terminal_;
  termios before_{};
  bool is_changed_ = false;
};

void say(int terminal, const std::string& text) {
  static_cast<void>(!::write(terminal, text.data(), text.size()));
}

std::string read_line(int terminal) {
  std::string line;
  char letter = 0;
  while (::read(terminal, &letter, 1) == 1 && letter != '\n') line += letter;
  return line;
}

}  // namespace

Result<std::string> ask_password(const std::string& variable, const std::string& question) {
  if (const char* set = std::getenv(variable.c_str()); set != nullptr) return std::string(set);
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.is_open())
    return fail(Error{ErrorKind::InvalidInput, question +
                                                   " is needed, and there is no terminal to "
                                                   "ask at: put it into the environment "
                                                   "variable " +
                                                   variable});
  say(terminal.number(), question + ": ");
  std::string password;
  {
    const Unseen unseen(terminal.number());
    password = read_line(terminal.number());
  }
  say(terminal.number(), "\n");
  return password;
}

}  // namespace gg::cli
