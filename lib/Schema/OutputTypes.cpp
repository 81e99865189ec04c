//===- OutputTypes.cpp - What annotations mean for outputs ------------------------------===//
//
// The server turns what a method returns into JSON: files into URLs, models,
// dataclasses and TypedDicts into objects, members of enumerations into their
// values. The document says which shape callers can rely on.
//
//===----------------------------------------------------------------------------===//
#include "Models.h"
#include "Reader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = Type::Kind;

namespace {
class OutputTypes {
public:
  explicit OutputTypes(Reader &reader) : reader(reader) {}

  std::optional<Type> read(const Annotation &annotation);

private:
  std::optional<Type> readKnown(const Annotation &annotation);
  std::optional<Type> readOne(const Annotation &annotation, Kind kind);
  std::optional<Type> readDict(const Annotation &annotation);
  std::optional<Type> readText(const Annotation &annotation);
  std::optional<Type> readClass(const Annotation &annotation);
  std::optional<Type> readModel(const Annotation &annotation);
  std::optional<Type> readEnum(const Annotation &annotation);
  std::optional<Field> readField(const ModelField &field);
  std::optional<Type> readOpaque(const Annotation &annotation);
  std::nullopt_t refuse(const Annotation &annotation, const Twine &reason);

  Reader &reader;
  /// The models around the present one: one that contains itself is any object
  /// there.
  std::vector<const py::Class *> around;
  std::string place = "the output";
  /// Bounds models of models of models.
  unsigned size = 0;
  static constexpr unsigned maxSize = 5000;
};
} // namespace

std::nullopt_t OutputTypes::refuse(const Annotation &annotation, const Twine &reason) {
  reader.diags.report(Diag::output_type, annotation.range, place, reason.str());
  return std::nullopt;
}

static StringRef adviceFor(StringRef known) {
  return StringSwitch<StringRef>(known)
      .Cases("typing.Optional", "typing.Union", "typing.Literal", "typing.Annotated",
             "give it types in brackets")
      .Cases("builtins.tuple", "builtins.set", "builtins.frozenset", "use `list[…]`")
      .Cases("typing.Tuple", "typing.Set", "typing.Sequence", "use `list[…]`")
      .Cases("builtins.bytes", "builtins.bytearray", "write a file and return its `cog.Path`")
      .Cases("typing.Generator", "typing.Iterable", "use `Iterator[…]`")
      .Cases("typing.AsyncGenerator", "typing.AsyncIterable", "use `AsyncIterator[…]`")
      .Cases("typing.Mapping", "typing.MutableMapping", "use `dict[str, …]`")
      .Cases("PIL.Image", "PIL.Image.Image", "save it to a file and return its `cog.Path`")
      .Default("");
}

std::optional<Type> OutputTypes::read(const Annotation &annotation) {
  if (++size > maxSize)
    return refuse(annotation, "the type has too many parts");
  switch (annotation.kind) {
  case Annotation::Kind::Known:
    return readKnown(annotation);
  case Annotation::Kind::Class:
    return readClass(annotation);
  case Annotation::Kind::Opaque:
    return readOpaque(annotation.args[0]);
  case Annotation::Kind::None:
    return refuse(annotation, "a prediction has a value; return one, such as a `str`");
  case Annotation::Kind::Union:
    if (annotation.hasNone)
      return refuse(annotation, "a value that may be `None` is not supported; return an empty "
                                "one, or raise an error");
    return refuse(annotation, "one of several types is not supported; use a model with a field "
                              "for each");
  case Annotation::Kind::Literal: {
    std::string mistake;
    if (annotation.hasNone)
      mistake = "`None` is none of them";
    std::optional<Type> type = enumOf(annotation.values, mistake);
    if (!type || annotation.hasNone)
      return refuse(annotation, "the values of a `Literal` are of one type: " + mistake);
    return type;
  }
  case Annotation::Kind::Unknown:
    if (reader.modules.isIncomplete())
      return std::nullopt;
    return refuse(annotation, annotation.name);
  }
  llvm_unreachable("all kinds of annotations");
}

std::optional<Type> OutputTypes::readKnown(const Annotation &annotation) {
  if (std::optional<Kind> atom = atomKind(annotation)) {
    if (*atom == Kind::Secret)
      reader.diags.report(Diag::output_secret, annotation.range, place);
    return schema::typeOf(*atom);
  }
  if (annotation.isDict())
    return readDict(annotation);
  if (annotation.isList() && annotation.args.empty())
    return schema::typeOf(Kind::Array, schema::typeOf(Kind::Any));
  if (annotation.isList())
    return readOne(annotation, Kind::Array);
  if (annotation.is("typing.Iterator") || annotation.is("typing.AsyncIterator"))
    return readOne(annotation, Kind::Iterator);
  if (annotation.is("cog.ConcatenateIterator") || annotation.is("cog.AsyncConcatenateIterator"))
    return readText(annotation);
  std::string shown = reader.tree.text(annotation.range).str();
  if (StringRef advice = adviceFor(annotation.name); !advice.empty())
    return refuse(annotation, "`" + shown + "` is no type of an output; " + advice);
  return refuse(annotation, "`" + shown + "` comes from outside the project (`" + annotation.name +
                                "`), so what it holds is not known; use a class of your own that "
                                "inherits from `cog.BaseModel`, or `Annotated[…, cog.Opaque]` for "
                                "any JSON object");
}

