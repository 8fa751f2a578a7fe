package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"parley/internal/audit"
	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/engine/simclock"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
)

const demoUsage = `usage: parley demo [-fast] [-people N] [-minutes N] [-moderate] [-listen ADDRESS] [-dir DIR]

Starts a server in a temporary directory, opens a session from an invented
proposal and plays it with simulated people in the room and online. Open the
links that it prints: desk, screen and phone; join in with a code. With -moderate
the desk is yours. Ctrl+C ends it.

With -fast sixty minutes pass on a simulated clock within seconds; report and
export are written, and the export is verified.

`

// demo is what the command was asked for.
type demo struct {
	fast, moderate bool
	people         int
	minutes        int
	listen         string
	dir            string
	stdout, stderr io.Writer
}

func runDemo(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	d := demo{stdout: stdout, stderr: stderr}
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.BoolVar(&d.fast, "fast", false, "play on a simulated clock")
	fs.BoolVar(&d.moderate, "moderate", false, "you moderate; people alone are simulated")
	fs.IntVar(&d.people, "people", 0, "simulated people with phones; 24, or 60 with -fast")
	fs.IntVar(&d.minutes, "minutes", 0, "length of the session; 15, or 60 with -fast")
	fs.StringVar(&d.listen, "listen", "127.0.0.1:0", "address to serve on; :8080 lets phones on this network join")
	fs.StringVar(&d.dir, "dir", "", "directory for report and export, kept; a temporary one by default")
	fs.Usage = func() { fmt.Fprint(stderr, demoUsage); fs.PrintDefaults() }
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	d.defaults()
	if fs.NArg() > 0 || d.people < 0 || d.people > 2000 || d.minutes < 4 || d.minutes > 600 || d.fast && d.moderate {
		fs.Usage()
		return 2
	}
	if d.dir != "" {
		if _, err := os.Stat(filepath.Join(d.dir, demoExport)); err == nil {
			return fail(stderr, fmt.Errorf("%s holds the export of another session, which stays as it is: give another directory", d.dir))
		}
	}
	err := d.run(ctx)
	if ctx.Err() != nil && !d.fast {
		return 0 // that is how it ends
	}
	if orStopped(ctx, err) == errStopped {
		return fail(stderr, errors.New("it was stopped")) // some of its files may be there
	}
	if err != nil {
		return fail(stderr, err)
	}
	return 0
}

func (d *demo) defaults() {
	people, minutes := 24, 15
	if d.fast {
		people, minutes = 60, 60
	}
	if d.people == 0 {
		d.people = people
	}
	if d.minutes == 0 {
		d.minutes = minutes
	}
}

// simulated is a clock that jumps to whenever it is waited for, a second at least.
type simulated struct{ *simclock.Clock }

// After implements [engine.Clock]. A wait of less than a second is over at once: the
// desk is answered in the next frame of its page, and nobody moves the clock before.
func (c simulated) After(d time.Duration) <-chan time.Time {
	if d < time.Second {
		return time.After(time.Millisecond)
	}
	return c.Clock.After(d)
}

func (c simulated) Wait(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}

// real waits as long as a human does.
type real struct{ wallClock }

func (real) Wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *demo) run(ctx context.Context) error {
	began := time.Now()
	data, err := os.MkdirTemp("", "parley-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	var clock interface {
		engine.Clock
		loadtest.Clock
	} = real{}
	if d.fast {
		clock = simulated{simclock.New(began)}
	}
	n, err := openNode(data, clock, d.stderr)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", d.listen)
	if err != nil {
		return errors.Join(err, n.Close())
	}
	serving, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(serving, n, &Config{Data: data}, l, d.stderr) }()
	err = d.session(ctx, n, clock, address(l))
	if err == nil && d.fast {
		fmt.Fprintf(d.stdout, "\nDone in %.1f s.\n", time.Since(began).Seconds())
	}
	stop()
	return errors.Join(err, <-done)
}

// session opens the room, has it played and keeps what came of it.
func (d *demo) session(ctx context.Context, n *node, clock loadtest.Clock, base string) error {
	made, err := d.open(ctx, clock, base)
	if err != nil {
		return err
	}
	sum, err := loadtest.Play(ctx, loadtest.Options{
		Base: base, Desk: made.Link(room.Moderator), Speakers: made.LinksOf(room.Speaker), Onsite: made.Codes.Onsite, Online: made.Codes.Online,
		People: d.people, Moderate: !d.moderate, Clock: clock, Seed: 27, Say: d.say,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "\n%d people, %d turns, %d commands accepted, %d refused, %d:%02d minutes.\n",
		sum.People, sum.Turns, sum.Accepted, total(sum.Refused), sum.Lasted/60, sum.Lasted%60)
	for code, n := range sum.Refused {
		fmt.Fprintf(d.stdout, "  refused %d times: %s\n", n, code)
	}
	if err := d.keep(ctx, n, made.Room); err != nil {
		return err
	}
	if d.fast {
		return nil
	}
	fmt.Fprintf(d.stdout, "The report is at %s/r/%s/report. Ctrl+C ends the demo.\n", base, made.Room)
	<-ctx.Done()
	return nil
}

func total(m map[room.Code]int) (n int) {
	for _, x := range m {
		n += x
	}
	return n
}

func (d *demo) open(ctx context.Context, clock loadtest.Clock, base string) (*client.Created, error) {
	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		return nil, err
	}
	read.Setup.Plan = proposal.Plan(d.minutes)
	c, err := client.New(client.Config{Base: base, Now: clock.Now, HTTP: http.DefaultTransport})
	if err != nil {
		return nil, err
	}
	made, err := c.Create(ctx, client.NewRoom{Setup: read.Setup})
	if err != nil {
		return nil, err
	}
	if !d.fast {
		printLinks(d.stdout, base, read.Setup.Title.Value, made)
		fmt.Fprintln(d.stdout)
	}
	return made, nil
}

func (d *demo) say(at room.Seconds, what string) {
	fmt.Fprintf(d.stdout, "%3d:%02d  %s\n", at/60, at%60, what)
}

// demoExport is the name of a session's export.
const demoExport = "session.parley"

// keep writes the report and the export to a directory that stays, and audits
// the export.
func (d *demo) keep(ctx context.Context, n *node, id room.RoomID) error {
	dir := d.dir
	var err error
	if dir == "" {
		dir, err = os.MkdirTemp("", "parley-session-")
	} else {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		return err
	}
	export := filepath.Join(dir, demoExport)
	if err := n.export(ctx, id, export); err != nil {
		return err
	}
	var reports []wholeFile
	for _, format := range []string{"html", "md", "json"} {
		out, err := n.report(ctx, id, format, "")
		if err != nil {
			return err
		}
		reports = append(reports, wholeFile{"report." + format, out})
	}
	written, err := writeWhole(dir, reports)
	if err != nil {
		return err
	}
	for _, name := range written {
		fmt.Fprintln(d.stdout, "wrote", name)
	}
	tables := filepath.Join(dir, "tables")
	if err := n.tables(ctx, id, tables, "", io.Discard); err != nil {
		return err
	}
	fmt.Fprintln(d.stdout, "wrote", tables)
	fmt.Fprintln(d.stdout, "wrote", export)
	raw, err := os.ReadFile(export)
	if err != nil {
		return err
	}
	r, err := audit.VerifyFileUntil(bytes.NewReader(raw), stopOf(ctx))
	if err != nil {
		return err
	}
	if r == nil {
		return ctx.Err()
	}
	printAudit(d.stdout, r)
	if !r.OK() {
		return errors.New("the session's own record does not verify")
	}
	return nil
}
