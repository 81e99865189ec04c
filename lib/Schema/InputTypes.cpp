//===- InputTypes.cpp - What annotations mean for inputs -------------------------------===//
//
// The server checks a request against the document and hands its JSON values to
// the method as they are; only files and secrets become objects. So an input is
// a type that JSON has, a file, a secret, or a list of these.
//
//===----------------------------------------------------------------------------===//
#include "Models.h"
#include "Reader.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = Type::Kind;

namespace {
class InputTypes {
public:
  InputTypes(StringRef name, Reader &reader) : name(name), reader(reader) {}

  std::optional<Type> read(const Annotation &annotation);

private:
  std::optional<Type> readKnown(const Annotation &annotation);
  std::optional<Type> readClass(const Annotation &annotation);
  std::optional<Type> readList(const Annotation &annotation);
  std::optional<Type> readUnion(const Annotation &annotation);
  std::optional<Type> readLiteral(const Annotation &annotation);
  Type readOpaque(const Annotation &annotation);
  std::nullopt_t refuse(const Annotation &annotation, const Twine &reason) {
    reader.diags.report(Diag::input_type, annotation.range, name, reason.str());
    return std::nullopt;
  }
  void warnOfText(const Annotation &annotation, const std::string &reason) {
    reader.diags.report(Diag::input_as_text, annotation.range, name,
                        StringRef(annotation.name).rsplit('.').second, reason);
  }

  StringRef name;
  Reader &reader;
};
} // namespace

/// What to use in place of a type that is none for inputs.
static StringRef adviceFor(StringRef known) {
  return StringSwitch<StringRef>(known)
      .Cases("typing.Optional", "typing.Union", "typing.Literal", "typing.Annotated",
             "give it types in brackets")
      .Cases("builtins.tuple", "builtins.set", "builtins.frozenset", "use `list[…]`")
      .Cases("typing.Tuple", "typing.Set", "typing.Sequence", "typing.Iterable", "use `list[…]`")
      .Cases("builtins.bytes", "builtins.bytearray", "use `cog.Path`, which becomes a file")
      .Cases("typing.Mapping", "typing.MutableMapping", "use `dict`")
      .Default("");
}

std::optional<Type> InputTypes::read(const Annotation &annotation) {
  switch (annotation.kind) {
  case Annotation::Kind::Known:
    return readKnown(annotation);
  case Annotation::Kind::Class:
    return readClass(annotation);
  case Annotation::Kind::Union:
    return readUnion(annotation);
  case Annotation::Kind::Literal:
    return readLiteral(annotation);
  case Annotation::Kind::Opaque:
    return readOpaque(annotation.args[0]);
  case Annotation::Kind::None:
    return refuse(annotation, "`None` is no type of an input");
  case Annotation::Kind::Unknown:
    if (reader.modules.isIncomplete())
      return std::nullopt;
    return refuse(annotation, annotation.name);
  }
  llvm_unreachable("all kinds of annotations");
}

std::optional<Type> InputTypes::readKnown(const Annotation &annotation) {
  if (std::optional<Kind> atom = atomKind(annotation)) {
    if (annotation.name == "pathlib.Path")
      reader.diags.report(Diag::pathlib_input, annotation.range, name);
    else if (isConverted(schema::typeOf(*atom)) && !annotation.alias.empty())
      warnOfText(annotation, ": the server does not look into `type " + annotation.alias +
                                 " = …`; write `" + annotation.alias + " = …`");
    return schema::typeOf(*atom);
  }
  if (annotation.isDict())
    return schema::typeOf(Kind::Any);
  if (annotation.isList())
    return readList(annotation);
  std::string shown = reader.tree.text(annotation.range).str();
  if (StringRef advice = adviceFor(annotation.name); !advice.empty())
    return refuse(annotation, "`" + shown + "` is no type of an input; " + advice);
  return refuse(annotation, "`" + shown + "` comes from outside the project (`" + annotation.name +
                                "`), so what it holds is not known; use `dict`, or "
                                "`Annotated[…, cog.Opaque]` for any JSON object");
}

