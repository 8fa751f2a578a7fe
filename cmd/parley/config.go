package main

import (
	"cmp"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/url"
	"reflect"
	"strings"

	"github.com/peterbourgon/ff/v3"
)

// Config is everything that can be set. Each setting is a flag (-listen), an
// environment variable (PARLEY_LISTEN) or a line of the file that -config names
// (listen :8080), in this order of precedence. What it means stands in its
// comment here and nowhere else: help and docs/configuration.md are made of
// these comments.
type Config struct {
	// Data is the directory that holds everything: the log, the sealed texts,
	// their keys. It is made when it is not there. One server uses it at a time.
	Data string `flag:"data" default:"parley-data"`
	// Listen is the address and port to serve on. The default serves this
	// machine and its local network, without encryption: fit for trying out and
	// for a hall's own network, where whoever is on the network can read along.
	Listen string `flag:"listen" default:":8080"`
	// Public is the address by which people reach the server, as it stands in
	// links and QR codes, "https://parley.example". Empty: the address that the
	// browser used. With https cookies are for HTTPS alone.
	Public string `flag:"public" default:""`
	// Proxy says that requests come through one reverse proxy on this machine
	// that ends HTTPS and names the sender in X-Forwarded-For. Cookies are then
	// for HTTPS alone.
	Proxy bool `flag:"proxy" default:"false"`
	// StartCode is asked for before a room is opened, so that only a host
	// body's organizers open rooms. Empty: everybody who reaches the server may.
	StartCode string `flag:"start-code" default:""`
	// StartCodes is a file of start codes, one for each body or organizer: a line
	// has the code (8 characters or more), the last day on which it counts (UTC,
	// "2027-01-31", or "-" for ever) and whose it is. The file is read
	// whenever a room is opened: add, change or remove a line while the server runs.
	StartCodes string `flag:"start-codes" default:""`
	// Domain is the server's own name on the Internet, "parley.example". With
	// it HTTPS is served, with a certificate that is fetched and renewed by
	// itself, and plain HTTP leads there; -listen is then not used.
	Domain string `flag:"domain" default:""`
	// ListenHTTPS is where HTTPS is served when there is a domain. The
	// certificates' authority asks at port 443 of the domain's address.
	ListenHTTPS string `flag:"listen-https" default:":443"`
	// ListenHTTP is where plain HTTP is led to HTTPS when there is a domain. The
	// certificates' authority asks at port 80 of the domain's address.
	ListenHTTP string `flag:"listen-http" default:":80"`
	// ACME is the directory of the authority that issues the certificates. By
	// setting a domain you accept its terms.
	ACME string `flag:"acme" default:"https://acme-v02.api.letsencrypt.org/directory"`
	// Metrics is an address, "127.0.0.1:9090", at which /metrics tells
	// Prometheus how the server fares. No figure is a person's or a room's, but
	// it is not meant for strangers. Empty: nowhere.
	Metrics string `flag:"metrics" default:""`
	// LogRequests has a line written for each request: route, status, time
	// taken. It never has the sender's address or what the link names.
	LogRequests bool `flag:"log-requests" default:"false"`
}

// secure says whether browsers reach the server over HTTPS.
func (c *Config) secure() bool { return c.Proxy || strings.HasPrefix(c.Public, "https://") }

// check refuses settings that could not work, and sets the public address of a
// domain.
func (c *Config) check() error {
	if c.Domain != "" {
		if c.Proxy {
			return errors.New("-domain is for a server without a proxy; with -proxy the proxy ends HTTPS")
		}
		if strings.ContainsAny(c.Domain, ":/ ") || !strings.Contains(c.Domain, ".") {
			return fmt.Errorf("-domain takes a bare name like parley.example, not %q", c.Domain)
		}
		c.Public = cmp.Or(c.Public, "https://"+c.Domain)
	}
	u, err := url.Parse(c.Public)
	if c.Public != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return fmt.Errorf("-public %q is no address: it begins with https:// or http://, as in https://parley.example", c.Public)
	}
	return nil
}

//go:embed config.go
var configSource string

// flags are the settings named, or all of them, as flags of a command.
func (c *Config) flags(command string, stderr io.Writer, only ...string) *flag.FlagSet {
	fs := flag.NewFlagSet(command, flag.ContinueOnError)
	fs.SetOutput(stderr)
	v := reflect.ValueOf(c).Elem()
	for _, s := range settings() {
		if len(only) > 0 && !contains(only, s.flag) {
			continue
		}
		switch p := v.FieldByName(s.field).Addr().Interface().(type) {
		case *string:
			fs.StringVar(p, s.flag, s.def, s.doc)
		case *bool:
			fs.BoolVar(p, s.flag, s.def == "true", s.doc)
		}
	}
	fs.String("config", "", "a file with one setting a line: name value")
	return fs
}

func contains(xs []string, x string) bool {
	for _, y := range xs {
		if y == x {
			return true
		}
	}
	return false
}

// parse reads flags, environment and file. done is true when only help was
// asked for or the call was wrong; code is then the exit code.
func parse(fs *flag.FlagSet, args []string) (done bool, code int) {
	err := ff.Parse(fs, args, ff.WithEnvVarPrefix("PARLEY"), ff.WithConfigFileFlag("config"), ff.WithConfigFileParser(ff.PlainParser), ff.WithIgnoreUndefined(true))
	switch {
	case err == nil:
		return false, 0
	case errors.Is(err, flag.ErrHelp):
		return true, 0
	}
	fmt.Fprintf(fs.Output(), "parley: %v\n", err)
	return true, 2
}

// setting is one field of Config.
type setting struct{ field, flag, def, doc string }

// settings reads the fields of Config with their comments from this file.
func settings() []setting {
	file, err := parser.ParseFile(token.NewFileSet(), "config.go", configSource, parser.ParseComments)
	if err != nil {
		panic(err) // the program was built from this very file
	}
	var out []setting
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != "Config" {
			return true
		}
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
			doc := strings.Join(strings.Fields(f.Doc.Text()), " ")
			out = append(out, setting{f.Names[0].Name, tag.Get("flag"), tag.Get("default"), doc})
		}
		return false
	})
	return out
}

// configDoc is docs/configuration.md.
func configDoc() string {
	var b strings.Builder
	b.WriteString("# Configuration\n\nEach setting is a flag of `parley serve`, an environment variable, or a line of the file that `-config` names; the first that is set counts. The room's own settings (notice, plan, questions) are chosen on the start page.\n")
	for _, s := range settings() {
		def := "none"
		if s.def != "" {
			def = "`" + s.def + "`"
		}
		fmt.Fprintf(&b, "\n## %s\n\n`-%s`, `PARLEY_%s`; default %s.\n\n%s\n", s.flag, s.flag, strings.ToUpper(strings.ReplaceAll(s.flag, "-", "_")), def, s.doc)
	}
	return b.String()
}
