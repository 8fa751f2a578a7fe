package evidence

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"

	"github.com/go-json-experiment/json"
)

// Report is what a file proves, and what is wrong with it: then it proves nothing.
type Report struct {
	File     *File
	Key      string // of the room's log, base64url, as its own records name it
	Opened   string // the key that the first record names; another than Key where the room was restored
	Size     room.Index
	Post     *room.Record
	Acts     []*room.Record // on the post, in order
	Findings []string       // in sentences
}

// OK says whether nothing was found.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

func (r *Report) wrong(say string, args ...any) {
	r.Findings = append(r.Findings, fmt.Sprintf(say, args...))
}

// Verify checks a file. It never fails: what is wrong is in the report.
func Verify(b []byte) *Report {
	r := &Report{}
	f, ok := decode(b)
	if !ok {
		r.wrong("The file is not of its form.")
		return r
	}
	r.File = f
	records := r.records()
	if !r.OK() {
		return r
	}
	r.log(records)
	r.post(records)
	r.texts(records)
	return r
}

// records reads the records, which stand in the log's order.
func (r *Report) records() (out []*room.Record) {
	last := room.Index(0)
	for i, e := range r.File.Records {
		x, err := room.ParseRecord([]byte(e.Record))
		if err != nil || e.Index <= last {
			r.wrong("Record %d of the file is none, or not in its place.", i+1)
			return nil
		}
		last = e.Index
		out = append(out, &x)
	}
	return out
}

// log checks that the head is signed with the key that the room's own records
// name, and that it is of a log that holds these records.
func (r *Report) log(records []*room.Record) {
	s := room.New()
	for i, x := range records {
		if (i == 0) != (x.Type == "room.open/1") {
			r.wrong("The room's first record is missing, or there twice.")
			return
		}
		if x.Type == "room.restore/1" && !handedOver(s, x, r.File.Records[i].Index) {
			r.wrong("The room was restored from something that the key before did not sign.")
			return
		}
		if x.Type == "room.open/1" || x.Type == "room.restore/1" {
			s.Apply(*x)
		}
	}
	if len(records) == 0 || s.Room != r.File.Room || r.File.Records[0].Index != 1 {
		r.wrong("The first record does not open the room that the file is said to be of.")
		return
	}
	r.Key, r.Opened = s.Key(), s.Info.Key
	head, err := signed(s, r.File.Head)
	if err != nil {
		r.wrong("The head is not signed with the room's key.")
		return
	}
	r.Size = head.Size
	for _, e := range r.File.Records {
		if !e.in(head) {
			r.wrong("Record %d is not in the log that was signed.", e.Index)
		}
	}
}

// signed is a head that the key signed that signs the room's log now.
func signed(s *room.State, head string) (translog.Head, error) {
	key, err := b64.DecodeString(s.Key())
	if err != nil || len(key) != ed25519.PublicKeySize {
		return translog.Head{}, errors.New("evidence: the records name no key")
	}
	origin := translog.Origin(s.Room)
	if len(s.Restored) > 0 {
		origin = translog.RestoredOrigin(s.Room, key)
	}
	return translog.VerifyHead(key, origin, []byte(head))
}

// handedOver says whether the record at the index restored the room from a head of
// as many records as are before it, signed with the key until then.
func handedOver(s *room.State, x *room.Record, at room.Index) bool {
	var claim room.RestoreRoom
	if json.Unmarshal(x.Payload, &claim) != nil {
		return false
	}
	head, err := signed(s, claim.Head)
	return err == nil && head.Size == at-1
}

// in says whether the record is in the tree of the head.
func (e *Entry) in(h translog.Head) bool {
	salt, err := b64.DecodeString(e.Salt)
	if err != nil || len(salt) != 16 {
		return false
	}
	path := make(translog.Proof, 0, len(e.Proof))
	for _, x := range e.Proof {
		sum, err := b64.DecodeString(x)
		if err != nil || len(sum) != 32 {
			return false
		}
		path = append(path, [32]byte(sum))
	}
	return path.Check(h, e.Index, eventlog.Leaf([16]byte(salt), []byte(e.Record)))
}

// post checks that the records are of this post, and of nothing else.
func (r *Report) post(records []*room.Record) {
	var join *room.Record
	guest := 0
	for i, x := range records {
		switch {
		case x.Type == "room.open/1" || x.Type == "room.restore/1":
		case x.Type == "voice.join/1" && r.Post == nil && join == nil:
			join, guest = x, guestOf(r.File.Records[i].Record)
		case writes(x, r.File.Item) && r.Post == nil:
			r.Post = x
		case about(x, r.File.Item) && r.Post != nil:
			r.Acts = append(r.Acts, x)
		default:
			r.wrong("Record %d has nothing to do with the post.", r.File.Records[i].Index)
		}
	}
	switch {
	case r.Post == nil:
		r.wrong("The record of the post is missing.")
	case (r.Post.By.Kind == room.ActorVoice) != (join != nil) || join != nil && join.By != r.Post.By:
		r.wrong("The record of its author's joining is missing, or somebody else's.")
	case guest != r.File.Guest:
		r.wrong("Its author has another number.")
	}
}

// texts checks that each body is what a record of the post or of an act on it
// committed to.
func (r *Report) texts(records []*room.Record) {
	var named, seen []room.Text
	for _, x := range records {
		if x == r.Post || slices.Contains(r.Acts, x) {
			named = append(named, room.TextsIn(x.Type, x.Payload)...)
		}
	}
	for _, t := range r.File.Texts {
		salt, err := b64.DecodeString(t.Salt)
		if err != nil || len(salt) != 32 || room.Commit([32]byte(salt), t.Body) != t.Text {
			r.wrong("A text is not what its record committed to: %q.", t.Body)
		}
		if !contains(named, t.Text) || contains(seen, t.Text) {
			r.wrong("A text belongs to none of the records, or is there twice: %q.", t.Body)
		}
		seen = append(seen, t.Text)
	}
}

// Body is a text of the file; false when it is not there, since it was erased.
func (r *Report) Body(t room.Text) (string, bool) {
	for _, x := range r.File.Texts {
		if x.Text == t {
			return x.Body, true
		}
	}
	return "", false
}

func contains(all []room.Text, t room.Text) bool { return slices.Contains(all, t) }

// guestOf is the number that a joining gave.
func guestOf(record string) int {
	r, err := room.ParseRecord([]byte(record))
	var f room.Joined
	if err != nil || json.Unmarshal(r.Facts, &f) != nil {
		return 0
	}
	return f.Guest
}
