//===- Document.cpp - The OpenAPI document ---------------------------------------------------===//
#include "Document.h"
#include "Components.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using json::OStream;

namespace {
/// How the two kinds of methods are called in the document.
struct Names {
  StringRef endpoint, request, response, input, output;
  StringRef summary, description, operation, cancelOperation, cancelParameter, cancelTitle;
};
} // namespace

static Names namesOf(Mode mode) {
  if (mode == Mode::Run)
    return {"/predictions",
            "PredictionRequest",
            "PredictionResponse",
            "Input",
            "Output",
            "Predict",
            "Run a single prediction on the model",
            "predict_predictions_post",
            "cancel_predictions__prediction_id__cancel_post",
            "prediction_id",
            "Prediction Id"};
  return {"/trainings",
          "TrainingRequest",
          "TrainingResponse",
          "TrainingInput",
          "TrainingOutput",
          "Train",
          "Run a single training on the model",
          "train_trainings_post",
          "cancel_trainings__training_id__cancel_post",
          "training_id",
          "Training Id"};
}

static std::string refTo(StringRef name) { return ("#/components/schemas/" + name).str(); }

static void writeRef(OStream &json, StringRef key, StringRef name) {
  json.attributeObject(key, [&] { json.attribute("$ref", refTo(name)); });
}

//===-- Inputs ------------------------------------------------------------------------===//

static void addGiven(Members &members, StringRef key, const Given &given) {
  if (given)
    members.addRaw(key, toJson(**given));
}

static void addInputType(Members &members, const Input &input, const Components &components) {
  if (!enumeration(input)) {
    members.add("title", titleOf(input.name));
    return addType(input.type, members);
  }
  std::string reference = components.reference(input);
  if (input.type.kind == Type::Kind::Array) {
    members.add("title", titleOf(input.name));
    members.add("type", "array");
    members.add("items", json::Object{{"$ref", reference}});
  } else {
    members.add("allOf", json::Array{json::Object{{"$ref", reference}}});
  }
  if (input.type.nullable)
    members.add("nullable", true);
}

static void writeInput(OStream &json, const Input &input, unsigned order,
                       const Components &components) {
  Members members;
  addInputType(members, input, components);
  addGiven(members, "default", input.defaultValue);
  addGiven(members, "description", input.description);
  addGiven(members, "minimum", input.ge);
  addGiven(members, "maximum", input.le);
  addGiven(members, "minLength", input.minLength);
  addGiven(members, "maxLength", input.maxLength);
  addGiven(members, "pattern", input.regex);
  if (input.deprecated && *(*input.deprecated)->boolean())
    members.add("deprecated", true);
  addGiven(members, "x-cog-accept", input.accept);
  members.add("x-order", order);
  json.attributeObject(input.name, [&] { members.write(json); });
}

static void writeInputs(OStream &json, const Interface &interface, const Components &components) {
  json.attribute("title", namesOf(interface.mode).input);
  json.attribute("type", "object");
  json.attributeObject("properties", [&] {
    for (auto [order, input] : enumerate(interface.inputs))
      writeInput(json, input, unsigned(order), components);
  });
  if (none_of(interface.inputs, [](const Input &input) { return input.required; }))
    return;
  json.attributeArray("required", [&] {
    for (const Input &input : interface.inputs)
      if (input.required)
        json.value(input.name);
  });
}

//===-- Components --------------------------------------------------------------------===//

/// A property with a title and a type.
static void writeProperty(OStream &json, StringRef name, StringRef title, StringRef type,
                          StringRef format = "") {
  json.attributeObject(name, [&] {
    json.attribute("title", title);
    json.attribute("type", type);
    if (!format.empty())
      json.attribute("format", format);
  });
}

static void writeObject(OStream &json, StringRef name, function_ref<void()> properties) {
  json.attributeObject(name, [&] {
    json.attribute("title", name);
    json.attribute("type", "object");
    json.attributeObject("properties", properties);
  });
}

static void writeEnum(OStream &json, StringRef name, const Type &type) {
  Members members;
  members.add("title", name);
  members.add("description", "An enumeration.");
  addType(type, members);
  json.attributeObject(name, [&] { members.write(json); });
}

static void writeInterface(OStream &json, const Interface &interface,
                           const Components &components) {
  Names names = namesOf(interface.mode);
  json.attributeObject(names.input, [&] { writeInputs(json, interface, components); });
  Members output;
  output.add("title", "Output");
  addType(interface.output, output);
  json.attributeObject(names.output, [&] { output.write(json); });
  writeObject(json, names.request, [&] {
    writeProperty(json, "id", "Id", "string");
    writeRef(json, "input", names.input);
  });
  writeObject(json, names.response, [&] {
    writeRef(json, "input", names.input);
    writeRef(json, "output", names.output);
    writeProperty(json, "id", "Id", "string");
    writeProperty(json, "version", "Version", "string");
    writeProperty(json, "created_at", "Created At", "string", "date-time");
    writeProperty(json, "started_at", "Started At", "string", "date-time");
    writeProperty(json, "completed_at", "Completed At", "string", "date-time");
    writeProperty(json, "status", "Status", "string");
    writeProperty(json, "error", "Error", "string");
    writeProperty(json, "logs", "Logs", "string");
    writeProperty(json, "metrics", "Metrics", "object");
  });
}

