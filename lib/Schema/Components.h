//===- Components.h - The names of a document's schemas --------------------------------------===//
//
// Each input with choices has a schema of its own, named like the input: Cog's
// clients read the choices there. The name may be taken, by a schema that every
// document has or by the other method's input; then another one is found.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_COMPONENTS_H
#define COGC_LIB_SCHEMA_COMPONENTS_H

#include "Document.h"

namespace cogc::schema {

/// An enumeration in `components.schemas`.
struct EnumComponent {
  std::string name;
  const Type *type = nullptr;
};

class Components {
public:
  explicit Components(llvm::ArrayRef<Interface> interfaces);

  /// All of them, in the order of the inputs.
  const std::vector<EnumComponent> &enums() const { return list; }
  /// `#/components/schemas/NAME` of an input with choices.
  std::string reference(const Input &input) const;

private:
  void add(const Input &input, Mode mode);
  EnumComponent *find(llvm::StringRef name);

  std::vector<EnumComponent> list;
  /// By the input that it belongs to; two may share one.
  std::vector<std::pair<const Input *, std::string>> names;
};

} // namespace cogc::schema

#endif
