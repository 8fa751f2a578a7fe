package audit

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"strings"

	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decide has the room decide the record's command once more and compares what
// comes out. Ids and draws cannot come out the same: they came from a seed that
// nobody kept. They are the members of the facts that differ when the room
// decides with several seeds; of them the form is compared.
func (p *replay) decide(r *room.Record) {
	again, err := p.with(r, 0)
	var refused *room.Error
	switch {
	case errors.As(err, &refused):
		p.refused(r, refused)
		return
	case err != nil:
		p.find(Refused, r.Type, "The rules cannot be applied to it.")
		return
	case bytes.Equal(again, r.Facts):
		if r.Type == room.StandingType {
			p.picture(r)
		}
		return
	}
	others := []jsontext.Value{again}
	for seed := byte(1); seed < 3; seed++ {
		facts, err := p.with(r, seed)
		if err != nil {
			p.find(Refused, r.Type, "The rules cannot be applied to it.")
			return
		}
		others = append(others, facts)
	}
	if member, ok := differs(r.Facts, others); !ok {
		p.differs(r, p.finding(codeOf(r.Type, member), r.Type, "%s", p.sayFacts(r, member, again)))
	}
}

// differs says that the room decides the record's command otherwise. Which texts go
// with a text is not what it was under other rules: then it is a note.
func (p *replay) differs(r *room.Record, f Finding) {
	if erases := r.Type == "text.erase/1" || r.Type == "voice.leave/1"; erases && p.rules(r) != room.Rules {
		p.r.note(f)
		return
	}
	p.r.add(f)
}

// refused says that the room refuses the record's command. Rules that are not
// those the room began with may refuse what those took: then it is a note, unless
// the refusal tells of a right, a second use or a place in the queue.
func (p *replay) refused(r *room.Record, e *room.Error) {
	code := p.refusal(r, e)
	f := p.finding(code, r.Type, "The rules refuse this command here: %s.", reason(e))
	if code == Refused && p.rules(r) != room.Rules {
		p.r.note(f)
		return
	}
	p.r.add(f)
}

// rules is the number of the rules that the room began with: the first record's,
// which may be the one at hand.
func (p *replay) rules(r *room.Record) int {
	if p.s.Index > 0 {
		return p.s.Info.Rules
	}
	s := room.New()
	s.Apply(*r)
	return s.Info.Rules
}

// with is what the room decides on the record's command with draws from seed.
func (p *replay) with(r *room.Record, seed byte) (jsontext.Value, error) {
	d, err := room.Decide(p.s, room.Envelope{
		Cmd: r.Cmd, Actor: r.By, Type: r.Type, Payload: r.Payload, Sig: r.Sig, Made: r.Made,
		Seed: [32]byte{seed}, Door: door(r), Texts: p.bodies(r), Judged: p.judged(r),
	}, r.At)
	return d.Facts, err
}

// door is what the record says of what the transport knew. Which code was shown
// on joining, and whether it was a slip, is not recorded; a ballot's side and group are facts of its first
// answer, and the chance with which a statement was shown is one of the first answer
// to that.
func door(r *room.Record) room.Door {
	d := room.Door{Code: room.Onsite, Slip: true}
	var voted room.Voted
	if r.By.Kind != room.ActorBallot || json.Unmarshal(r.Facts, &voted) != nil {
		return d
	}
	d.Side, d.Group = voted.Side, voted.Group
	var vote room.CastVote
	if voted.Chance != 0 && json.Unmarshal(r.Payload, &vote) == nil {
		d.Drawn = room.Drawn{Statement: vote.Statement, Chance: voted.Chance}
	}
	return d
}

// judged is what the record says was found in a participant's text, where the file
// lacks texts that would tell; else nil: the rules find it again.
func (p *replay) judged(r *room.Record) *room.Judged {
	var f room.StatementAdded
	if !p.lacks || r.Type != "statement.add/1" || json.Unmarshal(r.Facts, &f) != nil {
		return nil
	}
	return &f.Judged
}

// bodies resolves the texts of a record.
func (p *replay) bodies(r *room.Record) room.Texts {
	if r.Type != "captions.set/1" {
		return p.body
	}
	return func(t room.Text) (string, bool) {
		if b, ok := p.held[t]; ok {
			return b, true
		}
		code, ok := p.body(t)
		return "https://" + code, ok // the one text that has another form than a code may have
	}
}

// body resolves a text. In the place of one that the file does not hold stands
// something that has the form of a code, and that no other text has.
func (p *replay) body(t room.Text) (string, bool) {
	if b, ok := p.held[t]; ok {
		return b, true
	}
	letters := sha256.Sum256([]byte(t))
	for i := range letters {
		letters[i] = room.Alphabet[int(letters[i])%len(room.Alphabet)]
	}
	return string(letters[:4]) + "-" + string(letters[4:8]), true
}

// differs compares facts with what the room decided with several seeds; it names
// the first member that is not as it must be.
func differs(facts jsontext.Value, decided []jsontext.Value) (string, bool) {
	got, ok := members(facts)
	if !ok {
		return "", false
	}
	var want []map[string]jsontext.Value
	names := map[string]bool{}
	for _, d := range decided {
		m, _ := members(d)
		want = append(want, m)
		for name := range m {
			names[name] = true
		}
	}
	for name := range got {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !agrees(got[name], want, name) {
			return name, false
		}
	}
	return "", true
}

// agrees says whether the value is the decided one or, where seeds change it,
// of its form.
func agrees(got jsontext.Value, want []map[string]jsontext.Value, name string) bool {
	drawn := false
	for _, w := range want[1:] {
		drawn = drawn || !bytes.Equal(w[name], want[0][name])
	}
	if !drawn {
		return bytes.Equal(got, want[0][name])
	}
	return form(got) == form(want[0][name])
}

// form is a drawn string with its letters and digits made alike.
func form(v jsontext.Value) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return 'A'
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'f':
			return '0'
		}
		return c
	}, string(v))
}

func members(v jsontext.Value) (m map[string]jsontext.Value, ok bool) {
	return m, json.Unmarshal(v, &m) == nil
}
