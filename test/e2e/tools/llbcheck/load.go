package main

import (
	"context"
	"fmt"

	"github.com/moby/buildkit/solver"
	"github.com/moby/buildkit/solver/llbsolver"
	"github.com/moby/buildkit/solver/pb"
)

// checkLoading lets the daemon's own loader read the definition, with its check
// of the capabilities, and looks at the digests that it ends up with. The
// loader changes what it is given, so it gets a copy of its own.
func checkLoading(ctx context.Context, content []byte) (problems []string) {
	def := &pb.Definition{}
	if err := def.Unmarshal(content); err != nil {
		return nil // reported already
	}
	written := digestsOf(def)
	edge, err := llbsolver.Load(ctx, def, nil, llbsolver.WithValidateCaps(), llbsolver.NormalizeRuntimePlatforms())
	if err != nil {
		return []string{"BuildKit does not load it: " + err.Error()}
	}
	seen := map[string]bool{}
	var visit func(vertex solver.Vertex)
	visit = func(vertex solver.Vertex) {
		name := vertex.Digest().String()
		if seen[name] {
			return
		}
		seen[name] = true
		if !written[name] {
			problems = append(problems, fmt.Sprintf("vertex `%s` got another digest when it was loaded", vertex.Name()))
		}
		for _, input := range vertex.Inputs() {
			visit(input.Vertex)
		}
	}
	visit(edge.Vertex)
	// All vertices and the terminal.
	if len(seen)+1 != len(written) {
		problems = append(problems, fmt.Sprintf("%d of %d vertices are not needed for the result", len(written)-1-len(seen), len(written)-1))
	}
	return problems
}