static void writeValidationError(OStream &json) {
  json.attributeObject("ValidationError", [&] {
    json.attribute("title", "ValidationError");
    json.attributeArray("required", [&] {
      for (StringRef name : {"loc", "msg", "type"})
        json.value(name);
    });
    json.attribute("type", "object");
    json.attributeObject("properties", [&] {
      json.attributeObject("loc", [&] {
        json.attribute("title", "Location");
        json.attribute("type", "array");
        json.attributeObject("items", [&] {
          json.attributeArray("anyOf", [&] {
            for (StringRef type : {"string", "integer"})
              json.object([&] { json.attribute("type", type); });
          });
        });
      });
      writeProperty(json, "msg", "Message", "string");
      writeProperty(json, "type", "Error Type", "string");
    });
  });
}

static void writeCommonComponents(OStream &json) {
  json.attributeObject("Status", [&] {
    json.attribute("title", "Status");
    json.attribute("description", "An enumeration.");
    json.attributeArray("enum", [&] {
      for (StringRef status : {"starting", "processing", "succeeded", "canceled", "failed"})
        json.value(status);
    });
    json.attribute("type", "string");
  });
  writeObject(json, "HTTPValidationError", [&] {
    json.attributeObject("detail", [&] {
      json.attribute("title", "Detail");
      json.attribute("type", "array");
      writeRef(json, "items", "ValidationError");
    });
  });
  writeValidationError(json);
}

//===-- Paths -------------------------------------------------------------------------===//

static void writeContent(OStream &json, function_ref<void()> schema) {
  json.attributeObject("content", [&] {
    json.attributeObject("application/json", [&] { json.attributeObject("schema", schema); });
  });
}

static void writeAnswer(OStream &json, StringRef status, StringRef description,
                        StringRef component) {
  json.attributeObject(status, [&] {
    json.attribute("description", description);
    writeContent(json, [&] {
      if (!component.empty())
        json.attribute("$ref", refTo(component));
    });
  });
}

static void writeAnswers(OStream &json, StringRef component, bool canFail) {
  json.attributeObject("responses", [&] {
    writeAnswer(json, "200", "Successful Response", component);
    if (canFail)
      writeAnswer(json, "422", "Validation Error", "HTTPValidationError");
  });
}

static void writeOperation(OStream &json, StringRef path, StringRef method, StringRef summary,
                           StringRef id, function_ref<void()> rest) {
  json.attributeObject(path, [&] {
    json.attributeObject(method, [&] {
      json.attribute("summary", summary);
      json.attribute("operationId", id);
      rest();
    });
  });
}

static void writePaths(OStream &json, const Interface &interface) {
  Names names = namesOf(interface.mode);
  writeOperation(json, names.endpoint, "post", names.summary, names.operation, [&] {
    json.attribute("description", names.description);
    json.attributeObject("requestBody", [&] {
      writeContent(json, [&] { json.attribute("$ref", refTo(names.request)); });
    });
    writeAnswers(json, names.response, true);
    if (interface.isStreaming)
      json.attribute("x-cog-streaming", true);
  });
  std::string cancel = (names.endpoint + "/{" + names.cancelParameter + "}/cancel").str();
  writeOperation(json, cancel, "post", "Cancel", names.cancelOperation, [&] {
    json.attributeArray("parameters", [&] {
      json.object([&] {
        json.attribute("required", true);
        json.attributeObject("schema", [&] {
          json.attribute("title", names.cancelTitle);
          json.attribute("type", "string");
        });
        json.attribute("name", names.cancelParameter);
        json.attribute("in", "path");
      });
    });
    writeAnswers(json, "", true);
  });
}

static void writeAll(OStream &json, ArrayRef<Interface> interfaces, StringRef sdkVersion) {
  Components components(interfaces);
  json.attribute("openapi", "3.0.2");
  json.attributeObject("info", [&] {
    json.attribute("title", "Cog");
    json.attribute("version", sdkVersion);
  });
  json.attributeObject("paths", [&] {
    writeOperation(json, "/", "get", "Root", "root__get", [&] { writeAnswers(json, "", false); });
    writeOperation(json, "/health-check", "get", "Healthcheck", "healthcheck_health_check_get",
                   [&] { writeAnswers(json, "", false); });
    for (const Interface &interface : interfaces)
      writePaths(json, interface);
  });
  json.attributeObject("components", [&] {
    json.attributeObject("schemas", [&] {
      for (const Interface &interface : interfaces)
        writeInterface(json, interface, components);
      for (const EnumComponent &component : components.enums())
        writeEnum(json, component.name, *component.type);
      writeCommonComponents(json);
    });
  });
}

std::string cogc::schema::writeDocument(ArrayRef<Interface> interfaces, StringRef sdkVersion) {
  std::string text;
  raw_string_ostream os(text);
  os.SetBufferSize(4096); // JSON is written byte by byte
  OStream json(os);
  json.object([&] { writeAll(json, interfaces, sdkVersion); });
  os.flush();
  // A plan gives `{%` a meaning of its own. In JSON it can only stand in a string,
  // where this says the same.
  std::string result;
  for (size_t at = 0, next; at < text.size(); at = next) {
    next = std::min(text.find("{%", at), text.size());
    result.append(text, at, next - at);
    if (next < text.size()) {
      result += "{\\u0025";
      next += 2;
    }
  }
  return result;
}
