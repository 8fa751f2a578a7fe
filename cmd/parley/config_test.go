package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write docs/configuration.md anew")

func TestTheManualIsMadeOfTheComments(t *testing.T) {
	const path = "../../docs/configuration.md"
	if *rewrite {
		if err := os.WriteFile(path, []byte(configDoc()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != configDoc() {
		t.Error("docs/configuration.md differs from the comments of Config; run with -rewrite")
	}
	for _, s := range settings() {
		if len(s.doc) < 20 || s.flag == "" {
			t.Errorf("setting %s has no comment or no flag", s.field)
		}
	}
}

func TestFlagBeforeEnvironmentBeforeFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "parley.conf")
	if err := os.WriteFile(file, []byte("listen :1\ndata from-file\nstart-code from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PARLEY_DATA", "from-environment")
	t.Setenv("PARLEY_LISTEN", ":2")
	var c Config
	var stderr bytes.Buffer
	if done, code := parse(c.flags("serve", &stderr), []string{"-config", file, "-listen", ":3"}); done {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	if c.Listen != ":3" || c.Data != "from-environment" || c.StartCode != "from-file" {
		t.Errorf("got %+v", c)
	}
}

func TestCalls(t *testing.T) {
	file := filepath.Join(t.TempDir(), "noise")
	if err := os.WriteFile(file, []byte("noise"), 0o600); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	n, err := openNode(data, wallClock{}, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, 0, "usage: parley"},
		{[]string{"help"}, 0, "usage: parley"},
		{[]string{"nonsense"}, 2, "no command"},
		{[]string{"version"}, 0, "parley "},
		{[]string{"serve", "-nonsense"}, 2, "nonsense"},
		{[]string{"serve", "-h"}, 0, "directory that holds everything"},
		{[]string{"verify"}, 2, "usage"},
		{[]string{"verify", file}, 1, "form"},
		{[]string{"verify", file + "-absent"}, 1, "no such file"},
		{[]string{"rooms", "-data", t.TempDir()}, 1, "no data directory"},
		{[]string{"rooms", "-data", data}, 0, "No rooms"},
		{[]string{"report", "-data", data, "nonsense"}, 1, "room nonsense"},
		{[]string{"export", "-data", data, "nonsense"}, 1, "no room"},
		{[]string{"open"}, 2, "usage"},
		{[]string{"open", file}, 2, ""},
		{[]string{"demo", "-minutes", "1"}, 2, "usage"},
	} {
		var out bytes.Buffer
		code := run(context.Background(), c.args, strings.NewReader(""), &out, &out)
		if code != c.code || !strings.Contains(out.String(), c.says) {
			t.Errorf("parley %s: exit %d, want %d; it said: %s", strings.Join(c.args, " "), code, c.code, out.String())
		}
	}
}

func TestCookiesAreForHTTPSWhereTheServerIs(t *testing.T) {
	for _, c := range []struct {
		Config
		want bool
	}{
		{Config{}, false},
		{Config{Proxy: true}, true},
		{Config{Public: "https://parley.example"}, true},
		{Config{Public: "http://10.0.0.7:8080"}, false},
	} {
		if got := c.secure(); got != c.want {
			t.Errorf("proxy %t, public %q: %t", c.Proxy, c.Public, got)
		}
	}
}

func TestThePublicAddressHasAScheme(t *testing.T) {
	for public, ok := range map[string]bool{
		"": true, "https://parley.example": true, "http://192.0.2.1:8080/": true,
		"parley.example": false, "parley.example:8080": false, "https://": false, "ftp://parley.example": false,
	} {
		if err := (&Config{Public: public}).check(); err == nil != ok {
			t.Errorf("%q: %v", public, err)
		}
	}
}
