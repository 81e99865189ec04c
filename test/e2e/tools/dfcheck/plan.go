package main

import (
	"encoding/json"
	"os"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

// The plan's JSON form, as far as it is compared.

type Variable struct{ Name, Value string }

type State struct {
	Kind   string
	Name   string
	Ref    string
	Inputs []State
}

type Mount struct {
	Type, Target, Env, ID, Mode, Sharing, Source string
	From                                         *State
	UID, GID                                     uint32
	Optional, Readonly                           bool
	Size                                         int64
}

type Op struct {
	Op string

	// run
	Command, Network, Security string
	Verbatim                   bool
	Env                        []Variable
	Mounts                     []Mount

	// copy, file
	Sources, Include, Exclude []string
	From                      *State
	To, Mode, Owner, Path     string
	Contents                  string
	Parents                   bool
	Times                     *int64

	// env, user; user and workdir of a run
	Name, Value string
	User        *string
	Workdir     *string
}

type Stage struct {
	Name string
	From State
	Ops  []Op
}

type Plan struct {
	Platform string
	Stages   []Stage
	Export   struct{ From State }
}

func readPlan(path string) (*Plan, error) {
	plan := &Plan{}
	return plan, readJSON(path, plan)
}

func readConfig(path string) (*dockerspec.DockerOCIImage, error) {
	image := &dockerspec.DockerOCIImage{}
	return image, readJSON(path, image)
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// surroundings is what the runs of a stage start with.
type surroundings struct {
	env           map[string]string
	user, workdir string
}

func (s surroundings) clone() surroundings {
	env := map[string]string{}
	for name, value := range s.env {
		env[name] = value
	}
	return surroundings{env, s.user, s.workdir}
}

func (s *surroundings) apply(op *Op) {
	switch op.Op {
	case "env":
		s.env[op.Name] = op.Value
	case "user":
		s.user = *op.User
	case "workdir":
		s.workdir = op.Path
	}
}

// expectedRun is one run with everything that it inherits.
type expectedRun struct {
	stage string
	op    *Op
	surroundings
}

// first returns the state that a merge inherits from.
func first(state *State) *State {
	for state.Kind == "merge" {
		state = &state.Inputs[0]
	}
	return state
}

func (p *Plan) runs() []expectedRun {
	var runs []expectedRun
	after := map[string]surroundings{}
	for i := range p.Stages {
		stage := &p.Stages[i]
		now := surroundings{env: map[string]string{}, workdir: "/"}
		if base := first(&stage.From); base.Kind == "stage" {
			now = after[base.Name].clone()
		}
		for j := range stage.Ops {
			op := &stage.Ops[j]
			now.apply(op)
			if op.Op == "run" {
				runs = append(runs, expectedRun{stage.Name, op, now.withRun(op)})
			}
		}
		after[stage.Name] = now
	}
	return runs
}

func (s surroundings) withRun(op *Op) surroundings {
	s = s.clone()
	for _, variable := range op.Env {
		s.env[variable.Name] = variable.Value
	}
	if op.User != nil {
		s.user = *op.User
	}
	if op.Workdir != nil {
		s.workdir = *op.Workdir
	}
	return s
}
