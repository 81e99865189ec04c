#include "cogc/Frontend/RunFlags.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

namespace {

/// One `key=value` of a mount; a key without a value stands for true.
struct Option {
  std::string key;
  std::string value;
  bool hasValue = false;
};

class RunItemParser {
public:
  RunItemParser(const Text &item, DiagnosticEngine &diags) : item(item), diags(diags) {}

  RunOp parse() {
    llvm::StringRef rest = item.value;
    while (rest.ltrim().starts_with("--")) {
      auto [flag, behind] = splitFlag(rest.ltrim());
      applyFlag(flag);
      rest = behind.ltrim();
    }
    run.verbatim = true;
    // The rest of an item without flags is the item, to the byte.
    run.command = rest.str();
    if (rest.trim().empty())
      report("a command behind its flags");
    return std::move(run);
  }

private:
  void report(const llvm::Twine &expected) {
    diags.report(Diag::run_flag, item.range, expected.str());
  }

  /// A flag ends at white space outside of double quotes.
  static std::pair<llvm::StringRef, llvm::StringRef> splitFlag(llvm::StringRef text) {
    bool quoted = false;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && llvm::isSpace(text[i]))
        return {text.take_front(i), text.drop_front(i)};
    }
    return {text, {}};
  }

  void applyFlag(llvm::StringRef flag) {
    auto [name, value] = flag.split('=');
    if (name == "--mount")
      addMount(value);
    else if (name == "--network")
      setNetwork(value);
    else if (name == "--security")
      setSecurity(value);
    else
      report("`--mount`, `--network` or `--security`, not `" + name + "`");
  }

  void setNetwork(llvm::StringRef value) {
    if (value == "default")
      run.network = RunOp::Network::Default;
    else if (value == "none")
      run.network = RunOp::Network::None;
    else if (value == "host")
      run.network = RunOp::Network::Host;
    else
      report("`--network=` with default, none or host, not `" + value + "`");
  }

  void setSecurity(llvm::StringRef value) {
    if (value == "sandbox")
      run.security = RunOp::Security::Sandbox;
    else if (value == "insecure")
      run.security = RunOp::Security::Insecure;
    else
      report("`--security=` with sandbox or insecure, not `" + value + "`");
  }

  /// Fields of one CSV record (RFC 4180), as the Dockerfile's own parser reads
  /// them: a field in double quotes may hold commas, `""` is a quote.
  static std::vector<Option> splitOptions(llvm::StringRef text) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"' && quoted && text.substr(i + 1).starts_with("\"")) {
        fields.back() += '"';
        ++i;
      } else if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == ',' && !quoted)
        fields.emplace_back();
      else
        fields.back() += text[i];
    }
    std::vector<Option> options;
    for (llvm::StringRef field : fields) {
      auto [key, value] = field.split('=');
      options.push_back({key.lower(), value.str(), field.contains('=')});
    }
    return options;
  }

  void addMount(llvm::StringRef text) {
    std::vector<Option> options = splitOptions(text);
    Mount mount;
    for (const Option &option : options)
      if (option.key == "type") {
        std::optional<Mount::Type> type = parseMountKeyword(option.value);
        if (!type)
          return report("a mount type (bind, cache, secret, ssh, tmpfs), not `" + option.value +
                        "`");
        mount.type = *type;
      }
    // A bind mount is read-only unless it says otherwise.
    mount.readonly = mount.type == Mount::Type::Bind;
    if (mount.type == Mount::Type::Secret || mount.type == Mount::Type::Ssh)
      mount.optional = false;
    for (const Option &option : options)
      if (!applyOption(option, mount))
        return report("an option of a " + mountKeyword(mount.type) + " mount, not `" + option.key +
                      "`");
    complete(mount);
  }

  static bool isTrue(const Option &option) { return !option.hasValue || option.value == "true"; }

  bool applyNumber(const Option &option, std::optional<unsigned> &into, unsigned radix) {
    unsigned value = 0;
    if (llvm::StringRef(option.value).getAsInteger(radix, value))
      report("a number for `" + option.key + "`, not `" + option.value + "`");
    into = value;
    return true;
  }

  bool applyOption(const Option &option, Mount &mount) {
    using Type = Mount::Type;
    llvm::StringRef key = option.key;
    Type type = mount.type;
    if (key == "type")
      return true;
    if (key == "target" || key == "dst" || key == "destination") {
      mount.target = option.value;
      return true;
    }
    if ((key == "source" || key == "src") && (type == Type::Bind || type == Type::Cache)) {
      mount.source =
          llvm::StringRef(option.value).starts_with("/") ? option.value : "/" + option.value;
      return true;
    }
    if (key == "from" && (type == Type::Bind || type == Type::Cache)) {
      mount.from = State::image(option.value);
      return true;
    }
    if ((key == "ro" || key == "readonly") && (type == Type::Bind || type == Type::Cache)) {
      mount.readonly = isTrue(option);
      return true;
    }
    if ((key == "rw" || key == "readwrite") && (type == Type::Bind || type == Type::Cache)) {
      mount.readonly = !isTrue(option);
      return true;
    }
    if (key == "id" && type != Type::Bind && type != Type::Tmpfs) {
      mount.id = option.value;
      return true;
    }
    if (key == "sharing" && type == Type::Cache)
      return applySharing(option, mount);
    if (key == "env" && type == Type::Secret) {
      mount.env = option.value;
      return true;
    }
    if (key == "required" && (type == Type::Secret || type == Type::Ssh)) {
      mount.optional = !isTrue(option);
      return true;
    }
    bool hasOwner = type == Type::Cache || type == Type::Secret || type == Type::Ssh;
    if (key == "mode" && hasOwner)
      return applyNumber(option, mount.mode, 8);
    if (key == "uid" && hasOwner)
      return applyNumber(option, mount.uid, 10);
    if (key == "gid" && hasOwner)
      return applyNumber(option, mount.gid, 10);
    if (key == "size" && type == Type::Tmpfs)
      return !llvm::StringRef(option.value).getAsInteger(10, mount.size);
    return false;
  }

  bool applySharing(const Option &option, Mount &mount) {
    if (option.value == "shared")
      mount.sharing = Mount::Sharing::Shared;
    else if (option.value == "private")
      mount.sharing = Mount::Sharing::Private;
    else if (option.value == "locked")
      mount.sharing = Mount::Sharing::Locked;
    else
      report("`sharing=` with shared, private or locked, not `" + option.value + "`");
    return true;
  }

  /// Fills what the Dockerfile's rules derive from the rest.
  void complete(Mount &mount) {
    using Type = Mount::Type;
    if (mount.type == Type::Bind && !mount.from)
      mount.from = State::context("src");
    if (mount.type == Type::Secret) {
      if (mount.id.empty())
        mount.id = llvm::StringRef(mount.target).rsplit('/').second.str();
      if (mount.target.empty() && mount.env.empty())
        mount.target = "/run/secrets/" + mount.id;
    }
    if (mount.type == Type::Ssh && mount.id.empty())
      mount.id = "default";
    if (mount.type == Type::Cache && mount.id.empty())
      mount.id = mount.target;
    if (mount.target.empty() && mount.type != Type::Secret && mount.type != Type::Ssh)
      return report("a `target=` in `--mount`");
    if (mount.type == Type::Secret && mount.id.empty())
      return report("an `id=` in `--mount=type=secret`");
    if (!mount.target.empty() && mount.target.front() != '/')
      mount.target = "/" + mount.target;
    run.mounts.push_back(std::move(mount));
  }

  const Text &item;
  DiagnosticEngine &diags;
  RunOp run;
};

} // namespace

RunOp cogc::parseRunItem(const Text &item, DiagnosticEngine &diags) {
  return RunItemParser(item, diags).parse();
}
