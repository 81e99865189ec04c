package main

import (
	"encoding/json"
	"fmt"

	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
)

// dumpOps prints what can be read, one operation a line.
func dumpOps(content []byte) {
	def := &pb.Definition{}
	if def.Unmarshal(content) != nil {
		return
	}
	for _, written := range def.Def {
		op := &pb.Op{}
		if op.Unmarshal(written) != nil {
			continue
		}
		name := digest.FromBytes(written).String()
		line, err := json.Marshal(struct {
			Digest    string
			Op        *pb.Op
			Metadata  *pb.OpMetadata
			Locations *pb.Locations `json:",omitempty"`
		}{name, op, def.Metadata[name], def.Source.GetLocations()[name]})
		if err == nil {
			fmt.Println(string(line))
		}
	}
}