std::optional<Type> InputTypes::readClass(const Annotation &annotation) {
  switch (modelKind(annotation.klass, reader.scope)) {
  case ModelKind::TypedDict:
    return schema::typeOf(Kind::Any);
  case ModelKind::Enum:
    return refuse(annotation, "the server passes the plain value and not a member of `" +
                                  annotation.name + "`; use `Literal[…]`, or `Input(choices=…)`");
  case ModelKind::BaseModel:
  case ModelKind::Pydantic:
  case ModelKind::Dataclass:
    return refuse(annotation, "the server passes a dict and not an object of class `" +
                                  annotation.name + "`; use `dict` or a TypedDict");
  case ModelKind::None:
    return refuse(annotation, "class `" + annotation.name +
                                  "` is no type of an input; use a type that JSON has, such as "
                                  "`str`, `list[str]` or `dict`, or a `cog.Path`");
  }
  llvm_unreachable("all kinds of models");
}

std::optional<Type> InputTypes::readList(const Annotation &annotation) {
  if (annotation.args.size() != 1)
    return refuse(annotation, "the type of the list's elements is missing; write `list[str]`");
  std::optional<Type> element = read(annotation.args[0]);
  if (!element)
    return std::nullopt;
  if (element->nullable || element->kind == Kind::Array || element->kind == Kind::Union)
    return refuse(annotation.args[0],
                  "the elements of a list are of one plain type; use `list[dict]` for other "
                  "shapes");
  if (element->kind == Kind::Secret)
    warnOfText(annotation.args[0], " in its list: the server makes one of a single input only; "
                                   "take each element as a `str`");
  return schema::typeOf(Kind::Array, std::move(*element));
}

static StringRef mistakeInUnion(const Type &type) {
  switch (type.kind) {
  case Kind::Path:
    return "a file";
  case Kind::Secret:
    return "a secret";
  case Kind::Enum:
    return "a `Literal`";
  case Kind::Array:
    return mistakeInUnion(type.inner[0]);
  default:
    return "";
  }
}

std::optional<Type> InputTypes::readUnion(const Annotation &annotation) {
  Type result = schema::typeOf(Kind::Union);
  for (const Annotation &member : annotation.args) {
    std::optional<Type> type = read(member);
    if (!type)
      return std::nullopt;
    if (StringRef mistake = mistakeInUnion(*type); !mistake.empty() && annotation.args.size() > 1)
      return refuse(member, mistake + " cannot be one of several types; make two inputs of it");
    result.nullable |= type->nullable;
    type->nullable = false;
    result.inner.push_back(std::move(*type));
  }
  if (result.inner.empty())
    return refuse(annotation, "there is no type beside `None`");
  result.nullable |= annotation.hasNone;
  if (result.inner.size() > 1)
    return result;
  Type only = result.inner[0];
  only.nullable = result.nullable;
  return only;
}

std::optional<Type> InputTypes::readLiteral(const Annotation &annotation) {
  std::string mistake;
  std::optional<Type> type = enumOf(annotation.values, mistake);
  if (!type)
    return refuse(annotation, "the values of a `Literal` are of one type: " + mistake);
  type->nullable = annotation.hasNone;
  return type;
}

/// Of what is marked as opaque only the shape counts: a list, or null.
Type InputTypes::readOpaque(const Annotation &annotation) {
  if (annotation.kind == Annotation::Kind::Opaque)
    return readOpaque(annotation.args[0]);
  if (annotation.kind == Annotation::Kind::Union && annotation.hasNone &&
      annotation.args.size() == 1) {
    Type type = readOpaque(annotation.args[0]);
    type.nullable = true;
    return type;
  }
  Type any = schema::typeOf(Kind::Any);
  return annotation.isList() ? schema::typeOf(Kind::Array, any) : any;
}

std::optional<Type> cogc::schema::readInputType(const Annotation &annotation, StringRef name,
                                                Reader &reader) {
  return InputTypes(name, reader).read(annotation);
}
