// llbcheck reads LLB as BuildKit's daemon does and says what is wrong with it.
// It needs neither a daemon nor a network.
//
//	llbcheck [-dump] < plan.pb
//	llbcheck FILE.pb | FOLDER …
//
// Checked are: that each operation has the bytes that BuildKit itself would
// write, so that its digest survives (main.go); that the daemon's loader takes
// the definition, knows each capability and keeps each digest (load.go); that
// each vertex has metadata, and that the source map points to existing
// vertices, files and lines (sourcemap.go). With -dump, each operation is
// printed as a line of JSON.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
)

func main() {
	dump := flag.Bool("dump", false, "print each operation as a line of JSON")
	flag.Parse()
	if flag.NArg() == 0 {
		checkStdin(*dump)
		return
	}
	checked, failed := 0, 0
	for _, file := range filesOf(flag.Args()) {
		checked++
		content, err := os.ReadFile(file)
		problems := []string{fmt.Sprint(err)}
		if err == nil {
			problems = check(content)
		}
		for _, problem := range problems {
			fmt.Printf("%s: %s\n", file, problem)
		}
		if len(problems) > 0 {
			failed++
		}
	}
	fmt.Printf("%d definitions checked, %d wrong\n", checked, failed)
	if checked == 0 || failed > 0 {
		os.Exit(1)
	}
}

func checkStdin(dump bool) {
	content, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	problems := check(content)
	for _, problem := range problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	if dump {
		dumpOps(content)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
}

// filesOf replaces folders by the .pb files in them.
func filesOf(arguments []string) []string {
	var files []string
	for _, argument := range arguments {
		if info, err := os.Stat(argument); err == nil && info.IsDir() {
			inside, _ := filepath.Glob(filepath.Join(argument, "*.pb"))
			files = append(files, inside...)
		} else {
			files = append(files, argument)
		}
	}
	return files
}

// check returns what is wrong, nothing for a good definition.
func check(content []byte) []string {
	def := &pb.Definition{}
	if err := def.Unmarshal(content); err != nil {
		return []string{"not a definition: " + err.Error()}
	}
	ops, problems := checkBytes(def)
	problems = append(problems, checkTerminal(def, ops)...)
	problems = append(problems, checkMetadata(def)...)
	problems = append(problems, checkSourceMap(def)...)
	return append(problems, checkLoading(context.Background(), content)...)
}

// checkBytes writes each operation again, as the daemon does before it takes
// the digest.
func checkBytes(def *pb.Definition) (ops []*pb.Op, problems []string) {
	for i, written := range def.Def {
		op := &pb.Op{}
		if err := op.Unmarshal(written); err != nil {
			problems = append(problems, fmt.Sprintf("operation %d is unreadable: %v", i, err))
			continue
		}
		ops = append(ops, op)
		again, err := op.Marshal()
		if err != nil {
			problems = append(problems, fmt.Sprintf("operation %d cannot be written: %v", i, err))
		} else if !bytes.Equal(written, again) {
			problems = append(problems, fmt.Sprintf("operation %d has other bytes than BuildKit gives it:\n  ours   %x\n  theirs %x", i, written, again))
		}
	}
	return ops, problems
}

// checkTerminal looks at the last operation: one input and nothing else. All
// others have constraints, even empty ones.
func checkTerminal(def *pb.Definition, ops []*pb.Op) (problems []string) {
	if len(ops) < 2 || len(ops) != len(def.Def) {
		return append(problems, fmt.Sprintf("%d operations; at least a vertex and the terminal are needed", len(ops)))
	}
	for i, op := range ops[:len(ops)-1] {
		if op.Op == nil || op.Constraints == nil {
			problems = append(problems, fmt.Sprintf("operation %d lacks its kind or its constraints", i))
		}
	}
	last := ops[len(ops)-1]
	if len(last.Inputs) != 1 || last.Op != nil || last.Platform != nil || last.Constraints != nil {
		problems = append(problems, "the last operation is not one input and nothing else")
	}
	return problems
}

func digestsOf(def *pb.Definition) map[string]bool {
	digests := map[string]bool{}
	for _, op := range def.Def {
		digests[digest.FromBytes(op).String()] = true
	}
	return digests
}