/// A type with one other in its brackets.
std::optional<Type> OutputTypes::readOne(const Annotation &annotation, Kind kind) {
  if (annotation.args.size() != 1)
    return refuse(annotation, "there has to be one type in the brackets");
  std::optional<Type> inner = read(annotation.args[0]);
  return inner ? std::optional(schema::typeOf(kind, std::move(*inner))) : std::nullopt;
}

std::optional<Type> OutputTypes::readDict(const Annotation &annotation) {
  if (annotation.args.empty())
    return schema::typeOf(Kind::Any);
  if (annotation.args.size() != 2)
    return refuse(annotation, "a dict has a type for its keys and one for its values");
  std::optional<Type> value = read(annotation.args[1]);
  return value ? std::optional(schema::typeOf(Kind::Dict, std::move(*value))) : std::nullopt;
}

std::optional<Type> OutputTypes::readText(const Annotation &annotation) {
  if (annotation.args.size() != 1 || !annotation.args[0].is("builtins.str"))
    return refuse(annotation, "what is concatenated are strings; write "
                              "`ConcatenateIterator[str]`");
  return schema::typeOf(Kind::Concatenated, schema::typeOf(Kind::String));
}

std::optional<Type> OutputTypes::readClass(const Annotation &annotation) {
  switch (modelKind(annotation.klass, reader.scope)) {
  case ModelKind::BaseModel:
  case ModelKind::Pydantic:
  case ModelKind::TypedDict:
  case ModelKind::Dataclass:
    return readModel(annotation);
  case ModelKind::Enum:
    return readEnum(annotation);
  case ModelKind::None:
    return refuse(annotation, "class `" + annotation.name +
                                  "` does not say what it holds; let it inherit from "
                                  "`cog.BaseModel` and declare its fields");
  }
  llvm_unreachable("all kinds of models");
}

std::optional<Type> OutputTypes::readEnum(const Annotation &annotation) {
  Value::List values;
  for (EnumMember &member : reader.evaluator.membersOf(annotation.klass)) {
    if (!member.value)
      return refuse(annotation,
                    "the value of `" + annotation.name + "." + member.name + "` is not constant");
    values.push_back(std::move(*member.value));
  }
  std::string mistake;
  std::optional<Type> type = enumOf(std::move(values), mistake);
  if (!type)
    return refuse(annotation,
                  "the values of `" + annotation.name + "` are of one type: " + mistake);
  return type;
}

std::optional<Type> OutputTypes::readModel(const Annotation &annotation) {
  const py::Class *klass = annotation.klass.klass();
  if (is_contained(around, klass))
    return schema::typeOf(Kind::Any);
  around.push_back(klass);
  std::string outside = place;
  Type type = schema::typeOf(Kind::Object);
  bool sound = true;
  for (const ModelField &modelField : modelFields(annotation.klass, reader.scope)) {
    place = "field `" + modelField.name + "`";
    std::optional<Field> field = readField(modelField);
    sound &= field.has_value();
    if (field)
      type.fields.push_back(std::move(*field));
  }
  place = outside;
  around.pop_back();
  return sound ? std::optional(std::move(type)) : std::nullopt;
}

/// Unlike an output as a whole, a field may be null.
std::optional<Field> OutputTypes::readField(const ModelField &modelField) {
  Annotation annotation = reader.annotations.read(*modelField.annotation, *modelField.module);
  bool nullable = false, opaque = annotation.kind == Annotation::Kind::Opaque;
  Annotation inner = opaque ? annotation.args[0] : annotation;
  if (inner.kind == Annotation::Kind::Union && inner.hasNone && inner.args.size() == 1) {
    Annotation only = inner.args[0];
    inner = std::move(only);
    nullable = true;
  } else if (inner.kind == Annotation::Kind::Literal && inner.hasNone) {
    inner.hasNone = false;
    nullable = true;
  }
  std::optional<Type> type = opaque ? readOpaque(inner) : read(inner);
  if (!type)
    return std::nullopt;
  type->nullable = nullable;
  bool required = modelField.required.value_or(!nullable) && !modelField.hasDefault;
  return Field{modelField.name, std::move(*type), required};
}

std::optional<Type> OutputTypes::readOpaque(const Annotation &annotation) {
  if (annotation.kind == Annotation::Kind::Union && annotation.hasNone &&
      annotation.args.size() == 1)
    return refuse(annotation, "a value that may be `None` is not supported; return an empty one, "
                              "or raise an error");
  Type any = schema::typeOf(Kind::Any);
  return annotation.isList() ? schema::typeOf(Kind::Array, any) : any;
}

std::optional<Type> cogc::schema::readOutputType(const Annotation &annotation, Reader &reader) {
  return OutputTypes(reader).read(annotation);
}
