package room

import (
	"encoding/base64"
	"slices"
)

// RestoreRoom begins the log of a room that was restored from a backup or taken
// in from an export. The records before it were signed with another key, which
// stayed where they were made; the records from this one on are signed with Key.
type RestoreRoom struct {
	At   int64  `json:"at"`   // Unix second
	Head string `json:"head"` // signed head of the records before, see package translog
	Key  string `json:"key"`  // base64url Ed25519 public key
}

// maxHead is the length of the longest signed head.
const maxHead = 2048

// Restored is a place in the log at which another server went on with it.
type Restored struct {
	Index Index // of the record that says so
	At    int64 // Unix second
	Key   string
}

// Why texts of a restored room are not there.
const (
	LostErased  = "erased"  // they were erased after the copy was made
	LostExpired = "expired" // the days for which the copy kept them were over
	LostAbsent  = "absent"  // the copy had them not
)

// MaxLost is how many texts one record says are lost.
const MaxLost = 1000

// LoseTexts says which texts did not come along when the room was restored. From
// here on they are erased.
type LoseTexts struct {
	Texts []string `json:"texts"` // commitments; no [Text], since no bodies come with them
	Why   string   `json:"why"`
}

func restoringCommands() []command {
	return []command{
		define("room.restore/1", decideRestoreRoom, applyRestoreRoom),
		define("text.lose/1", decideLose, func(s *State, _ *meta, _ *LoseTexts, f *Erased) { s.erase(f.Texts) }),
	}
}

func decideRestoreRoom(s *State, _ *ctx, p *RestoreRoom) (None, error) {
	key, err := base64.RawURLEncoding.Strict().DecodeString(p.Key)
	switch {
	case p.At <= 0:
		return None{}, refuse(CodeMalformed, "at")
	case p.Head == "" || len(p.Head) > maxHead:
		return None{}, refuse(CodeMalformed, "head")
	case err != nil || len(key) != 32:
		return None{}, refuse(CodeMalformed, "key")
	case s.signed(p.Key):
		return None{}, refuse(CodeAlready, "key")
	}
	return None{}, nil
}

func applyRestoreRoom(s *State, m *meta, p *RestoreRoom, _ *None) {
	s.Restored = append(s.Restored, Restored{Index: m.Index, At: p.At, Key: p.Key})
}

// Key is the public key that signs the log's heads now, base64url.
func (s *State) Key() string {
	if n := len(s.Restored); n > 0 {
		return s.Restored[n-1].Key
	}
	return s.Info.Key
}

// signed says whether the log was ever signed with the key.
func (s *State) signed(key string) bool {
	return key == s.Info.Key || slices.ContainsFunc(s.Restored, func(r Restored) bool { return r.Key == key })
}

func decideLose(s *State, _ *ctx, p *LoseTexts) (Erased, error) {
	switch {
	case len(s.Restored) == 0:
		return Erased{}, refuse(CodeNotAllowed, "")
	case p.Why != LostErased && p.Why != LostExpired && p.Why != LostAbsent:
		return Erased{}, refuse(CodeReason, "why")
	case len(p.Texts) > MaxLost:
		return Erased{}, refuse(CodeLimit, "texts")
	}
	texts := make([]Text, len(p.Texts))
	for i, t := range p.Texts {
		if texts[i] = Text(t); !texts[i].Valid() {
			return Erased{}, refuse(CodeMalformed, "texts")
		}
	}
	f := s.notErased(texts)
	if len(f.Texts) == 0 {
		return Erased{}, refuse(CodeAlready, "")
	}
	return f, nil
}
