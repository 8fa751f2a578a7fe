package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
)

const loadUsage = `usage: parley load [-people N] [-statements N] [-each N] [-rate N] [-seconds N]

Starts a server in a temporary directory and has simulated people vote in one
room. Prints how old it is what pages say of where the room stands, and which
share of one processor the server takes to follow it.

`

func runLoad(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	l := loadtest.Load{Seed: 27, Every: time.Second, Say: func(what string) { fmt.Fprintln(stdout, what) }}
	fs := flag.NewFlagSet("load", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.IntVar(&l.People, "people", 1000, "simulated people, 50 at least")
	fs.IntVar(&l.Statements, "statements", 100, "statements, 100 at most")
	fs.IntVar(&l.Each, "each", 40, "statements that each person has answered when measuring begins")
	fs.IntVar(&l.Rate, "rate", 200, "votes a second from then on")
	fs.IntVar(&l.Probes, "seconds", 80, "how long is measured, 100 at most; once a second")
	fs.Usage = func() { fmt.Fprint(stderr, loadUsage); fs.PrintDefaults() }
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	small := l.People < 50 || l.Statements < 1 || l.Each < 1 || l.Rate < 1 || l.Probes < 1
	if fs.NArg() > 0 || small || l.Statements > 100 || l.Probes > 99 || l.People > 5000 {
		fs.Usage()
		return 2
	}
	got, err := loaded(ctx, l, stderr)
	if err != nil {
		return fail(stderr, orStopped(ctx, err))
	}
	slices.Sort(got.Ages)
	fmt.Fprintf(stdout, "%d votes in %.1f s: %.0f a second\n", got.Votes, got.Lasted.Seconds(), float64(got.Votes)/got.Lasted.Seconds())
	fmt.Fprintf(stdout, "age of what pages say: %.2f s in the middle, 99 %% %.2f s, at worst %.2f s, of %d times\n",
		at(got.Ages, 0.5).Seconds(), at(got.Ages, 0.99).Seconds(), at(got.Ages, 1).Seconds(), len(got.Ages))
	fmt.Fprintf(stdout, "following where the room stands: %.1f %% of one processor\n", 100*got.Work.Seconds()/got.Lasted.Seconds())
	return 0
}

// at is the least of sorted times that a share of all does not exceed.
func at(sorted []time.Duration, share float64) time.Duration {
	i := int(share*float64(len(sorted))+0.9999) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}

// loaded serves a room, and puts the load on it.
func loaded(ctx context.Context, l loadtest.Load, stderr io.Writer) (got *loadtest.Loaded, err error) {
	data, err := os.MkdirTemp("", "parley-load-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(data)
	c := &Config{Data: data, Listen: "127.0.0.1:0", Metrics: "127.0.0.1:0"}
	f, err := listen(c, nil)
	if err != nil {
		return nil, err
	}
	n, err := openNode(data, wallClock{}, stderr)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	serving, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serveFront(serving, n, c, f, stderr) }()
	defer func() {
		stop()
		err = errors.Join(err, <-done)
	}()
	l.Base = address(f.main)
	made, err := openLoaded(ctx, l.Base)
	if err != nil {
		return nil, err
	}
	l.Desk, l.Online = made.Link(room.Moderator), made.Codes.Online
	l.Work = func(ctx context.Context) (time.Duration, error) { return workOf(ctx, f.metrics.Addr().String()) }
	return l.Run(ctx)
}

func openLoaded(ctx context.Context, base string) (*client.Created, error) {
	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		return nil, err
	}
	c, err := client.New(client.Config{Base: base, Now: time.Now})
	if err != nil {
		return nil, err
	}
	return c.Create(ctx, client.NewRoom{Setup: read.Setup})
}

var workLine = regexp.MustCompile(`(?m)^parley_standing_seconds_total (\S+)$`)

// workOf is how much time a server says that it spent on where rooms stand.
func workOf(ctx context.Context, metrics string) (time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+metrics+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	found := workLine.FindSubmatch(body)
	if found == nil {
		return 0, errors.New("the server's metrics do not say how long it took to follow where rooms stand")
	}
	seconds, err := strconv.ParseFloat(string(found[1]), 64)
	return time.Duration(seconds * float64(time.Second)), err
}
