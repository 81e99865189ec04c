#include "Csv.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// Takes the field that \p text begins with, and the comma behind it.
static llvm::Expected<std::string> takeField(llvm::StringRef &text) {
  std::string field;
  if (!text.consume_front("\"")) {
    llvm::StringRef bare = text.take_until([](char c) { return c == ','; });
    text = text.drop_front(bare.size());
    if (bare.contains('"'))
      return llvm::createStringError("a quote stands inside a field that has none around it");
    field = bare.str();
  } else {
    for (;;) {
      size_t end = text.find('"');
      if (end == llvm::StringRef::npos)
        return llvm::createStringError("a quote is not closed");
      field += text.take_front(end);
      text = text.drop_front(end + 1);
      if (!text.consume_front("\""))
        break;
      field += '"';
    }
  }
  if (!text.empty() && !text.consume_front(","))
    return llvm::createStringError("expected a comma behind a closing quote");
  return field;
}

llvm::Expected<CsvAttributes> CsvAttributes::parse(llvm::StringRef text) {
  CsvAttributes result;
  while (!text.empty()) {
    llvm::Expected<std::string> field = takeField(text);
    if (!field)
      return field.takeError();
    auto [key, value] = llvm::StringRef(*field).split('=');
    if (key.size() == field->size())
      return llvm::createStringError("`" + *field + "` is not of the form key=value");
    result.attributes.emplace_back(key.lower(), value.str());
  }
  return result;
}

std::optional<llvm::StringRef> CsvAttributes::find(llvm::StringRef key) const {
  for (auto &[name, value] : llvm::reverse(attributes))
    if (name == key)
      return value;
  return std::nullopt;
}

void CsvAttributes::set(llvm::StringRef key, llvm::StringRef value) {
  llvm::erase_if(attributes, [&](auto &each) { return each.first == key; });
  attributes.emplace_back(key.str(), value.str());
}

void CsvAttributes::setDefault(llvm::StringRef key, llvm::StringRef value) {
  if (!find(key))
    attributes.emplace_back(key.str(), value.str());
}

static std::string quoted(std::string field) {
  if (llvm::StringRef(field).find_first_of(",\"\r\n") == llvm::StringRef::npos)
    return field;
  std::string result = "\"";
  for (char c : field)
    result.append(c == '"' ? 2 : 1, c);
  return result + '"';
}

std::string CsvAttributes::str() const {
  return llvm::join(
      llvm::map_range(attributes,
                      [](auto &each) { return quoted(each.first + "=" + each.second); }),
      ",");
}
