package room

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
)

// Behaviour scripts are testdata/*.txt: commands that a moderator could read,
// four hyphens, and what happened. Run with -rewrite to write what happened,
// and commit a change only when you understand what caused it.
func TestScripts(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			sc := newScript(t)
			datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
				return sc.block(t, d)
			})
		})
	}
}

// word is one command of scripts. It tells what happened; the error is a
// refusal.
type word func(*script, args) (string, error)

// words is every command of scripts; each concern has its own map.
func words() map[string]word {
	all := map[string]word{}
	for _, m := range []map[string]word{floorWords, doorWords, slipWords, reportWords, peopleWords, clockWords, opinionWords, cardWords, moderationWords, noteWords, restoringWords, undoWords, labelWords, aloneWords, standingWords} {
		maps.Copy(all, m)
	}
	return all
}

// script is a room with names for those in it.
type script struct {
	*drive
	ids   map[string]PersonID
	names map[PersonID]string
	seats map[string]Actor

	picture *RecordStanding // made, not recorded yet
}

func newScript(t failer) *script { return scriptOf(t, func(*Setup) {}) }

// scriptOf is a room whose setup was changed before it opened.
func scriptOf(t failer, change func(*Setup)) *script {
	setup := smallSetup()
	change(setup)
	setup.Seats = nil
	names := []string{"organizer", "moderator", "online-moderator", "rapporteur", "speaker-1", "speaker-2", "speaker-3", "hub-seat"}
	for _, name := range names {
		role := Role(strings.TrimRight(name, "-0123456789"))
		if name == "hub-seat" {
			role = Hub
		}
		setup.Seats = append(setup.Seats, SetupSeat{Roles: []Role{role}})
	}
	sc := &script{newDrive(t, setup), map[string]PersonID{}, map[PersonID]string{}, map[string]Actor{}, nil}
	for i, name := range names {
		sc.seats[name] = Actor{ActorSeat, string(sc.s.SeatOrder[i])}
	}
	return sc
}

// args are a command's words: bare ones in order, key=value ones by key.
type args struct {
	bare []string
	by   map[string]string
}

func (a args) at(i int) string {
	if i < len(a.bare) {
		return a.bare[i]
	}
	return ""
}

func (a args) num(key string, otherwise int) int {
	if n, err := strconv.Atoi(a.by[key]); err == nil {
		return n
	}
	return otherwise
}

func parseArgs(fields []string) args {
	a := args{by: map[string]string{}}
	for _, f := range fields {
		if k, v, ok := strings.Cut(f, "="); ok {
			a.by[k] = v
		} else {
			a.bare = append(a.bare, f)
		}
	}
	return a
}

func (sc *script) block(t *testing.T, d *datadriven.TestData) string {
	first := d.Cmd
	for _, a := range d.CmdArgs {
		first += " " + a.String()
	}
	var out strings.Builder
	for _, line := range append([]string{first}, strings.Split(d.Input, "\n")...) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		w, ok := words()[fields[0]]
		if !ok {
			d.Fatalf(t, "no command %q", fields[0])
		}
		said, err := sc.run(w, fields[1:])
		var e *Error
		switch {
		case errors.As(err, &e):
			said = strings.TrimRight(fmt.Sprintf("refused: %s %s", e.Code, e.Field), " ")
			if e.When > 0 {
				said += fmt.Sprintf(" before %d", e.When)
			}
		case err != nil:
			d.Fatalf(t, "%s: %v", line, err)
		}
		sc.failer = t
		checkInvariants(t, sc.s)
		checkReplayed(t, sc.s, sc.records)
		fmt.Fprintf(&out, "%s\n", strings.TrimRight(said, " "))
	}
	return out.String()
}

// run does what a line says; made=N in it is the second at which a desk without
// network did it, made=-N so many before now.
func (sc *script) run(w word, fields []string) (string, error) {
	a := parseArgs(fields)
	if at := Seconds(a.num("made", 0)); at != 0 {
		if at < 0 {
			at = max(0, sc.now+at)
		}
		sc.made = &at
		defer func() { sc.made = nil }()
	}
	return w(sc, a)
}

// did tells the last record and the order after it.
func (sc *script) did(format string, a ...any) string {
	return fmt.Sprintf("%-46s order: %s", fmt.Sprintf("%d ", sc.s.Index)+fmt.Sprintf(format, a...), sc.order())
}

// order names those who would be called, in order: r1 for a first turn, r1+
// for a later one.
func (sc *script) order() string {
	var out []string
	for _, p := range sc.s.Line(-1) {
		name := sc.name(p.Person)
		if !p.First {
			name += "+"
		}
		out = append(out, name)
	}
	if len(out) == 0 {
		return "nobody"
	}
	return strings.Join(out, ", ")
}

func (sc *script) name(id PersonID) string {
	if name := sc.names[id]; name != "" {
		return name
	}
	return "?" + string(id)
}

func (sc *script) call(name string, id PersonID) { sc.ids[name], sc.names[id] = id, name }

// voice is the actor of a name; its id is made of the name's letters.
func (sc *script) voice(name string) Actor {
	id := sc.ids[name]
	if id == "" {
		id = PersonID(fmt.Sprintf("%-32x", name))
		id = PersonID(strings.ReplaceAll(string(id), " ", "0"))
		sc.call(name, id)
	}
	return Actor{ActorVoice, string(id)}
}

// seat is the actor named by=…, or the one that usually does it.
func (sc *script) by(a args, otherwise string) Actor {
	name := a.by["by"]
	if name == "" {
		name = otherwise
	}
	if seat, ok := sc.seats[name]; ok {
		return seat
	}
	return sc.voice(name)
}

// hand is the oldest waiting hand of a name.
func (sc *script) hand(name string) ItemID {
	var old *Hand
	for _, h := range sc.s.Floor.Hands {
		if h.Person == sc.ids[name] && (old == nil || h.Index < old.Index) {
			old = h
		}
	}
	if old == nil {
		return "ZZZZ"
	}
	return old.ID
}

func (sc *script) people() []string { return slices.Sorted(maps.Keys(sc.ids)) }
