package attack

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync"
	"testing/synctest"
	"time"

	"parley/internal/client"
	"parley/internal/view"
)

// stream is a live page: every byte that the server pushes to it is kept, and a
// client reads along, which finds out when a patch does not fit.
type stream struct {
	who    string
	header http.Header
	read   *io.PipeWriter

	now func() time.Duration

	mu   sync.Mutex
	said bytes.Buffer
}

func (x *stream) Header() http.Header { return x.header }
func (x *stream) WriteHeader(int)     {}
func (x *stream) Flush()              {}

func (x *stream) Write(b []byte) (int, error) {
	if said := chance.ReplaceAll(b, nil); len(said) > 0 {
		x.mu.Lock()
		fmt.Fprintf(&x.said, "at %v %s", x.now(), said)
		x.mu.Unlock()
	}
	return x.read.Write(b)
}

// chance is what is drawn by lot, and the beats: one may come just before a frame
// or not, and says what time it is.
var chance = regexp.MustCompile(`retry: \d+\n\n|event: beat\ndata: [^\n]*\n\n`)

// pushed is what came since it was last asked for, and when.
func (x *stream) pushed() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	defer x.said.Reset()
	return x.said.String()
}

// serve answers the request for a stream until it ends.
func (w *world) serve(who string, r *http.Request) *http.Response {
	body, read := io.Pipe()
	x := &stream{who: who, header: http.Header{}, read: read, now: w.now}
	w.streams = append(w.streams, x)
	go func() {
		w.handler.ServeHTTP(x, r)
		read.CloseWithError(io.EOF)
	}()
	return &http.Response{StatusCode: http.StatusOK, Body: body, Request: r}
}

// follow has somebody's page follow the room until the test is over.
func (w *world) follow(c *client.Client, as view.Audience) {
	ctx := w.Context()
	go func() {
		for _, err := range c.Follow(ctx, as) {
			if err != nil && ctx.Err() == nil {
				w.Errorf("the live page of %s: %v", as, err)
			}
		}
	}()
	w.settle()
}

// settle lets everything come to rest: the pages have what they are sent.
func (w *world) settle() { w.pass(1200 * time.Millisecond) }

// pass lets the server's time pass, and all that waits for it be done before more of it
// passes: so nothing hangs on who is first.
func (w *world) pass(d time.Duration) {
	for synctest.Wait(); d > 0; synctest.Wait() {
		d -= w.served.Step(d)
	}
}

// now is how long the server has been up.
func (w *world) now() time.Duration { return w.served.Now().Sub(start) }
