package room

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// told is what senders read of facts that hold raw counts.
var told = map[string]reflect.Type{
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
