package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// may says which of our packages each package may import.
var may = map[string][]string{
	// L0
	"room":          {},
	"words":         {},
	"chat":          {},
	"opinion":       {},
	"opinion/polis": {},
	"opinion/plant": {},
	"votetable":     {},
	// L1
	"proposal": {"room"},
	"eventlog": {"room"},
	"view":     {"room"},
	"report":   {"room", "words"},
	"stand":    {"room", "opinion", "opinion/polis", "votetable", "words", "report"},
	// L2
	"eventlog/memory":    {"eventlog", "room"},
	"eventlog/jetstream": {"eventlog", "room", "texts"},
	"eventlog/faulty":    {"eventlog", "room"},
	"eventlog/logtest":   {"eventlog", "room"},
	"texts":              {"room"},
	"engine":             {"room", "eventlog", "texts"},
	"engine/simclock":    {},
	"engine/enginetest":  {"room", "eventlog", "eventlog/memory", "texts", "engine", "engine/simclock"},
	"live":               {"view"},
	"standing":           {"room", "opinion"},
	"client":             {"room", "view"},
	"translog":           {"room", "eventlog"},
	// L3
	"metrics":  {"room", "eventlog"},
	"bundle":   {"room", "eventlog", "texts", "translog"},
	"evidence": {"room", "eventlog", "texts", "translog"},
	"backup":   {"room", "eventlog", "texts", "translog", "bundle"},
	// L4
	"audit":   {"room", "standing", "eventlog", "texts", "translog", "bundle"},
	"httpapi": {"room", "words", "chat", "proposal", "eventlog", "view", "report", "texts", "engine", "live", "standing", "translog", "bundle", "evidence", "audit", "web", "docs"},
	// L5
	"loadtest": {"*"},
	"attack":   {"*"},
	"archtest": {},
	// outside internal
	"web":               {},
	"docs":              {},
	"cmd/parley":        {"*"},
	"cmd/opinion-table": {"opinion", "opinion/plant", "opinion/polis", "votetable"},
	"cmd/floor-replay":  {}, // it shares nothing with what it checks
}

// owners says who alone may import an outside module.
var owners = map[string][]string{
	"github.com/nats-io/":               {"eventlog/jetstream"},
	"github.com/danielgtaylor/huma/":    {"httpapi"},
	"rsc.io/qr":                         {"httpapi"},
	"golang.org/x/net/html":             {"proposal"},
	"golang.org/x/mod/sumdb/":           {"translog"},
	"github.com/peterbourgon/ff/":       {"cmd/parley"},
	"github.com/andybalholm/brotli":     {"httpapi", "web"},
	"github.com/prometheus/":            {"metrics"},
	"golang.org/x/crypto/acme":          {"cmd/parley"},
	"gonum.org/":                        {"opinion"},
	"github.com/letsencrypt/":           {},
	"github.com/chromedp/":              {},
	"pgregory.net/rapid":                {},
	"github.com/cockroachdb/datadriven": {},
}

// pure packages read no clock, draw nothing, do no I/O and hold no locks.
var pure = map[string][]string{
	"room":          {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "log", "log/slog", "time"},
	"view":          {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "log", "log/slog", "time"},
	"proposal":      {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "log", "log/slog"},
	"chat":          {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "log", "log/slog", "time"},
	"opinion":       {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "math/rand/v2", "log", "log/slog", "time"},
	"opinion/polis": {"os", "io/fs", "net", "net/http", "sync", "crypto/rand", "math/rand", "math/rand/v2", "log", "log/slog", "time"},
}

// callers says who alone may call a function that trusts its input: the bytes
// of an unpacked commit are strict JSON already, others are not.
var callers = map[string][]string{
	"room.ParseStored": {"engine"},
}

const module = "parley/"

type file struct {
	pkg, path string
	imports   []string
	uses      map[string]bool // "room.ParseStored": what it selects of a package or a value
}

func TestImports(t *testing.T) {
	files := sources(t)
	if len(files) < 20 {
		t.Fatalf("only %d source files found: the walk is wrong", len(files))
	}
	for _, f := range files {
		allowed, known := may[f.pkg]
		if !known {
			t.Errorf("%s: package %s has no place in the table", f.path, f.pkg)
			continue
		}
		for _, imp := range f.imports {
			if ours, ok := strings.CutPrefix(imp, module); ok {
				ours = strings.TrimPrefix(ours, "internal/")
				if !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
					t.Errorf("%s: %s may not import %s", f.path, f.pkg, ours)
				}
				continue
			}
			for prefix, who := range owners {
				if strings.HasPrefix(imp, prefix) && !slices.Contains(who, f.pkg) {
					t.Errorf("%s: %s may not import %s", f.path, f.pkg, imp)
				}
			}
			if slices.Contains(pure[f.pkg], imp) {
				t.Errorf("%s: %s is pure and may not import %s", f.path, f.pkg, imp)
			}
		}
	}
}

func TestCallers(t *testing.T) {
	files := sources(t)
	for name, who := range callers {
		used := false
		for _, f := range files {
			used = used || f.uses[name]
			if f.uses[name] && !slices.Contains(who, f.pkg) {
				t.Errorf("%s: %s may not call %s", f.path, f.pkg, name)
			}
		}
		if !used {
			t.Errorf("nobody calls %s: is that still its name?", name)
		}
	}
}

func selected(src *ast.File) map[string]bool {
	uses := map[string]bool{}
	ast.Inspect(src, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := sel.X.(*ast.Ident); ok {
				uses[of.Name+"."+sel.Sel.Name] = true
			}
		}
		return true
	})
	return uses
}

// sources lists the files of the module that are not tests, with their imports.
func sources(t *testing.T) []file {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var out []file
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name == "node_modules" || name == "testdata" || name != "." && strings.HasPrefix(name, ".") && path != root {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		f := file{pkg: strings.TrimPrefix(filepath.ToSlash(dir), "internal/"), path: filepath.ToSlash(path), uses: selected(src)}
		for _, i := range src.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, p)
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
