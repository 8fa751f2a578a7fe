package room

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTakenBack plays rooms in which everything happens. Whatever a seat did and
// the room says it would take back brings back what was.
func TestTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := newScript(t)
		opening := rapid.IntRange(0, 15).Draw(t, "before")
		for i := range rapid.IntRange(0, 60).Draw(t, "steps") {
			if i == opening {
				sc.step("floor")
			}
			for line := range strings.SplitSeq(drawUndoLine(t), ";") {
				sc.stepAndBack(line, map[string]int{})
				checkInvariants(t, sc.s)
			}
		}
		checkReplayed(t, sc.s, sc.records)
	})
}

func drawUndoLine(t *rapid.T) string {
	if rapid.Bool().Draw(t, "floor") {
		return drawLine(t)
	}
	line := rapid.SampledFrom(drawnUndo).Draw(t, "line")
	return fillIn(t, line)
}

func fillIn(t *rapid.T, line string) string {
	for mark, kind := range map[string]string{"%p": "orrodh", "%o": "o", "%h": "h"} {
		for strings.Contains(line, mark) {
			letter := rapid.SampledFrom(strings.Split(kind, "")).Draw(t, "kind")
			line = strings.Replace(line, mark, fmt.Sprint(letter, rapid.IntRange(1, 3).Draw(t, "who")), 1)
		}
	}
	for strings.Contains(line, "%n") {
		line = strings.Replace(line, "%n", fmt.Sprint(rapid.IntRange(1, 4).Draw(t, "n")), 1)
	}
	return strings.ReplaceAll(line, "%s", fmt.Sprint(rapid.SampledFrom([]int{0, 1, 9, 40, 200}).Draw(t, "seconds")))
}

// stepAndBack runs a line; when it was one act of a seat that the room says it
// would take back, it is taken back, compared and done again.
func (sc *script) stepAndBack(line string, taken map[string]int) {
	before, index := matters(sc.s), sc.s.Index
	if !sc.step(line) || sc.s.Index != index+1 || len(sc.s.Acts) == 0 {
		return
	}
	act := sc.s.Acts[len(sc.s.Acts)-1]
	by := Actor{ActorSeat, string(act.Seat)}
	last, _ := sc.lastAct(by)
	if act.Index != sc.s.Index || !last.Ready {
		return
	}
	if _, err := sc.takeBack(by, last); err != nil {
		sc.Fatalf("%s: %s was said to be taken: %v", line, last.Back.Name, err)
	}
	if last.Back.Asks == AsksRule { // a text that was published once stays so, hidden
		before = matters(sc.s)
	}
	if after := matters(sc.s); after != before {
		sc.Fatalf("%s, taken back by %s %s\nwas\n%s\nis\n%s", line, last.Back.Name, last.Back.Payload, before, after)
	}
	if slices.ContainsFunc(sc.s.Acts, func(a Act) bool { return a.Index >= act.Index }) {
		sc.Fatalf("%s is still to be taken back", line)
	}
	taken[act.Name]++
	sc.step(line)
}

// matters is what taking something back must restore, in words: not the record
// of what was done, instants of it, nor people who were entered and took no part.
func matters(s *State) string {
	var out []string
	say := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	x := &s.Session
	say("session %s %s since %d, %d %d %d, question %d, plan %v, of %d", x.Phase, x.Part, x.Since, x.Audience, x.Closing, x.End, x.Question, x.Plan, len(s.Agenda))
	say("codes %v, captions %s, agenda %v, present %v", s.Codes, s.Captions, s.Agenda, s.Present)
	say("solo %v", x.Solo)
	for _, id := range s.HelperOrder {
		if h := s.Helpers[id]; !h.Ended {
			say("helper %s, joined %v", id, h.Joined)
		}
	}
	f := &s.Floor
	say("queue %v, opened %v, favour %s, mics %v, running %d", f.QueueOpen, f.Opened, f.Favour, f.Mics, f.Running)
	if f.Block != nil {
		say("block %d", f.Block.Question)
	}
	for _, p := range s.Line(-1) {
		say("place %d: %s of %s, %s %s, first %v", p.Place, p.Hand, p.Person, p.Side, p.Line, p.First)
	}
	for _, t := range f.Turns {
		if side, line := t.From(); !t.Void {
			// Whether it was a first turn is not said: once corrected, that goes by what the others are now.
			say("turn %d: %s%s %s %s, over %v, length %d, follow-up %v, %s", t.N, t.Person, t.Seat, side, line, t.Over, t.Length, t.FollowUp, whenOver(t))
		}
	}
	scene := s.Screen
	if scene.Scene == "" {
		scene.Scene = "circle"
	}
	say("screen %v", scene)
	for _, each := range [][]string{peopleMatter(s), opinionMatters(s)} {
		sort.Strings(each)
		out = append(out, each...)
	}
	return strings.Join(out, "\n")
}

