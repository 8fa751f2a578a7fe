package main

import (
	"bytes"
	"context"
	"flag"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"testing"

	"parley/internal/room"
	"parley/internal/view"
)

// servesVar has the test's own binary be a server, as somebody would start it,
// with the data directory and the address that it names.
const servesVar = "PARLEY_TEST_SERVES"

func TestMain(m *testing.M) {
	if data, listen, ok := bytes.Cut([]byte(os.Getenv(servesVar)), []byte("\n")); ok {
		os.Exit(run(context.Background(), []string{"serve", "-data", string(data), "-listen", string(listen)}, nil, os.Stdout, os.Stderr))
	}
	// Pages in browsers wait more than they compute; -parallel says otherwise.
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.NumCPU())); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// process is a server in a process of its own, which can be killed.
type process struct {
	t            *testing.T
	data, listen string
	cmd          *exec.Cmd
	said         lockedBuffer
}

// start starts it.
func (p *process) start() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(self)
	p.cmd.Env = append(os.Environ(), servesVar+"="+p.data+"\n"+p.listen)
	p.cmd.Stderr = &p.said
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends it without a word.
func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Error(err)
	}
	_ = p.cmd.Wait() // it was killed
}

// answers says whether somebody asking it hears anything.
func (p *process) answers() bool {
	r, err := http.Get("http://" + p.listen + "/")
	if err != nil {
		return false
	}
	_ = r.Body.Close()
	return r.StatusCode == http.StatusOK
}

// serverGone are the errors of a page whose server is not there.
var serverGone = []string{"ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_SOCKET_NOT_CONNECTED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "ERR_NETWORK_CHANGED"}

// testRestart kills the server in the middle of a turn and starts it again: desk,
// Remote, screen and phone come back by themselves, with the same turn, the clock
// that it has by then, the hand where it was, and what was done meanwhile.
func (s *site) testRestart(t *testing.T) {
	t.Parallel()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, data: t.TempDir(), listen: free.Addr().String()}
	_ = free.Close()
	desk, screen := s.deskTab(t, "desk-restart", 1440, 900), s.deskTab(t, "screen-restart", 1920, 1080)
	phone, remote := s.phoneTab(t, "phone-restart", 390, 844), s.phoneTab(t, "remote-restart", 360, 740)
	p.start()
	t.Cleanup(func() {
		p.kill()
		if said := p.said.String(); said != "" {
			t.Errorf("the server reported trouble:\n%s", said)
		}
	})
	desk.until(p.answers, p.said.String)

	own := *s
	own.node, own.base = nil, "http://"+p.listen
	for _, b := range []*tab{desk, screen, phone, remote} {
		b.site = &own
		b.excuse(serverGone...)
	}
	made := own.open(t)
	other := own.moderator(t, made)
	other.do("session.start", room.None{})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		other.do("part.next", room.NextPart{After: part})
	}
	other.hand(room.Onsite, "green jacket")
	desk.to(made.Link(room.Moderator))
	screen.to(made.Link(room.Screen))
	desk.see("green jacket", in{css: ".next"})
	remote.to(made.Link(room.Moderator))
	remote.to("/r/" + string(made.Room) + "/remote")
	desk.key("n")
	desk.see("green jacket", in{css: ".running"})
	phone.join(made.Codes.Online, "I am online")
	phone.press("Raise hand")
	desk.see("Guest 1", in{css: ".next"})

	p.kill()
	for _, b := range []*tab{desk, phone, remote} {
		b.see("Connection lost.", in{css: "p.live"})
	}
	screen.see("not live since")
	desk.key("p")
	desk.see("One act is kept.")
	remote.press("+ Online hand")
	remote.press("Add", in{css: "dialog.ask"})
	remote.see("One act is kept.")
	remote.audit("kept")
	p.start()
	remote.sent()
	desk.sent()
	for _, b := range []*tab{desk, phone, remote} {
		b.see("Live", in{css: "p.live"})
	}
	screen.unseen("not live since")
	desk.see("green jacket", in{css: ".running"})
	desk.see("Go on", in{css: ".running"})
	desk.see("Guest 1", in{css: ".next"})
	phone.see("Lower hand")
	screen.see("paused")
	v := other.sees(desk, "the turn, paused, and both hands", func(v *view.View) bool {
		return v.Floor.Running != nil && v.Floor.Running.InPause && len(v.Queue.Hands) == 2
	})
	if f := v.Floor; v.Session.Gap != nil || f.Last != 1 {
		t.Errorf("after the restart: gap %v, floor %+v, queue %+v", v.Session.Gap, f, v.Queue)
	}
}
