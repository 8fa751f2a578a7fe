package room

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"pgregory.net/rapid"
)

// checkReading holds that what a decided record carries is what a log's reader
// makes of it, and that nobody who was given it changed it.
func checkReading(t failer, r Record) {
	t.Helper()
	if r.read == nil {
		return
	}
	again, err := ParseRecord(r.Append(nil))
	if err != nil {
		t.Fatalf("%s: %v", r.Type, err)
	}
	again.Read()
	if !reflect.DeepEqual(r.read, again.read) {
		t.Fatalf("%s carries %+v, its log says %+v", r.Type, r.read, again.read)
	}
}

// TestReadingIsOfTheRecord changes a decided vote before it is applied: what
// counts is what the record says, not what was decided.
func TestReadingIsOfTheRecord(t *testing.T) {
	d := newDrive(t, smallSetup())
	first, second := d.statement(View), d.statement(View)
	if err := d.vote(1, Door{Side: Online}, first, Agree); err != nil {
		t.Fatal(err)
	}
	r := d.records[len(d.records)-1]
	if r.read == nil {
		t.Fatal("a decided vote carries no reading")
	}
	r.Payload = d.json(&CastVote{Statement: second, Answer: Disagree})
	d.s.Apply(r)
	if a := d.s.Statements[second].Answer(BallotID(r.By.ID)); a != Disagree {
		t.Errorf("the ballot said %q to the second statement", a)
	}
	r.Type, r.Payload = "statement.close/1", d.json(&StatementRef{second})
	if d.s.Apply(r); d.s.Statements[second].Status != VoteClosed {
		t.Error("a record of another type was not read as one")
	}
}

// TestFlat names what several states may be given.
func TestFlat(t *testing.T) {
	for name, want := range map[string]bool{"vote.cast/1": true, "outcome.answer/1": true, "room.open/1": false, "seat.add/1": false} {
		c := commands[name]
		if got := flat(c.payload) && flat(c.facts); got != want {
			t.Errorf("%s is flat: %v", name, got)
		}
	}
}

const aRecord = `{"v":1,"at":12,"type":"vote.cast/1","by":"ballot:00","cmd":"12-00","payload":{"a": [1,"}\""]},"sig":"AAEC","facts":{},"made":-3}`

func TestParseRecord(t *testing.T) {
	r, err := ParseRecord([]byte(aRecord))
	if err != nil {
		t.Fatal(err)
	}
	made := Seconds(-3)
	want := Record{
		V: 1, At: 12, Type: "vote.cast/1", By: Actor{ActorBallot, "00"}, Cmd: "12-00",
		Payload: jsontext.Value(`{"a": [1,"}\""]}`), Sig: []byte{0, 1, 2}, Facts: jsontext.Value(`{}`), Made: &made,
	}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("%+v, want %+v", r, want)
	}
}

func TestParseRecordRefuses(t *testing.T) {
	for _, c := range []struct{ old, new string }{
		{`"v":1`, `"v":2`}, {`"v":1`, `"v":01`}, {`"v":1`, `"v":1.0`}, {`"v":1`, `"v":"1"`}, {`"v":1,`, ``},
		{`"at":12`, `"at": 12`}, {`"at":12`, `"at":-0`}, {`"at":12`, `"at":9223372036854775808`}, {`"at":12`, `"at":null`},
		{`"vote.cast/1"`, `"vote.cast\/1"`}, {`"vote.cast/1"`, `"\u0076ote.cast/1"`}, {`"vote.cast/1"`, `7`}, {`"vote.cast/1"`, `null`},
		{`"ballot:00"`, `"ballot"`}, {`"ballot:00"`, `"nobody:00"`}, {`"ballot:00"`, "\"ballot:\xff\""}, {`"ballot:00"`, `"ballot:\ud800"`},
		{`"payload":{`, `"payload": {`}, {`"payload":{"a": [1,"}\""]}`, `"payload":null `}, {`"payload":{"a": [1,"}\""]}`, `"payload":`},
		{`{"a":`, `{"a":1,"a":`}, {`[1,`, `[1,,`}, {`"}\""]`, `"}\"]`},
		{`AAEC`, `AAEC=`}, {`AAEC`, `AA\nEC`}, {`AAEC`, `AAF`}, {`"AAEC"`, `null`},
		{`,"made":-3`, `,"made":null`}, {`,"made":-3`, `,"made":-3,"made":-3`}, {`,"made":-3`, `,"more":-3`}, {`,"made":-3`, `,`},
		{`-3}`, `-3}}`}, {`-3}`, `-3`}, {`-3}`, `-3} `}, {`{"v"`, ` {"v"`}, {aRecord, ``},
	} {
		b := strings.Replace(aRecord, c.old, c.new, 1)
		if r, err := ParseRecord([]byte(b)); err == nil {
			t.Errorf("%s read as %+v", b, r)
		}
	}
}

// TestParseRecordReadsWhatAppendWrites draws every string that a record may hold.
func TestParseRecordReadsWhatAppendWrites(t *testing.T) {
	values := []jsontext.Value{
		jsontext.Value(`{}`), jsontext.Value(`null`), jsontext.Value(`-1.50e+3`), jsontext.Value(`"\u0041 \\"`),
		jsontext.Value(`[ true, {"a":"]","b":"\"}"} ]`),
	}
	kinds := []ActorKind{ActorVoice, ActorBallot, ActorSeat, ActorRoom}
	rapid.Check(t, func(t *rapid.T) {
		value, second := rapid.SampledFrom(values), rapid.Int64()
		want := Record{
			V: 1, At: Seconds(second.Draw(t, "at")), Type: rapid.String().Draw(t, "type"), Cmd: CmdID(rapid.String().Draw(t, "cmd")),
			By:      Actor{rapid.SampledFrom(kinds).Draw(t, "kind"), rapid.String().Draw(t, "id")},
			Payload: value.Draw(t, "payload"), Facts: value.Draw(t, "facts"),
			Sig: rapid.SliceOfN(rapid.Byte(), 1, 70).Draw(t, "sig"),
		}
		if rapid.Bool().Draw(t, "later") {
			made := Seconds(second.Draw(t, "made"))
			want.Made, want.Sig = &made, nil
		}
		got, err := ParseRecord(want.Append(nil))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	})
}

// FuzzParseRecord: bytes that read to a record are the ones that it writes; what
// promises to be JSON and is not does no harm.
func FuzzParseRecord(f *testing.F) {
	f.Add([]byte(aRecord))
	f.Add([]byte(`{"v":1,"at":0,"type":"\u0000é","by":"room:","cmd":"","payload":"","sig":"","facts":0}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = ParseStored(b)
		r, err := ParseRecord(b)
		if err == nil && !bytes.Equal(r.Append(nil), b) {
			t.Errorf("%s is written as %s", b, r.Append(nil))
		}
	})
}
