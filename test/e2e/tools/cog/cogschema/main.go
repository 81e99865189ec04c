// What today's cog makes of a Python predictor, to compare ours with: its own generator and its own validator.
//
//	cogschema generate DIR...     the OpenAPI document of each project, as cog generates it from its cog.yaml
//	cogschema validate FILE...    whether each document is one that cog accepts
//
// One line of JSON for each argument: {"path", "document", "error"}. An error is cog's answer, not a failure of ours.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/replicate/cog/pkg/config"
	"github.com/replicate/cog/pkg/schema/openapi"
)

type answer struct {
	Path     string          `json:"path"`
	Document json.RawMessage `json:"document,omitempty"`
	Error    string          `json:"error,omitempty"`
}

func main() {
	actions := map[string]func(string) ([]byte, error){"generate": generate, "validate": validateFile}
	if len(os.Args) < 2 || actions[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: cogschema generate DIR... | validate FILE...")
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, path := range os.Args[2:] {
		document, err := actions[os.Args[1]](path)
		line := answer{Path: path, Document: document}
		if err != nil {
			line.Error = err.Error()
		}
		if err := out.Encode(line); err != nil {
			fmt.Fprintln(os.Stderr, "cogschema:", err)
			os.Exit(1)
		}
	}
}

// As `cog build` does it: a document that the validator refuses stops the build.
func generate(dir string) ([]byte, error) {
	file, err := os.Open(filepath.Join(dir, "cog.yaml"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loaded, err := config.Load(file, dir)
	if err != nil {
		return nil, err
	}
	document, err := openapi.GenerateSchema(loaded.Config, dir)
	if err != nil {
		return nil, err
	}
	return document, validate(document)
}

func validateFile(path string) ([]byte, error) {
	document, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return nil, validate(document)
}

func validate(document []byte) error {
	loader := openapi3.NewLoader()
	loaded, err := loader.LoadFromData(document)
	if err != nil {
		return err
	}
	return loaded.Validate(loader.Context)
}
