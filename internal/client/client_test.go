package client_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http/httptest"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/eventlog/memory"
	"parley/internal/httpapi"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
	"parley/internal/view"
)

type wall struct{}

func (wall) Now() time.Time                         { return time.Now() }
func (wall) After(d time.Duration) <-chan time.Time { return time.After(d) }

// hall is a server with a room, and browsers.
type hall struct {
	*testing.T
	base string
	room *client.Created
}

func newHall(t *testing.T) *hall {
	t.Helper()
	dir, log := t.TempDir(), memory.New()
	vault, err := texts.Open(texts.NewMemory(), dir)
	must(t, err)
	keys, err := translog.OpenKeys(dir)
	must(t, err)
	e := engine.New(engine.Config{Log: log, Texts: vault, Clock: wall{}, Seed: func() (b [32]byte) {
		rand.Read(b[:])
		return b
	}})
	t.Cleanup(e.Close)
	s, err := httpapi.New(t.Context(), httpapi.Config{
		Engine: e, Log: log, Texts: vault, Keys: keys, Clock: wall{}, Version: "test", Errors: new(bytes.Buffer),
	})
	must(t, err)
	t.Cleanup(s.Close)
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	h := &hall{T: t, base: web.URL}
	h.room, err = h.browser().Create(t.Context(), client.NewRoom{Setup: room.Setup{
		Title: room.Sourced{Value: "Should bridges be painted?"}, Seats: []room.SetupSeat{{Roles: []room.Role{room.Organizer}}},
		Plan: proposal.Plan(60), Zone: "UTC", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}})
	must(t, err)
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *hall) browser() *client.Client {
	h.Helper()
	c, err := client.New(client.Config{Base: h.base, Now: time.Now})
	must(h.T, err)
	return c
}

func TestASeatAVoiceAndALiveView(t *testing.T) {
	h := newHall(t)
	desk, phone := h.browser(), h.browser()
	must(t, desk.Sit(t.Context(), h.room.Link(room.Moderator)))
	must(t, phone.Join(t.Context(), h.room.Codes.Online, client.Joining{Side: room.Online, Group: "technical", Name: "A caller"}))

	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	seen := make(chan *view.View, 64)
	failed := make(chan error, 1)
	go func() {
		for live, err := range phone.Follow(ctx, view.Phone) {
			if err != nil {
				failed <- err
				return
			}
			if live.View != nil {
				seen <- live.View
			}
		}
	}()
	_, err := desk.Command("session.start").Send(t.Context(), room.None{}, nil)
	must(t, err)
	k := desk.Command("statement.add")
	var added room.StatementAdded
	_, err = k.Send(t.Context(), room.AddStatement{Kind: room.View, Text: k.Text("Grey lasts.")}, &added)
	must(t, err)
	var raised room.HandRaised
	_, err = phone.Command("hand.raise").Send(t.Context(), room.RaiseHand{}, &raised)
	must(t, err)
	for {
		select {
		case v := <-seen:
			if v.Session.Phase == room.Live && v.Statements.All[added.Statement].Text == "Grey lasts." && v.Queue.Order == string(raised.Hand) {
				return
			}
		case err := <-failed:
			t.Fatalf("the stream ended before the page held everything: %v", err)
		}
	}
}

func TestRefusalsAndRepeats(t *testing.T) {
	h := newHall(t)
	phone := h.browser()
	if err := phone.Join(t.Context(), "AAAA-AAAA", client.Joining{Side: room.Online}); client.Code(err) == "" && err == nil {
		t.Error("a wrong code lets somebody in")
	}
	must(t, phone.Join(t.Context(), h.room.Codes.Online, client.Joining{Side: room.Online}))
	_, err := phone.Command("session.start").Send(t.Context(), room.None{}, nil)
	if client.Code(err) != httpapi.CodeNoSeat {
		t.Errorf("a voice starts the session: %v", err)
	}
	k := phone.Command("hand.raise")
	one, err := k.Send(t.Context(), room.RaiseHand{}, nil)
	must(t, err)
	two, err := k.Send(t.Context(), room.RaiseHand{}, nil)
	must(t, err)
	if !two.Repeat || one.Repeat || !bytes.Equal(one.Facts, two.Facts) {
		t.Errorf("%+v then %+v", one, two)
	}
	v, err := phone.View(t.Context(), view.Phone)
	must(t, err)
	if v.Queue.Total != 1 {
		t.Errorf("%d hands", v.Queue.Total)
	}
}
