//===- Ast.cpp - What of a Python module a build has to know ----------------===//
#include "cogc/Python/Ast.h"

using namespace cogc::py;

llvm::StringRef Statement::boundName() const {
  struct NameOf {
    llvm::StringRef operator()(const Import &import) const {
      if (!import.alias.empty())
        return import.alias;
      return llvm::StringRef(import.module).split('.').first;
    }
    llvm::StringRef operator()(const FromImport &import) const {
      return import.alias.empty() ? import.name : import.alias;
    }
    llvm::StringRef operator()(const Assignment &assignment) const { return assignment.name; }
    llvm::StringRef operator()(const Function *function) const { return function->name; }
    llvm::StringRef operator()(const Class *klass) const { return klass->name; }
  };
  return std::visit(NameOf(), value);
}
