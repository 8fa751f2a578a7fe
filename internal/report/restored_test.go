package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"parley/internal/room"
)

// TestARestoredRoomSaysSo restores a room twice: the report names each place and
// the key that signed what stands before it.
func TestARestoredRoomSaysSo(t *testing.T) {
	p := session(t)
	keys := []string{p.s.Info.Key, strings.Repeat("B", 42) + "A", strings.Repeat("C", 42) + "A"}
	for i, key := range keys[1:] {
		p.do(room.Actor{Kind: room.ActorRoom}, "room.restore", room.RestoreRoom{At: 1_800_000_000 + int64(i)*86400, Head: "signed", Key: key}, nil)
	}
	m := Build(p.s, p.texts, head(p), english(t))
	c := m.Check
	if len(c.Restored) != 2 || c.Key != keys[2] || recordOf(p, m, c.Restored[1].Record).Type != "room.restore/1" || c.Restored[1].Key != keys[1] {
		t.Fatalf("%+v", c)
	}
	var html, markdown, data bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m), JSON(&data, m)); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]string{"page": html.String(), "Markdown": markdown.String(), "JSON": data.String()} {
		for i, day := range []string{"2027-01-15", "2027-01-16"} {
			if !strings.Contains(b, day) || !strings.Contains(b, keys[i]) {
				t.Errorf("the %s does not say that the room was restored on %s, or under which key it stood", name, day)
			}
		}
	}
}

// recordOf is the record of the log that the report lists under a number.
func recordOf(p *table, m *Model, n int) room.Record {
	for _, r := range m.Records {
		if r.N == n {
			return p.records[r.Cmd]
		}
	}
	return room.Record{}
}