func whenOver(t *Turn) string {
	if t.Over {
		return fmt.Sprintf("from %d for %d", t.Start, t.Spoken(t.End))
	}
	return fmt.Sprintf("since %d", t.Start)
}

func peopleMatter(s *State) (out []string) {
	say := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	say("shut %v %v, inside %d", s.Door.Shut[Onsite], s.Door.Shut[Online], s.Inside())
	say("slips wanted %v %v, %d let in", s.Door.Slips[Onsite], s.Door.Slips[Online], len(s.Door.slips))
	waits := map[PersonID]bool{}
	for _, h := range s.Floor.Hands {
		waits[h.Person] = true
		say("hand %s of %s, question %d, away %d, out %v", h.ID, h.Person, h.Question, h.Away, h.Out)
	}
	for id, p := range s.People {
		line := p.Line
		if !waits[id] {
			line = ""
		}
		if p.Kind == ByPhone || p.Kind == AHub || waits[id] {
			say("person %s %s %s moved %v, %v %v %s, into %s, access %v", id, p.Side, line, p.Moved, p.Muted, p.Banned, p.Ban.Rule, p.Into, p.Access)
			say("person %s warned %d", id, p.Warned())
		}
	}
	for id, o := range s.Floor.Orders {
		say("order %s %s, turn %d", id, o.State, o.Turn)
	}
	for kind, sig := range s.Signals {
		say("signal %s %d", kind, len(sig.By))
	}
	for id, x := range s.Seats {
		say("seat %s %v", id, *x)
	}
	return out
}

func opinionMatters(s *State) (out []string) {
	say := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	for id, x := range s.Statements {
		rule := ""
		if x.Hidden != nil {
			rule = x.Hidden.Rule
		}
		say("statement %s %s %s hidden %s, lines %v, into %q, reply %v, %s", id, x.Status, x.Kind, rule, x.Lines, x.Into, x.Reply != nil, x.Text)
	}
	for id, x := range s.Notes {
		if !x.Dropped {
			say("note %s %s", id, x.Text)
		}
	}
	for field, x := range s.Form {
		say("form %s %s", field, x.Text)
	}
	for _, v := range s.Veils {
		say("veil over %v by %s", v.Texts, v.Rule)
	}
	for item, r := range s.Reports {
		waits, since := r.Waits()
		say("reports of %s %v since %d", item, waits, since)
	}
	for id, a := range s.Appeals {
		say("appeal %s %s", id, a.Answer)
	}
	for id, o := range s.Outcomes {
		rule := ""
		if o.Hidden != nil {
			rule = o.Hidden.Rule
		}
		if o.Status != Dropped {
			say("outcome %s %s %v hidden %s, %v, %v %v %v %v %v %v", id, o.Status, o.Read, rule, o.Lines, o.Text, o.Blocks, o.Missing, o.Finder, o.For, o.Against)
		}
		for _, b := range o.Objections {
			if !b.Withdrawn {
				say("objection %s heard %v, turn %d", b.ID, b.Heard, b.Turn)
			}
		}
	}
	return out
}

// TestEachIsTakenBack does each command that can be taken back, at a moment at
// which it can.
func TestEachIsTakenBack(t *testing.T) {
	sc := newScript(t)
	taken := map[string]int{}
	for _, line := range strings.Split(eachTakenBack, "\n") {
		line, back := strings.CutPrefix(line, "! ")
		if back {
			sc.s.Acts = nil // else some would only take another act back
			sc.stepAndBack(line, taken)
		} else if !sc.step(line) {
			t.Fatalf("%s was refused, %d taken back, %d turns", line, len(taken), len(sc.s.Floor.Turns))
		}
	}
	sc.cardsAndNotes(taken)
	for _, name := range slices.Sorted(maps.Keys(undos)) {
		if undos[name].back != nil && taken[name] == 0 {
			t.Errorf("%s was not taken back", name)
		}
	}
}

