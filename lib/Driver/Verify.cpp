#include "Verify.h"
#include "LayerDiff.h"
#include "OciLayout.h"
#include "cogc/IR/Layers.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

/// The step behind \p layer on one line: `date > /stamp`.
static std::string stepOf(const Layer &layer) {
  return llvm::StringRef(titleOf(layer.ops)).trim().split('\n').first.str();
}

namespace {
class Verifier {
public:
  Verifier(const Plan &plan, DiagnosticEngine &diags) : stack(layersOf(plan)), diags(diags) {}

  void compare(const LayoutImage &first, const LayoutImage &second) {
    if (first.layers.size() != second.layers.size()) {
      diags.report(Diag::not_repeatable, std::nullopt, "the image",
                   "its number of layers, " + std::to_string(first.layers.size()) + " and " +
                       std::to_string(second.layers.size()));
      return;
    }
    for (size_t i = 0; i < first.layers.size(); ++i)
      if (first.layers[i].digest != second.layers[i].digest)
        compareLayer(first, i, second.layers[i].file);
  }

private:
  void compareLayer(const LayoutImage &image, size_t index, llvm::StringRef other) {
    llvm::Expected<std::optional<LayerDifference>> difference =
        firstDifference(image.layers[index].file, other);
    if (!difference) {
      diags.report(Diag::bad_layout, std::nullopt, llvm::toString(difference.takeError()));
      return;
    }
    const Layer *layer = findLayer(image, index);
    std::string step = layer && !layer->ops.empty() ? stepOf(*layer) : image.layers[index].madeBy;
    // The archives differ in what no image shows, such as the order of their files.
    std::string what =
        *difference ? "`" + (*difference)->path + "`: " + (*difference)->what : "its archive";
    if (const Loc *place = layer ? placeOf(*layer) : nullptr)
      diags.report(Diag::not_repeatable, *place, "`" + step + "`", what);
    else
      diags.report(Diag::not_repeatable, std::nullopt, "`" + step + "`", what);
  }

  /// BuildKit names an exec by its command; by that the layer is found even where
  /// the image has layers that the plan does not count. Others are counted from
  /// the top: how many the base has, nobody says.
  const Layer *findLayer(const LayoutImage &image, size_t index) const {
    llvm::ArrayRef<Layer> layers = stack.layers;
    llvm::StringRef madeBy = image.layers[index].madeBy;
    auto isMaker = [&](const Layer &layer) {
      const auto *run = layer.ops.empty() ? nullptr : layer.ops.front().getIf<RunOp>();
      return run && madeBy.contains(run->command);
    };
    if (llvm::count_if(layers, isMaker) == 1)
      return llvm::find_if(layers, isMaker);
    size_t fromTop = image.layers.size() - index;
    return fromTop <= layers.size() ? &layers[layers.size() - fromTop] : nullptr;
  }

  LayerStack stack;
  DiagnosticEngine &diags;
};
} // namespace

static void warnAboutPins(const Plan &plan, DiagnosticEngine &diags) {
  std::vector<llvm::StringRef> known;
  walkStates(plan, [&](const State &state) {
    const auto *image = state.getIf<ImageState>();
    if (!image || llvm::StringRef(image->ref).contains("@sha256:") ||
        llvm::is_contained(known, image->ref))
      return;
    known.push_back(image->ref);
    diags.report(Diag::not_pinned, std::nullopt, image->ref);
  });
}

void cogc::verifyRepeatable(const BuildJob &job, const Plan &plan, Supervisor &supervisor,
                            const TemporaryFolder &temporary, DiagnosticEngine &diags,
                            llvm::raw_ostream &out, llvm::raw_ostream &err) {
  warnAboutPins(plan, diags);
  std::vector<LayoutImage> images;
  for (llvm::StringRef name : {"first", "second"}) {
    err << "cogc: the " << name << " build\n";
    err.flush();
    std::string folder = temporary.file(name);
    BuildRunner runner(job, supervisor, temporary, diags);
    if (!runner.exportLayers(folder))
      return;
    llvm::Expected<LayoutImage> image = readLayout(folder);
    if (!image) {
      diags.report(Diag::bad_layout, std::nullopt, llvm::toString(image.takeError()));
      return;
    }
    images.push_back(std::move(*image));
  }
  Verifier(plan, diags).compare(images[0], images[1]);
  if (diags.hasErrors())
    return;
  out << "repeatable: two builds gave the same " << images[0].layers.size() << " layers\n";
  for (const LayoutImage::Layer &layer : images[0].layers)
    out << "  " << layer.digest << '\n';
}
