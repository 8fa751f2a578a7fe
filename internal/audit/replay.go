package audit

import (
	"encoding/hex"
	"fmt"
	"strings"

	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"
)

// replay goes through a room's records once more.
type replay struct {
	b    *bundle.Bundle
	r    *Report
	s    *room.State
	stop func() bool
	tree translog.Tree

	held  map[room.Text]string // bodies in the file
	named map[room.Text]bool   // commitments in records
	lacks bool                 // the file holds not all bodies of the records so far
	cmds  map[room.CmdID]room.Index
	line  int // of the record at hand

	pictures pictures

	signedOnly bool // the room's rules are not asked
}

func newReplay(b *bundle.Bundle, stop func() bool) *replay {
	if stop == nil {
		stop = func() bool { return false }
	}
	p := &replay{
		b: b, r: &Report{Room: b.Room, Commits: len(b.Commits), Texts: len(b.Texts)}, s: room.New(), stop: stop,
		held: map[room.Text]string{}, named: map[room.Text]bool{}, cmds: map[room.CmdID]room.Index{},
		pictures: pictures{upto: uptos(b)},
	}
	for i := range b.Texts {
		p.held[b.Texts[i].Text] = b.Texts[i].Body
	}
	return p
}

// run goes through all parts; false when it was told to stop.
func (p *replay) run() bool {
	for _, part := range []func(){p.chain, p.records, p.head, p.texts} {
		if part(); p.stop() {
			return false
		}
	}
	return true
}

// chain checks that each commit follows the one before.
func (p *replay) chain() {
	var at eventlog.Head
	for i := range p.b.Commits {
		if p.stop() {
			return
		}
		c := &p.b.Commits[i]
		if _, err := at.Next(c); err != nil {
			say := strings.TrimPrefix(err.Error(), eventlog.ErrBroken.Error()+": ")
			p.r.add(Finding{Code: Chain, Line: p.b.Line(i), Say: sentence(say)})
		}
		at = c.Head()
	}
}

// records replays the rules. The tree grows with them.
func (p *replay) records() {
	for i := range p.b.Commits {
		p.line = p.b.Line(i)
		for j := range p.b.Commits[i].Records {
			if p.stop() {
				return
			}
			p.record(&p.b.Commits[i].Records[j])
		}
	}
	p.r.Records = int(p.tree.Size())
	root := p.tree.Root()
	p.r.Root = hex.EncodeToString(root[:])
	p.r.Rules = p.s.Info.Rules
	p.r.Turns, p.r.Override = count(p.s)
}

func (p *replay) record(stored *eventlog.Stored) {
	r, err := room.ParseRecord(stored.Record)
	if err != nil {
		p.find(Record, "", "The bytes are no record in its one encoding.")
		p.s.Index++ // so that what follows keeps its number
	} else {
		p.check(&r)
		if r.Type == "room.restore/1" {
			p.restored(&r)
		}
		p.s.Apply(r)
		if !p.signedOnly {
			p.pictures.remember(p.s)
		}
	}
	p.tree.Add(stored.Leaf())
}

func count(s *room.State) (turns, overrides int) {
	for _, t := range s.Floor.Turns {
		if t.Void {
			continue
		}
		turns++
		if t.Kind == room.OverrideTurn && !t.Free {
			overrides++
		}
	}
	return turns, overrides
}

// find notes something about the record that comes next.
func (p *replay) find(c Code, name, say string, args ...any) {
	p.r.add(p.finding(c, name, say, args...))
}

func (p *replay) finding(c Code, name, say string, args ...any) Finding {
	return Finding{Code: c, Line: p.line, Index: p.s.Index + 1, Type: name, Say: fmt.Sprintf(say, args...)}
}

// check judges the next record; the first thing that is wrong with it is said.
func (p *replay) check(r *room.Record) {
	first, twice := p.cmds[r.Cmd]
	p.cmds[r.Cmd] = p.s.Index + 1
	if r.Type == "vote.cast/1" {
		p.r.Votes++
	}
	ts := room.TextsIn(r.Type, r.Payload)
	for _, t := range ts {
		p.named[t] = true
		if _, ok := p.held[t]; !ok {
			p.lacks = true
		}
	}
	switch {
	case p.s.Index == 0 && !p.opens(r):
		p.find(Opening, r.Type, "The first record does not open the room that the file is said to be of.")
	case p.signedOnly:
	case twice:
		p.find(Duplicate, r.Type, "Record %d has the same command id.", first)
	case r.At < p.s.Now:
		p.find(Time, r.Type, "It stands at second %d, after a record of second %d.", r.At, p.s.Now)
	case !allCommitments(ts):
		p.find(Plaintext, r.Type, "A text stands where only a commitment to it belongs.")
	case p.s.Index > 0 && !p.s.May(r.By, r.Type):
		p.find(Rights, r.Type, "%s may not send this.", who(r.By))
	default:
		p.decide(r)
	}
}

func (p *replay) opens(r *room.Record) bool {
	s := room.New()
	s.Apply(*r)
	return r.Type == "room.open/1" && s.Room == p.b.Room
}

func allCommitments(ts []room.Text) bool {
	for _, t := range ts {
		if !t.Valid() {
			return false
		}
	}
	return true
}

func who(a room.Actor) string {
	return map[room.ActorKind]string{
		room.ActorSeat: "This seat", room.ActorVoice: "A voice", room.ActorBallot: "A ballot", room.ActorRoom: "The room itself",
	}[a.Kind]
}

// head checks the signature and what was signed.
func (p *replay) head() {
	p.r.Key = p.s.Key()
	if code, say := p.signed(p.b.Head); code != "" {
		p.r.add(Finding{Code: code, Line: p.b.HeadLine(), Say: say})
	}
}

// texts checks every body against its commitment, and that a record names it.
func (p *replay) texts() {
	seen := map[room.Text]bool{}
	for i := range p.b.Texts {
		if p.stop() {
			return
		}
		t := &p.b.Texts[i]
		line := p.b.TextLine(i)
		switch {
		case room.Commit(t.Salt, t.Body) != t.Text:
			p.r.add(Finding{Code: Text, Line: line, Say: "The text is not what its commitment says: it was changed."})
		case !p.named[t.Text]:
			p.r.add(Finding{Code: Text, Line: line, Say: "No record commits to this text."})
		case seen[t.Text]:
			p.r.add(Finding{Code: Text, Line: line, Say: "The text is there twice."})
		}
		seen[t.Text] = true
	}
	for t := range p.named {
		if !seen[t] {
			p.r.Absent++
		}
	}
	for _, t := range p.s.Erased {
		if p.named[t] && !seen[t] {
			p.r.Erased++
		}
	}
}
