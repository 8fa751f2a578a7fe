package web_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"parley/internal/httpapi"
	"parley/internal/view"
)

var (
	interfaces = regexp.MustCompile(`(?ms)^export interface (\w+)(?: extends \w+)? \{\n(.*?)^\}`)
	members    = regexp.MustCompile(`(?m)^  (\w+)(\??):`)
)

// The pages' types are those of the server: the same fields, optional where
// the server leaves them out.
func TestTypesMirrorTheServer(t *testing.T) {
	ts := declared(t)
	seen := map[reflect.Type]bool{}
	for _, root := range []reflect.Type{reflect.TypeFor[view.View](), reflect.TypeFor[httpapi.Me]()} {
		mirror(t, ts, seen, root)
	}
	if len(seen) < 30 {
		t.Errorf("only %d types compared", len(seen))
	}
}

// declared is the fields of every interface in lib/types*.ts, and whether each
// is optional.
func declared(t *testing.T) map[string]map[string]bool {
	t.Helper()
	names, err := filepath.Glob("src/lib/types*.ts")
	if err != nil {
		t.Fatal(err)
	}
	ts := map[string]map[string]bool{}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range interfaces.FindAllStringSubmatch(string(src), -1) {
			if ts[m[1]] != nil {
				t.Errorf("%s: interface %s is declared twice", name, m[1])
			}
			ts[m[1]] = map[string]bool{}
			for _, f := range members.FindAllStringSubmatch(m[2], -1) {
				ts[m[1]][f[1]] = f[2] == "?"
			}
		}
	}
	return ts
}

func mirror(t *testing.T, ts map[string]map[string]bool, seen map[reflect.Type]bool, typ reflect.Type) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		mirror(t, ts, seen, typ.Elem())
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[typ] {
		return
	}
	seen[typ] = true
	name := typ.Name()
	if name == "View" {
		name = "Sections"
	}
	own, ok := ts[name]
	if !ok {
		t.Errorf("lib/types*.ts have no interface %s", name)
		return
	}
	for i := range typ.NumField() {
		tag, opts, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		if typ.Field(i).Anonymous { // its interface is one that this one extends
			mirror(t, ts, seen, typ.Field(i).Type)
			continue
		}
		if !typ.Field(i).IsExported() { // it is not sent
			continue
		}
		optional, ok := own[tag]
		switch {
		case !ok:
			t.Errorf("%s has no %s", name, tag)
		case name != "Sections" && optional != strings.Contains(opts, "omitzero"):
			t.Errorf("%s.%s: optional is %v", name, tag, optional)
		}
		delete(own, tag)
		mirror(t, ts, seen, typ.Field(i).Type)
	}
	for tag := range own {
		t.Errorf("%s has %s, which the server does not send", name, tag)
	}
}
