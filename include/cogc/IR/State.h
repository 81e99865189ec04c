//===- State.h - Expressions that stand for a file system ------------------===//
//
// A State says where files come from: an image, another stage, the user's
// project, a merge of several. Stages start from one, copies and mounts read
// from one, the export ends with one.
//
// States are plain values. They name stages and contexts by name, not by
// pointer: a Plan can be copied, compared and printed without care, and a name
// that means nothing is the verifier's business.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_STATE_H
#define COGC_IR_STATE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cogc {

struct State;

/// `auto`: whatever the plan has built up to here. Draft only; the pass
/// compose-layers replaces it.
struct AutoState {
  friend bool operator==(const AutoState &, const AutoState &) = default;
};

/// `base.build`, `base.runtime`: the base image of that side. Draft only; the
/// pass select-base replaces it.
struct BaseState {
  enum class Role { Build, Runtime } role = Role::Runtime;
  friend bool operator==(const BaseState &, const BaseState &) = default;
};

/// `scratch`: the empty file system.
struct ScratchState {
  friend bool operator==(const ScratchState &, const ScratchState &) = default;
};

/// `image "docker.io/library/python:3.13-slim"`; the reference carries
/// registry, repository and a tag or digest once the plan is final.
struct ImageState {
  std::string ref;
  friend bool operator==(const ImageState &, const ImageState &) = default;
};

/// `@name`: the result of an earlier stage.
struct StageState {
  std::string name;
  friend bool operator==(const StageState &, const StageState &) = default;
};

/// `$name`: files that the builder's client sends.
struct ContextState {
  std::string name;
  friend bool operator==(const ContextState &, const ContextState &) = default;
};

/// `http "https://…" checksum="sha256:…" filename="x" mode=0644`: one file.
struct HttpState {
  std::string url;
  std::string checksum;
  std::string filename;
  std::optional<unsigned> mode;
  friend bool operator==(const HttpState &, const HttpState &) = default;
};

/// `git "https://…" keep-git-dir=true ref="v1" subdir="x"`: a checkout.
struct GitState {
  std::string url;
  std::string ref;
  std::string subdir;
  bool keepGitDir = false;
  friend bool operator==(const GitState &, const GitState &) = default;
};

/// `oci "name@sha256:…" store="x"`: an image in a local OCI layout.
struct OciLayoutState {
  std::string ref;
  std::string store;
  friend bool operator==(const OciLayoutState &, const OciLayoutState &) = default;
};

/// `merge(a, b, …)`: the union, later inputs win. At least one input.
struct MergeState {
  std::vector<State> inputs;
};

/// `diff(lower, upper)`: what `upper` has and `lower` has not. Two inputs.
struct DiffState {
  std::vector<State> inputs;
};

struct State {
  std::variant<ScratchState, AutoState, BaseState, ImageState, StageState, ContextState, HttpState,
               GitState, OciLayoutState, MergeState, DiffState>
      value;

  template <typename T> bool is() const { return std::holds_alternative<T>(value); }
  template <typename T> const T *getIf() const { return std::get_if<T>(&value); }
  template <typename T> T *getIf() { return std::get_if<T>(&value); }

  static State scratch() { return {ScratchState{}}; }
  static State automatic() { return {AutoState{}}; }
  static State base(BaseState::Role role) { return {BaseState{role}}; }
  static State image(std::string ref) { return {ImageState{std::move(ref)}}; }
  static State stage(std::string name) { return {StageState{std::move(name)}}; }
  static State context(std::string name) { return {ContextState{std::move(name)}}; }
  /// A merge of one input is that input.
  static State merge(std::vector<State> inputs);
  static State diff(State lower, State upper);
};

bool operator==(const State &a, const State &b);

/// Calls \p visit for \p state and everything inside merges and diffs.
void walkStates(const State &state, llvm::function_ref<void(const State &)> visit);
void walkStates(State &state, llvm::function_ref<void(State &)> visit);

} // namespace cogc

#endif
