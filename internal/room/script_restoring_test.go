package room

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"strings"
)

var restoringWords = map[string]word{
	"restore-room": func(sc *script, a args) (string, error) {
		key := base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{byte(a.num("key", 1))}, 32))
		if a.by["key"] == "first" {
			key = sc.s.Info.Key
		}
		p := RestoreRoom{At: sc.s.Info.Epoch + int64(sc.s.Now) + int64(a.num("at", 1)), Head: strings.Repeat("x", a.num("head", 100)), Key: key}
		_, err := sc.try(sc.self(a), "room.restore/1", &p)
		return sc.did("restored %d times", len(sc.s.Restored)), err
	},
	"lose": func(sc *script, a args) (string, error) {
		p := LoseTexts{Why: cmp.Or(a.by["why"], LostErased)}
		for _, name := range a.bare {
			switch x := sc.s.Statements[sc.item(name)]; {
			case x != nil:
				p.Texts = append(p.Texts, string(x.Text))
			case name == "title":
				p.Texts = append(p.Texts, string(sc.s.Info.Title))
			default:
				p.Texts = append(p.Texts, name)
			}
		}
		r, err := sc.try(sc.self(a), "text.lose/1", &p)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d texts go", len(facts[Erased](r).Texts)), nil
	},
}

// self is the room itself, unless the line says by whom.
func (sc *script) self(a args) Actor {
	if a.by["by"] != "" {
		return sc.by(a, "")
	}
	return Actor{Kind: ActorRoom}
}

// checkRestored holds that each server that went on with the log signs with a
// key of its own.
func checkRestored(t failer, s *State) {
	t.Helper()
	seen := map[string]bool{s.Info.Key: true}
	last := Index(1)
	for _, r := range s.Restored {
		if seen[r.Key] || r.Index <= last || r.Index > s.Index {
			t.Fatalf("restored %+v after record %d", r, last)
		}
		seen[r.Key], last = true, r.Index
	}
	if key := s.Key(); !seen[key] || !s.signed(key) || len(s.Restored) > 0 && key == s.Info.Key {
		t.Fatalf("the key that signs is %q", key)
	}
}
