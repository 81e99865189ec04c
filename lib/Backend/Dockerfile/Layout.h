//===- Layout.h - Which shape each stage takes in a Dockerfile -------------------===//
//
// A plan's stage does not always become a stage of the Dockerfile. The decision
// is made here, before a line is written, from the plan alone:
//
//   Plain    `FROM … AS name` and one instruction an op
//   Inline   a stage from scratch that is one copy and is only merged into
//            others: the copy itself stands there, as `COPY --link`
//   Staged   a stage from scratch that needs a shell, most often because its
//            files have fixed times: a helper stage on an image with a shell
//            lays the files out below /cogc, and whoever wants them copies from
//            there (docs/rationale/times-in-a-dockerfile.md)
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_BACKEND_DOCKERFILE_LAYOUT_H
#define COGC_LIB_BACKEND_DOCKERFILE_LAYOUT_H

#include "cogc/IR/Layers.h"
#include "cogc/IR/Plan.h"
#include "llvm/ADT/StringMap.h"

namespace cogc::dockerfile {

/// The folder of a helper stage that stands for `/`.
inline constexpr const char stagedRoot[] = "/cogc";

enum class Shape { Plain, Inline, Staged };

struct StageLayout {
  const Stage *stage = nullptr;
  Shape shape = Shape::Plain;
  /// Files of this stage reach the image with their times.
  bool lands = false;
  /// The stage stands on an image, so its steps have a shell.
  bool hasShell = false;
  /// The image's config comes from this stage: what ENV sets here, it has.
  bool inConfig = false;
  /// Something starts from the stage, or copies or mounts from it.
  bool isBase = false;
  bool isRead = false;
};

class Layout {
public:
  explicit Layout(const Plan &plan);

  const StageLayout &of(llvm::StringRef stage) const { return stages.at(stage); }
  /// The image that helper stages stand on: the export's own base, else the
  /// first one of the plan, else nothing.
  const ImageState *shellImage() const { return helperBase; }

private:
  void markBases(const Plan &plan);
  void markLanding(const Plan &plan);
  void markConfig(const State &result);
  void findShells(const Plan &plan);
  Shape chooseShape(const Stage &stage) const;
  void useAsBase(const State &state);
  void useAsSource(const State &state);

  llvm::StringMap<StageLayout> stages;
  const ImageState *helperBase = nullptr;
};

/// The fixed time of what \p op places; nothing for ops that place nothing or
/// keep the times of their source.
std::optional<Timestamp> fixedTime(const Op &op);

/// Whether `COPY <<EOF` can write \p file: whole lines of text, a simple path.
bool isHeredocFile(const FileOp &file);

/// Whether `WORKDIR` makes the folder as \p mkdir wants it, without a shell.
bool isWorkdirLike(const MkdirOp &mkdir);

} // namespace cogc::dockerfile

#endif
