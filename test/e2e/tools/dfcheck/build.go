package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"strings"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/solver/pb"
	"github.com/moby/buildkit/util/apicaps"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// The variables that every base image has, and that an image may keep.
var baseEnv = []string{"PATH=/base/bin", "BASE_ONLY=base"}

// stubImages answers for every reference.
type stubImages struct{ platform ocispecs.Platform }

func (s stubImages) ResolveImageConfig(ctx context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	image := dockerspec.DockerOCIImage{}
	image.Platform = s.platform
	image.RootFS = ocispecs.RootFS{Type: "layers", DiffIDs: []digest.Digest{digest.FromString(ref)}}
	image.Config.Env = baseEnv
	image.Config.Entrypoint = []string{"/base-entrypoint"}
	image.Config.Cmd = []string{"base-command"}
	data, err := json.Marshal(image)
	return ref, digest.FromBytes(data), data, err
}

// execution is one exec of the graph.
type execution struct {
	*pb.ExecOp
	inputs []*pb.Op
}

// build is what BuildKit makes of a Dockerfile.
type build struct {
	image    *dockerspec.DockerOCIImage
	warnings []string
	execs    []execution
	copies   []*pb.FileActionCopy
	contents []string
}

func readDockerfile(ctx context.Context, text []byte, platform string) (*build, error) {
	target, err := platforms.Parse(platform)
	if err != nil {
		return nil, err
	}
	b := &build{}
	caps := pb.Caps.CapSet(pb.Caps.All())
	result, err := dockerfile2llb.Dockerfile2LLB(ctx, text, dockerfile2llb.ConvertOpt{
		MetaResolver: stubImages{target},
		LLBCaps:      (*apicaps.CapSet)(&caps),
		Warn: func(rule, description, url, message string, location []parser.Range) {
			b.warnings = append(b.warnings, rule+": "+message)
		},
	})
	if err != nil {
		return nil, err
	}
	b.image = result.Image
	definition, err := result.State.Marshal(ctx, llb.Platform(target))
	if err != nil {
		return nil, err
	}
	return b, b.read(definition)
}

func (b *build) read(definition *llb.Definition) error {
	ops := map[string]*pb.Op{}
	var order []*pb.Op
	for _, data := range definition.Def {
		op := &pb.Op{}
		if err := op.UnmarshalVT(data); err != nil {
			return err
		}
		ops[string(digest.FromBytes(data))] = op
		order = append(order, op)
	}
	for _, op := range order {
		b.add(op, ops)
	}
	return nil
}

func (b *build) add(op *pb.Op, ops map[string]*pb.Op) {
	if e := op.GetExec(); e != nil {
		run := execution{ExecOp: e}
		for _, input := range op.Inputs {
			run.inputs = append(run.inputs, ops[input.Digest])
		}
		b.execs = append(b.execs, run)
	}
	for _, action := range op.GetFile().GetActions() {
		if c := action.GetCopy(); c != nil {
			b.copies = append(b.copies, c)
		}
		if m := action.GetMkfile(); m != nil {
			b.contents = append(b.contents, string(m.Data))
		}
	}
	b.contents = append(b.contents, printed(op)...)
}

// printed is what the printf lines of a script write, by a real shell.
func printed(op *pb.Op) []string {
	var result []string
	args := op.GetExec().GetMeta().GetArgs()
	if len(args) == 0 {
		return nil
	}
	for rest := args[len(args)-1]; ; {
		_, behind, ok := strings.Cut(rest, "{ :\n")
		if !ok {
			return result
		}
		body, after, ok := strings.Cut(behind, "} > ")
		if !ok {
			return result
		}
		var out bytes.Buffer
		shell := exec.Command("/bin/sh", "-eu")
		shell.Stdin = strings.NewReader(body)
		shell.Stdout = &out
		if shell.Run() == nil {
			result = append(result, out.String())
		}
		rest = after
	}
}
