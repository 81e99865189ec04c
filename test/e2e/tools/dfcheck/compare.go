package main

import (
	"fmt"
	"os/exec"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/solver/pb"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

type comparison struct{ problems []string }

func (c *comparison) report(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// warnings: a generated file has none, except about names that look secret.
func (c *comparison) warnings(b *build) {
	for _, warning := range b.warnings {
		if !strings.HasPrefix(warning, "SecretsUsedInArgOrEnv") {
			c.report("BuildKit warns: %s", warning)
		}
	}
}

// config: everything that the plan's config says. What the base image has
// beside it stays, since a Dockerfile cannot take a variable away.
func (c *comparison) config(b *build, want *dockerspec.DockerOCIImage) {
	got, expected := b.image.Config, want.Config
	wanted := environment(expected.Env)
	for name, value := range environment(got.Env) {
		if w, ok := wanted[name]; ok && w != value {
			c.report("config: %s is %q, not %q", name, value, w)
		} else if !ok && !slices.Contains(baseEnv, name+"="+value) {
			c.report("config: %s=%q is not the plan's", name, value)
		}
		delete(wanted, name)
	}
	for name := range wanted {
		c.report("config: %s is missing", name)
	}
	c.same("entrypoint", got.Entrypoint, expected.Entrypoint)
	c.same("cmd", got.Cmd, expected.Cmd)
	c.same("labels", got.Labels, expected.Labels)
	c.same("ports", got.ExposedPorts, expected.ExposedPorts)
	c.same("user", got.User, expected.User)
	c.same("workdir", path.Join("/", got.WorkingDir), path.Join("/", expected.WorkingDir))
	c.same("healthcheck", got.Healthcheck, expected.Healthcheck)
	c.same("architecture", b.image.Architecture, want.Architecture)
	c.same("os", b.image.OS, want.OS)
}

// same compares; an empty list or map equals none at all.
func (c *comparison) same(what string, got, want any) {
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	if k := g.Kind(); (k == reflect.Slice || k == reflect.Map) && g.Len() == 0 && w.Len() == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		c.report("config: %s is %q, not %q", what, fmt.Sprint(got), fmt.Sprint(want))
	}
}

func environment(list []string) map[string]string {
	env := map[string]string{}
	for _, entry := range list {
		name, value, _ := strings.Cut(entry, "=")
		env[name] = value
	}
	return env
}

// -- runs

func (c *comparison) runs(b *build, plan *Plan) {
	used := make([]bool, len(b.execs))
	for _, want := range plan.runs() {
		why := "no such command"
		found := false
		for i := range b.execs {
			if _, ok := unwrap(b.execs[i].Meta.Args, want.op); used[i] || !ok {
				continue
			}
			problem := sameRun(&b.execs[i], &want)
			if problem == "" {
				used[i], found = true, true
				break
			}
			why = problem
		}
		if !found {
			c.report("run %q of @%s: %s", want.op.Command, want.stage, why)
		}
	}
}

// unwrap finds the plan's command in an exec's arguments and gives the shell
// lines before it, which set variables.
func unwrap(args []string, op *Op) (exports string, ok bool) {
	form := len(args)
	switch {
	case op.Verbatim && form == 3 && args[1] == "-c":
		return "", sameText(args[2], op.Command)
	case op.Verbatim && form == 4 && args[1] == "-c" && args[3] == op.Command:
		return strings.CutSuffix(args[2], "exec /bin/sh -c \"$0\"")
	case !op.Verbatim && form == 4 && args[1] == "-eu" && args[2] == "-c":
		return strings.CutSuffix(args[3], op.Command)
	case !op.Verbatim && form == 3 && args[1] == "-c":
		script, own := strings.CutPrefix(args[2], "set -eu\n")
		if exports, found := strings.CutSuffix(script, op.Command); own && found {
			return exports, true
		}
		exports, found := strings.CutSuffix(script, op.Command+"\n")
		return exports, own && found && !strings.HasSuffix(op.Command, "\\")
	}
	return "", false
}

// A heredoc ends with a newline, which changes nothing unless a backslash
// stands before it.
func sameText(got, want string) bool {
	return got == want || got == want+"\n" && !strings.HasSuffix(want, "\\")
}

// addExports lets a real shell read the lines that set variables.
func addExports(env map[string]string, exports string) error {
	shell := exec.Command("/bin/sh", "-c", exports+"exec /usr/bin/env -0")
	shell.Env = []string{}
	out, err := shell.Output()
	for name, value := range environment(strings.Split(string(out), "\x00")) {
		env[name] = value
	}
	delete(env, "")
	return err
}

func sameRun(e *execution, want *expectedRun) string {
	exports, _ := unwrap(e.Meta.Args, want.op)
	env := environment(e.Meta.Env)
	if exports != "" {
		if err := addExports(env, exports); err != nil {
			return "its exports are no shell: " + exports
		}
	}
	for name, value := range want.env {
		if got, ok := env[name]; !ok || got != value {
			return fmt.Sprintf("variable %s is %q, not %q", name, got, value)
		}
	}
	user := e.Meta.User
	if user == "root" && want.user == "" {
		user = ""
	}
	if user != want.user || e.Meta.Cwd != want.workdir {
		return fmt.Sprintf("runs as %q in %q, not as %q in %q", e.Meta.User, e.Meta.Cwd, want.user, want.workdir)
	}
	networks := map[string]pb.NetMode{"": pb.NetMode_UNSET, "none": pb.NetMode_NONE, "host": pb.NetMode_HOST}
	if e.Network != networks[want.op.Network] {
		return "another network"
	}
	if (e.Security == pb.SecurityMode_INSECURE) != (want.op.Security == "insecure") {
		return "another security mode"
	}
	return sameMounts(e, want.op.Mounts)
}

// -- mounts

func sameMounts(e *execution, want []Mount) string {
	byTarget := map[string]*pb.Mount{}
	for _, mount := range e.Mounts {
		byTarget[mount.Dest] = mount
	}
	for i := range want {
		if problem := sameMount(e, byTarget, &want[i]); problem != "" {
			return fmt.Sprintf("mount %s %q: %s", want[i].Type, want[i].Target, problem)
		}
	}
	return ""
}

func sameMount(e *execution, byTarget map[string]*pb.Mount, want *Mount) string {
	if want.Env != "" && !slices.ContainsFunc(e.Secretenv, func(s *pb.SecretEnv) bool {
		return s.ID == want.ID && s.Name == want.Env && s.Optional == want.Optional
	}) {
		return "no such variable"
	}
	if want.Target == "" {
		return ""
	}
	got := byTarget[want.Target]
	if got == nil {
		return "missing"
	}
	switch want.Type {
	case "bind":
		return sameBind(e, got, want)
	case "cache":
		sharing := map[string]pb.CacheSharingOpt{"": pb.CacheSharingOpt_SHARED, "private": pb.CacheSharingOpt_PRIVATE, "locked": pb.CacheSharingOpt_LOCKED}
		if got.CacheOpt == nil || got.CacheOpt.ID != "/"+want.ID || got.CacheOpt.Sharing != sharing[want.Sharing] || got.Readonly != want.Readonly {
			return fmt.Sprintf("is %v", got)
		}
	case "secret":
		if got.SecretOpt == nil || got.SecretOpt.ID != want.ID || got.SecretOpt.Optional != want.Optional || !sameFile(want, 0o400, got.SecretOpt.Mode, got.SecretOpt.Uid, got.SecretOpt.Gid) {
			return fmt.Sprintf("is %v", got)
		}
	case "ssh":
		if got.SSHOpt == nil || got.SSHOpt.ID != want.ID || got.SSHOpt.Optional != want.Optional || !sameFile(want, 0o600, got.SSHOpt.Mode, got.SSHOpt.Uid, got.SSHOpt.Gid) {
			return fmt.Sprintf("is %v", got)
		}
	case "tmpfs":
		if got.MountType != pb.MountType_TMPFS || got.TmpfsOpt.GetSize() != want.Size {
			return fmt.Sprintf("is %v", got)
		}
	}
	return ""
}

func sameFile(want *Mount, mode, gotMode, uid, gid uint32) bool {
	if want.Mode != "" {
		parsed, _ := strconv.ParseUint(want.Mode, 8, 32)
		mode = uint32(parsed)
	}
	return mode == gotMode && uid == want.UID && gid == want.GID
}

func sameBind(e *execution, got *pb.Mount, want *Mount) string {
	source := strings.TrimPrefix(got.Selector, "/cogc")
	if path.Join("/", source) != path.Join("/", want.Source) || got.Readonly != want.Readonly {
		return fmt.Sprintf("is %v", got)
	}
	from := "scratch"
	if got.Input >= 0 {
		from = e.inputs[got.Input].GetSource().GetIdentifier()
	}
	switch want.From.Kind {
	case "image":
		if !strings.HasPrefix(from, "docker-image://"+want.From.Ref) {
			return "is from " + from
		}
	case "context":
		if !strings.HasPrefix(from, "local://") {
			return "is from " + from
		}
	}
	return ""
}

// -- files and copies

func (c *comparison) files(b *build, plan *Plan) {
	for _, stage := range plan.Stages {
		for _, op := range stage.Ops {
			if op.Op == "file" && !slices.Contains(b.contents, op.Contents) {
				c.report("file %q of @%s: its contents %q are nowhere", op.Path, stage.Name, op.Contents)
			}
		}
	}
}

// copies: the words of those that are taken over one to one.
func (c *comparison) copies(b *build, plan *Plan) {
	for _, stage := range plan.Stages {
		for i := range stage.Ops {
			op := &stage.Ops[i]
			if op.Op != "copy" || op.Parents || len(op.Include) > 0 {
				continue
			}
			for _, source := range op.Sources {
				if !slices.ContainsFunc(b.copies, func(got *pb.FileActionCopy) bool { return sameCopy(got, op, source) }) {
					c.report("copy %q of @%s to %q is nowhere", source, stage.Name, op.To)
				}
			}
		}
	}
}

func sameCopy(got *pb.FileActionCopy, op *Op, source string) bool {
	exclude := got.ExcludePatterns
	if len(exclude) > 0 && exclude[0] == ".cog" && op.From.Kind == "context" {
		exclude = exclude[1:]
	}
	mode := int32(-1)
	if op.Mode != "" {
		parsed, _ := strconv.ParseInt(op.Mode, 8, 32)
		mode = int32(parsed)
	}
	strip := func(name string) string { return path.Join("/", strings.TrimPrefix(name, "/cogc")) }
	return strip(got.Src) == path.Join("/", source) && strip(got.Dest) == path.Join("/", op.To) &&
		strings.HasSuffix(got.Dest, "/") == strings.HasSuffix(op.To, "/") &&
		slices.Equal(exclude, op.Exclude) && got.Mode == mode && ownerOf(got) == op.Owner
}

func ownerOf(got *pb.FileActionCopy) string {
	if got.Owner == nil {
		return ""
	}
	return fmt.Sprintf("%d:%d", got.Owner.GetUser().GetByID(), got.Owner.GetGroup().GetByID())
}
