package room

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// told is what senders read of facts that hold what is not theirs: raw counts, what
// hangs on them, or which of others' texts a statement is like.
var told = map[string]reflect.Type{
	"statement.add/1":   reflect.TypeFor[StatementTold](),
	"vote.cast/1":       reflect.TypeFor[Declared](),
	"statement.close/1": reflect.TypeFor[None](),
	"outcome.settle/1":  reflect.TypeFor[OutcomeSettled](),
	"session.close/1":   reflect.TypeFor[None](),
}

// Told is what the sender of the named command is told of its facts: all of
// them but raw counts, which nothing shows but through suppression. The desk
// reads the rest from its view, like everybody.
func Told(name string, facts jsontext.Value) jsontext.Value {
	var f OutcomeSettled
	switch told[name] {
	case nil:
		return facts
	case reflect.TypeFor[StatementTold]():
		return only[StatementTold](facts)
	case reflect.TypeFor[Declared]():
		return only[Declared](facts)
	case reflect.TypeFor[OutcomeSettled]():
		if err := json.Unmarshal(facts, &f); err == nil {
			f.Finding.Sides, f.Finding.Voters = nil, 0
			if b, err := json.Marshal(&f, json.Deterministic(true)); err == nil {
				return b
			}
		}
	}
	return jsontext.Value("{}")
}

// only is what T has of the facts.
func only[T any](facts jsontext.Value) jsontext.Value {
	var x T
	if err := json.Unmarshal(facts, &x); err == nil {
		if b, err := json.Marshal(&x, json.Deterministic(true)); err == nil {
			return b
		}
	}
	return jsontext.Value("{}")
}
