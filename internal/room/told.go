package room

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// told is what senders read of facts that hold what is not theirs: raw counts, or
// which of others' texts a statement is like.
var told = map[string]reflect.Type{
	"statement.add/1":   reflect.TypeFor[StatementTold](),
	"statement.close/1": reflect.TypeFor[None](),
	"outcome.settle/1":  reflect.TypeFor[OutcomeSettled](),
	"session.close/1":   reflect.TypeFor[None](),
}

// Told is what the sender of the named command is told of its facts: all of
// them but raw counts, which nothing shows but through suppression. The desk
// reads the rest from its view, like everybody.
func Told(name string, facts jsontext.Value) jsontext.Value {
	var f OutcomeSettled
	var added StatementTold
	switch told[name] {
	case nil:
		return facts
	case reflect.TypeFor[StatementTold]():
		if err := json.Unmarshal(facts, &added); err == nil {
			if b, err := json.Marshal(&added, json.Deterministic(true)); err == nil {
				return b
			}
		}
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
