package room

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"pgregory.net/rapid"
)

// arbitrary makes values of any payload or facts: well-formed ones that name
// what is there, what is not, and numbers at their ends.
type arbitrary struct {
	*rapid.T
	words []string
}

func (a arbitrary) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				a.value(v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		n := v.Len()
		if v.Kind() == reflect.Slice {
			n = rapid.IntRange(0, 2).Draw(a.T, "length")
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range n {
			a.value(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 2).Draw(a.T, "entries") {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			a.value(key)
			a.value(value)
			v.SetMapIndex(key, value)
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(a.T, "set") {
			v.Set(reflect.New(v.Type().Elem()))
			a.value(v.Elem())
		}
	case reflect.String:
		v.SetString(rapid.SampledFrom(a.words).Draw(a.T, "word"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.SampledFrom([]int64{0, 1, 2, 3, 5, 30, -1, math.MaxInt64, math.MinInt64}).Draw(a.T, "number"))
	case reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(a.T, "number"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(a.T, "yes"))
	}
}

func (a arbitrary) json(t reflect.Type) []byte {
	v := reflect.New(t)
	a.value(v.Elem())
	b, err := json.Marshal(v.Interface(), json.Deterministic(true))
	if err != nil {
		a.Fatalf("%v", err)
	}
	return b
}

// wordsOf is what a tampered record might say: ids of everything in the room,
// the words of its vocabulary, and nonsense.
func wordsOf(s *State) []string {
	words := []string{"", "A", "zzzz", "onsite", "online", "open", "alternate/1", "room", "present-room", "agree", "disagree",
		"opening", "panel", "audience", "closing", "other", "not-heard-yet", "call", "end", "absent", "entry", "moderator",
		"view", "hub:1", "where", "common-ground", s.Info.LotSeed}
	for id := range s.People {
		words = append(words, string(id))
	}
	for id := range s.Seats {
		words = append(words, string(id))
	}
	for id := range s.Floor.Hands {
		words = append(words, string(id))
	}
	for id := range s.Floor.Orders {
		words = append(words, string(id))
	}
	for id := range s.Statements {
		words = append(words, string(id))
	}
	for id := range s.Outcomes {
		words = append(words, string(id))
	}
	slices.Sort(words)
	return words
}

// anyRecords holds that whatever the records of a log say, folding them and
// looking at the room never panics, and neither does deciding on a command.
func anyRecords(t *rapid.T) {
	sc := drawFloor(t, 30)
	all := Commands()
	for range rapid.IntRange(1, 40).Draw(t, "records") {
		a := arbitrary{t, wordsOf(sc.s)}
		c := all[rapid.IntRange(0, len(all)-1).Draw(t, "type")]
		id := rapid.SampledFrom(a.words).Draw(t, "by")
		kind := rapid.SampledFrom([]ActorKind{ActorVoice, ActorBallot, ActorSeat, ActorRoom}).Draw(t, "kind")
		if rapid.Bool().Draw(t, "decided") {
			_, _ = sc.send(Envelope{Actor: Actor{kind, id}, Type: c.Name, Payload: a.json(c.Payload)})
			continue
		}
		r := Record{V: RecordVersion, At: sc.now, Type: c.Name, By: Actor{kind, id}, Payload: a.json(c.Payload), Facts: a.json(c.Facts)}
		if rapid.Bool().Draw(t, "offline") {
			r.Made = new(Seconds)
			a.value(reflect.ValueOf(r.Made).Elem())
		}
		sc.s.Apply(r)
		lookAtFloor(sc.s)
	}
}

// lookAtFloor asks a state everything that views and reports ask of the floor.
func lookAtFloor(s *State) {
	s.NextHand()
	s.Line(-1)
	s.Second()
	s.Uneven()
	s.Unheard()
	s.Undoable()
	s.Balance(s.Now)
	s.Clock(s.Now)
	s.Exchanges(s.Now)
	s.Next()
	s.LongGap(s.Now)
	s.LastActs(func(Text) (string, bool) { return "", false }, s.Now)
	for id := range s.Floor.Hands {
		s.Place(id, s.Now)
	}
}

func TestAnyRecords(t *testing.T) { rapid.Check(t, anyRecords) }

func FuzzAnyRecords(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyRecords)) }
