// What today's cog writes into the label run.cog.config, to compare ours with: its own reader, completion and encoder.
//
//	cogconfig DIR...    the label of each project
//
// One line of JSON for each folder: {"path", "label", "error"}. An error is cog's answer, not a failure of ours.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/replicate/cog/pkg/config"
)

type answer struct {
	Path  string `json:"path"`
	Label string `json:"label,omitempty"`
	Error string `json:"error,omitempty"`
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, dir := range os.Args[1:] {
		label, err := labelOf(dir)
		line := answer{Path: dir, Label: label}
		if err != nil {
			line.Error = err.Error()
		}
		if err := out.Encode(line); err != nil {
			fmt.Fprintln(os.Stderr, "cogconfig:", err)
			os.Exit(1)
		}
	}
}

// As `cog build` does it.
func labelOf(dir string) (string, error) {
	file, err := os.Open(filepath.Join(dir, "cog.yaml"))
	if err != nil {
		return "", err
	}
	defer file.Close()
	loaded, err := config.Load(file, dir)
	if err != nil {
		return "", err
	}
	label, err := json.Marshal(loaded.Config)
	return string(label), err
}
