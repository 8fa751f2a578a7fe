package httpapi

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

const marker = "QUETZALMARKER"

// A marker is posted through every command that takes text, as the text itself,
// and looked for in the log. Whether the command is accepted in the state that
// the room is in does not matter.
func TestNoTextIsInTheLog(t *testing.T) {
	x := newRoom(t)
	voice, desk := x.joined(room.Online), x.seated(0)
	taken, tried := 0, 0
	for name, c := range commandNames {
		if !c.Texts {
			continue
		}
		tried++
		payload, texts := marked(t, c.Payload)
		body := fmt.Sprintf(`{"cmd":"%s","payload":%s,"texts":%s}`, voice.cmd(), payload, texts)
		for _, b := range []*browser{voice, desk} {
			if r := b.post(b.api("/commands/"+name), body); r.status == http.StatusOK {
				taken++
			}
		}
	}
	desk.ok(desk.send("session.start", `{}`))
	form := url.Values{"kind": {"view"}, "text": {marker + " held"}}.Encode()
	r := voice.do(http.MethodPost, "/f/"+string(x.made.Room)+"/statement.add", "application/x-www-form-urlencoded", form)
	if r.status != http.StatusSeeOther {
		t.Errorf("the form: %d %s", r.status, r.body)
	}
	if tried < 15 || taken < 5 {
		t.Fatalf("%d commands with text, %d accepted", tried, taken)
	}
	if log := x.records(); strings.Contains(log, marker) {
		t.Errorf("the log holds the text: …%s…", around(log, marker))
	}
	if !strings.Contains(desk.ok(desk.get(desk.api("/view?as=desk"))).body, marker+" held") {
		t.Error("the desk does not see the held text: the marker went nowhere")
	}
	if strings.Contains(voice.ok(voice.get(voice.api("/view"))).body, marker+" held") {
		t.Error("phones see a held text")
	}
}

func around(s, mark string) string {
	i := strings.Index(s, mark)
	return s[max(0, i-60):min(len(s), i+80)]
}

// marked is a payload with a text in every field that takes one, and plausible
// values in the others.
func marked(t *testing.T, typ reflect.Type) (payload, texts string) {
	t.Helper()
	var bodies []TextBody
	v := reflect.New(typ).Elem()
	fill(v, func() room.Text {
		var salt [32]byte
		rand.Read(salt[:])
		bodies = append(bodies, TextBody{base64.RawURLEncoding.EncodeToString(salt[:]), marker})
		return room.Commit(salt, marker)
	})
	p, err := json.Marshal(v.Interface(), json.Deterministic(true))
	must(t, err)
	b, err := json.Marshal(bodies)
	must(t, err)
	return string(p), string(b)
}

func fill(v reflect.Value, text func() room.Text) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), text)
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]room.Role]() {
			v.Set(reflect.ValueOf([]room.Role{room.Speaker}))
		}
	case reflect.String:
		switch v.Interface().(type) {
		case room.Text:
			v.SetString(string(text()))
		case room.Side:
			v.SetString(string(room.Online))
		case room.StatementKind:
			v.SetString(string(room.View))
		}
	}
	if v.Type() == reflect.TypeFor[int]() && v.CanSet() {
		v.SetInt(0)
	}
}

// A command whose payload is the bare text is refused, and the refusal does not
// say it again.
func TestBareTextIsRefused(t *testing.T) {
	x := newRoom(t)
	b := x.joined(room.Online)
	r := b.send("statement.add", `{"kind":"view","text":"`+marker+`"}`)
	if r.code() != room.CodeMalformed || strings.Contains(r.body, marker) {
		t.Errorf("%d %s", r.status, r.body)
	}
	if strings.Contains(x.records(), marker) {
		t.Error("the log holds it")
	}
}

func TestFormsWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	b, desk := x.joined(room.Online), x.seated(0)
	desk.ok(desk.send("session.start", `{}`))
	post := func(name string, v url.Values) reply {
		return b.do(http.MethodPost, "/f/"+string(x.made.Room)+"/"+name, "application/x-www-form-urlencoded", v.Encode())
	}
	if r := post("hand.raise", nil); r.status != http.StatusSeeOther || r.header.Get("Location") != "/r/"+string(x.made.Room) {
		t.Fatalf("%d %s", r.status, r.body)
	}
	var me Me
	must(t, json.Unmarshal([]byte(b.ok(b.get(b.api("/me"))).body), &me))
	if r := post("hand.lower", url.Values{"hand": {string(me.Voice.Hand.ID)}}); r.status != http.StatusSeeOther {
		t.Errorf("%d %s", r.status, r.body)
	}
	var statement room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { statement = st.StatementOrder[0] }))
	if r := post("vote.cast", url.Values{"statement": {string(statement)}, "answer": {"agree"}}); r.status != http.StatusSeeOther {
		t.Errorf("%d %s", r.status, r.body)
	}
	must(t, json.Unmarshal([]byte(b.ok(b.get(b.api("/me"))).body), &me))
	if me.Ballot.Votes[statement] != room.Agree {
		t.Errorf("votes %v", me.Ballot.Votes)
	}
	for name, want := range map[string]room.Code{"session.close": room.CodeUnknownType, "hand.lower": room.CodeNoSuch, "vote.cast": room.CodeNoSuch} {
		if r := post(name, url.Values{"hand": {"AAAA"}, "statement": {"AAAA"}, "answer": {"agree"}}); r.code() != want {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	if r := post("hand.raise", url.Values{"question": {"many"}}); r.code() != room.CodeNoSuch {
		t.Errorf("%d %s", r.status, r.body)
	}
}