// cardsAndNotes does and takes back what scripts have no words for.
func (sc *script) cardsAndNotes(taken map[string]int) {
	speaker, moderator, rapporteur := sc.seats["speaker-1"], sc.seats["moderator"], sc.seats["rapporteur"]
	written := func(by Actor, p AddStatement) StatementRef {
		p.Text = sc.text("Said.")
		return StatementRef{facts[StatementAdded](sc.do(by, "statement.add/1", &p)).Statement}
	}
	card := written(speaker, AddStatement{Kind: View, Prepared: true})
	sc.actAndBack(taken, speaker, "card.edit/1", &EditCard{Statement: card.Statement, Kind: Concern, Text: sc.text("Said otherwise.")})
	sc.actAndBack(taken, speaker, "card.show/1", &card)
	sc.actAndBack(taken, speaker, "card.back/1", &card)
	one, other := written(speaker, AddStatement{Kind: Question}), written(speaker, AddStatement{Kind: Question})
	sc.actAndBack(taken, moderator, "question.merge/1", &MergeQuestion{one.Statement, other.Statement})
	sc.actAndBack(taken, moderator, "question.unmerge/1", &one)
	sc.actAndBack(taken, rapporteur, "reply.give/1", &GiveReply{Statement: one.Statement, Text: sc.text("Nobody does.")})
	reply := Named{Item: one.Statement}
	sc.actAndBack(taken, moderator, "text.hide/1", &HideText{reply, "spam", sc.text("It sells.")})
	sc.actAndBack(taken, moderator, "text.restore/1", &RestoreText{reply, sc.text("It does not.")})
	appeal := facts[AppealMade](sc.do(sc.voice("o1"), "appeal.make/1", &MakeAppeal{sc.text("Not so.")})).Appeal
	sc.do(sc.seats["organizer"], "appeal.answer/1", &AnswerAppeal{appeal, sc.text("It was.")})
	sc.actAndBack(taken, sc.seats["organizer"], "appeal.answer/1", &AnswerAppeal{appeal, sc.text("It was not.")})
	sc.actAndBack(taken, rapporteur, "note.add/1", &AddNote{Text: sc.text("Ask again.")})
	note := sc.s.NoteOrder[len(sc.s.NoteOrder)-1]
	sc.actAndBack(taken, rapporteur, "note.edit/1", &EditNote{note, sc.text("Ask them again.")})
	sc.actAndBack(taken, rapporteur, "note.drop/1", &NoteRef{note})
	sc.actAndBack(taken, rapporteur, "note.restore/1", &NoteRef{note})
	sc.actAndBack(taken, rapporteur, "form.set/1", &SetForm{Summary, sc.text("We met.")})
}

// actAndBack does something that must be taken back, and does it again.
func (sc *script) actAndBack(taken map[string]int, by Actor, name string, payload any) {
	sc.s.Acts = nil // else some would only take another act back
	before := matters(sc.s)
	sc.do(by, name, payload)
	act, _ := sc.lastAct(by)
	if !act.Ready {
		sc.Fatalf("%s is not to be taken back", name)
	}
	if _, err := sc.takeBack(by, act); err != nil || matters(sc.s) != before {
		sc.Fatalf("%s was taken back by %s: %v\nwas\n%s\nis\n%s", name, act.Back.Name, err, before, matters(sc.s))
	}
	taken[name]++
	sc.try(by, name, payload)
}

// eachTakenBack are lines of a script; those with a mark are taken back and done
// again.
const eachTakenBack = `! edit-seat speaker-1
! door close
! door open
strangers z n=3
! sweep
! unsweep n=2
unsweep n=3
! issue onsite n=3
! want-slips onsite
! want-slips onsite off
! roles speaker-1
! codes
! captions https://captions.example/1
! captions https://captions.example/2
! captions
! helper-code hana HHHH-KKKK
! solo
! plan opening=60 panel=600 audience=600 closing=60
! edit-question
! add-question
! question now=1
! mics A B
! hub h1
! hub h2 link=second
! signal h2-seat captions
! signal h2-seat cant-hear
! signal h2-seat sound-good
! take-signal h2-seat captions
! scene codes
! blank
join o1 online
join o2 online
join r1 onsite
! more-time o1
! merge o1 o2
! unmerge o2
report o1 s1
! dismiss s1
! reports-back s1
report o2 s1
! warn o1
! unwarn o1
! mute o1
! restore o1
! ban o1
restore o1
! side o2 onsite
! side-back o2
! start
! unstart
start
! part
! part-back panel
part
! take from=audience for=panel seconds=60
signal o1 captions
! clear-signal captions
! signal-back captions
! queue close
! queue open
ask-order o1
! refuse-order o1
! restore-order o1
ask-order o2
! grant-order o2
! uphold-order o2
! restore-order o2
floor lots=off
raise o1 online
raise r1 onsite
! drop o1
! give-back o1
! add h1 online
crowd online=0 onsite=0
raise o5 online
raise o6 online
raise o7 online
raise o8 online
! favour online
! block question=2
unblock
! block question=1
! unblock
! next
! extend
! pause
! resume
wait 30
! end
! answer speaker-2
end
! followup
! unfollow
next
wait 40
! absent
! seat speaker-1
! override r1 why=technical
! enter d1 onsite seconds=20 why=technical
wait 9
end
! correct r1 seconds=5
! say moderator view
say o1 concern
say o1 risk
! reject s4 rule=spam reason=no
! hold s4
! publish s4
! hold s4
publish s4
! hide s4 rule=spam reason=no
! unhide s4 reason=yes
! count s4 room 3-1-0
! draft
! edit o2 words=We_agree
! discard o2
! outcome-back o2
! read o2
! put o2
! outcome-back o2
put o2
! hands o2 room 3-0-1
! hide-outcome o2 rule=hate
! unhide-outcome o2 reason=yes
! objection moderator o2
objection o1 o2
! heard x3
! take-back x3 reason=said
! present present-room 9
! uncount-present present-room`
