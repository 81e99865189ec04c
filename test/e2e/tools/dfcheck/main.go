// dfcheck reads Dockerfiles with BuildKit's own frontend and checks that they
// say what their plans say. It needs neither a daemon nor a network.
//
//	dfcheck FOLDER…
//
// For every X.Dockerfile in a folder there are X.plan.json and X.config.json,
// as `cogc --emit=plan-json` and `--emit=config` write them. Checked are the
// image's config; of every run of the plan its command, environment, user,
// working folder and mounts; the contents of every file and the words of every
// copy. Base images are a stub with a command, an entrypoint and variables of
// its own, so that what an image inherits shows.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	checked, failed := 0, 0
	for _, folder := range os.Args[1:] {
		files, _ := filepath.Glob(filepath.Join(folder, "*.Dockerfile"))
		for _, file := range files {
			checked++
			problems := check(strings.TrimSuffix(file, ".Dockerfile"))
			for _, problem := range problems {
				fmt.Printf("%s: %s\n", file, problem)
			}
			if len(problems) > 0 {
				failed++
			}
		}
	}
	fmt.Printf("%d Dockerfiles checked, %d wrong\n", checked, failed)
	if checked == 0 || failed > 0 {
		os.Exit(1)
	}
}

func check(stem string) []string {
	dockerfile, err := os.ReadFile(stem + ".Dockerfile")
	if err != nil {
		return []string{err.Error()}
	}
	plan, err := readPlan(stem + ".plan.json")
	if err != nil {
		return []string{err.Error()}
	}
	config, err := readConfig(stem + ".config.json")
	if err != nil {
		return []string{err.Error()}
	}
	build, err := readDockerfile(context.Background(), dockerfile, plan.Platform)
	if err != nil {
		return []string{"BuildKit does not take it: " + err.Error()}
	}
	var c comparison
	c.warnings(build)
	c.config(build, config)
	c.runs(build, plan)
	c.files(build, plan)
	c.copies(build, plan)
	return c.problems
}
