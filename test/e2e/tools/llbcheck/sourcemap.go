package main

import (
	"bytes"
	"fmt"

	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
)

// checkMetadata wants an entry for each operation, no other entries, a name for
// each vertex, and the capabilities that a terminal needs.
func checkMetadata(def *pb.Definition) (problems []string) {
	digests := digestsOf(def)
	for name := range def.Metadata {
		if !digests[name] {
			problems = append(problems, "metadata for an operation that is not there: "+name)
		}
	}
	for i, op := range def.Def {
		metadata := def.Metadata[digest.FromBytes(op).String()]
		isTerminal := i == len(def.Def)-1
		switch {
		case metadata == nil:
			problems = append(problems, fmt.Sprintf("operation %d has no metadata", i))
		case isTerminal && !(metadata.Caps["constraints"] && metadata.Caps["platform"]):
			problems = append(problems, "the last operation lacks capabilities")
		case !isTerminal && (metadata.Description["llb.customname"] == "" || len(metadata.Caps) == 0):
			problems = append(problems, fmt.Sprintf("operation %d has no name or no capabilities", i))
		}
	}
	return problems
}

// checkSourceMap follows each location to its vertex, its file and its lines.
func checkSourceMap(def *pb.Definition) (problems []string) {
	if def.Source == nil {
		return nil
	}
	digests := digestsOf(def)
	for name, locations := range def.Source.Locations {
		if !digests[name] {
			problems = append(problems, "locations of a vertex that is not there: "+name)
		}
		for _, location := range locations.Locations {
			if problem := checkLocation(def.Source.Infos, location); problem != "" {
				problems = append(problems, fmt.Sprintf("a location of %s %s", name, problem))
			}
		}
	}
	return problems
}

func checkLocation(infos []*pb.SourceInfo, location *pb.Location) string {
	if location.SourceIndex < 0 || int(location.SourceIndex) >= len(infos) {
		return fmt.Sprintf("points to file %d of %d", location.SourceIndex, len(infos))
	}
	info := infos[location.SourceIndex]
	lines := int32(bytes.Count(info.Data, []byte("\n")) + 1)
	if len(location.Ranges) == 0 {
		return "has no ranges"
	}
	for _, place := range location.Ranges {
		if place.Start.GetLine() < 1 || place.End.GetLine() < place.Start.GetLine() || place.End.GetLine() > lines {
			return fmt.Sprintf("has lines %d to %d of %s, which has %d", place.Start.GetLine(), place.End.GetLine(), info.Filename, lines)
		}
	}
	return ""
}
