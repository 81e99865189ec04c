// Compares cogc's reading of .dockerignore with BuildKit's own, on random files.
//
//	ignorecheck COGC [COUNT [SEED]]
//
// For each file: the patterns that cogc puts into the plan are those of the package that BuildKit's Dockerfile frontend
// reads with, `.cog` behind them; what the client sends by them of a generated tree is what it sends for a Dockerfile
// build, without `.cog`; and cogc refuses what BuildKit refuses.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	gofs "io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
	"github.com/tonistiigi/fsutil"
)

var files = []string{
	"predict.py", "a", "b/a", "b/c/a", "b/c/d.txt", "data/raw/x.bin", "data/x.bin", "data/keep.bin", "data[1]/x", "Über/ß",
	".git/config", ".cog/tmp/x", "b/.cog/x", "..x", "a b/c d", "*", "b/?", "sub/.dockerignore", "Dockerfile.dockerignore",
	"#x", "!y", "x\\y", "deep/1/2/3/4/5/f", "__pycache__/x.pyc", "b/__pycache__/x.pyc", ".cog.txt", "cog/x",
}

var folders = []string{"empty", "b/empty", "data/raw/empty"}

var links = map[string]string{"link": "a", "b/link": "../data", "dangling": "no/where", "loop": "loop", "data/up": ".."}

var pieces = []string{
	"a", "b", "c", "data", "*.bin", "*", "**", "?", "x", "raw", "empty", "link", ".", "..", "", " ", ".cog", ".git", "[a-c]",
	"[^b]*", "d*a", "\\*", "data\\[1\\]", "data[[]1]", "Ü*", "**a", "*.p*", "__pycache__", "..x", "keep.bin", "deep", "1",
	"\\#x", "#x", "x\\\\y", "[", "[a-", "\\", "+", "(a)", "{a,b}", "^a", "a$", "loop", "dangling", "Dockerfile*",
}

var frames = []string{"%s", "%s", "%s", "!%s", "/%s", "%s/", " %s ", "! %s", "!/%s", "./%s", "%s\r", "#%s", "\t%s", "//%s", "!!%s", "**/%s", "!**/%s", "%s/**", "\u00a0%s\u3000"}

func main() {
	if len(os.Args) < 2 {
		fail("usage: ignorecheck COGC [COUNT [SEED]]")
	}
	count, seed := number(2, 300), number(3, 1)
	project, err := os.MkdirTemp("", "ignorecheck-")
	check(err)
	defer os.RemoveAll(project)
	makeTree(project)
	accepted, refused := 0, 0
	for i := 0; i < count; i++ {
		contents := randomFile(rand.New(rand.NewSource(int64(seed + i))))
		check(os.WriteFile(filepath.Join(project, ".dockerignore"), contents, 0o644))
		problem, ok := compare(os.Args[1], project, contents)
		if problem != "" {
			os.RemoveAll(project)
			fail("seed %d: %s\n.dockerignore: %q", seed+i, problem, contents)
		}
		if ok {
			accepted++
		} else {
			refused++
		}
	}
	fmt.Printf("%d files: %d read alike, %d refused alike\n", count, accepted, refused)
	if accepted < count/3 || refused == 0 {
		fail("too one-sided to prove anything")
	}
}

// What differs; and whether BuildKit takes the file at all.
func compare(cogc, project string, contents []byte) (string, bool) {
	reference, err := ignorefile.ReadAll(bytes.NewReader(contents))
	check(err)
	wanted, err := sent(project, reference)
	if err != nil {
		_, malformed := patternmatcher.New(reference)
		if ours, message := excludes(cogc, project); malformed != nil && message == "" {
			return fmt.Sprintf("BuildKit says %v, cogc takes it: %q", err, ours), false
		}
		return "", false // an expression that only fails when a file is matched is left to BuildKit
	}
	ours, message := excludes(cogc, project)
	if message != "" {
		return "BuildKit takes it, cogc says " + message, true
	}
	if !reflect.DeepEqual(ours, append(reference, ".cog")) {
		return fmt.Sprintf("BuildKit reads %q, cogc %q", reference, ours), true
	}
	got, err := sent(project, ours)
	if err != nil {
		return err.Error(), true
	}
	if wanted = without(wanted, ".cog"); !reflect.DeepEqual(got, wanted) {
		return fmt.Sprintf("BuildKit sends %q, for cogc %q", wanted, got), true
	}
	return "", true
}

// The patterns in cogc's plan, or its message.
func excludes(cogc, project string) ([]string, string) {
	command := exec.Command(cogc, project, "--emit=plan-json")
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		if !strings.Contains(stderr.String(), "[dockerignore_pattern]") {
			fail("cogc: %v\n%s", err, stderr.String())
		}
		return nil, stderr.String()
	}
	var plan struct {
		Contexts []struct {
			Name    string
			Exclude []string
		}
	}
	check(json.Unmarshal(stdout.Bytes(), &plan))
	for _, one := range plan.Contexts {
		if one.Name == "src" {
			return one.Exclude, ""
		}
	}
	fail("the plan has no context `src`")
	return nil, ""
}

// What the client would send, in its order.
func sent(project string, patterns []string) ([]string, error) {
	tree, err := fsutil.NewFS(project)
	check(err)
	tree, err = fsutil.NewFilterFS(tree, &fsutil.FilterOpt{ExcludePatterns: patterns})
	if err != nil {
		return nil, err
	}
	var paths []string
	err = tree.Walk(context.Background(), "", func(path string, _ gofs.DirEntry, err error) error {
		paths = append(paths, path)
		return err
	})
	return paths, err
}

func without(paths []string, folder string) []string {
	var kept []string
	for _, path := range paths {
		if path != folder && !strings.HasPrefix(path, folder+"/") {
			kept = append(kept, path)
		}
	}
	return kept
}

func randomFile(random *rand.Rand) []byte {
	pick := func(from []string) string { return from[random.Intn(len(from))] }
	var text strings.Builder
	if random.Intn(8) == 0 {
		text.WriteString("\xef\xbb\xbf")
	}
	for lines := random.Intn(6); lines >= 0; lines-- {
		var parts []string
		for count := random.Intn(3); count >= 0; count-- {
			parts = append(parts, pick(pieces))
		}
		line := strings.ReplaceAll(pick(frames), "%s", strings.Join(parts, "/"))
		text.WriteString(line)
		if lines > 0 || random.Intn(3) > 0 {
			text.WriteString("\n")
		}
	}
	return []byte(text.String())
}

func makeTree(project string) {
	write := func(path, contents string) {
		path = filepath.Join(project, path)
		check(os.MkdirAll(filepath.Dir(path), 0o755))
		check(os.WriteFile(path, []byte(contents), 0o644))
	}
	write("cog.yaml", "build:\n  python_version: \"3.13\"\nrun: predict.py:Predictor\n")
	for _, path := range files {
		write(path, "from cog import BaseRunner\n\n\nclass Predictor(BaseRunner):\n    def run(self, s: str) -> str:\n        return s\n")
	}
	for _, path := range folders {
		check(os.MkdirAll(filepath.Join(project, path), 0o755))
	}
	for path, target := range links {
		check(os.Symlink(target, filepath.Join(project, path)))
	}
}

func number(at, otherwise int) int {
	if len(os.Args) <= at {
		return otherwise
	}
	value, err := strconv.Atoi(os.Args[at])
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "ignorecheck: "+format+"\n", values...)
	os.Exit(1)
}
