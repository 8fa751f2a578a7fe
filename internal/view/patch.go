package view

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Diff is the merge patch (RFC 7396) that makes the JSON object new from old.
// Neither may hold a null.
func Diff(old, new jsontext.Value) (jsontext.Value, error) {
	a, b, err := twoObjects(old, new)
	if err != nil {
		return nil, err
	}
	return json.Marshal(diff(a, b), json.Deterministic(true))
}

// Merge applies a merge patch to the JSON object old.
func Merge(old, patch jsontext.Value) (jsontext.Value, error) {
	a, p, err := twoObjects(old, patch)
	if err != nil {
		return nil, err
	}
	merge(a, p)
	return json.Marshal(a, json.Deterministic(true))
}

type object = map[string]any

func twoObjects(x, y jsontext.Value) (a, b object, err error) {
	if err := json.Unmarshal(x, &a); err != nil {
		return nil, nil, err
	}
	return a, b, json.Unmarshal(y, &b)
}

func diff(a, b object) object {
	out := object{}
	for k := range a {
		if _, stays := b[k]; !stays {
			out[k] = nil
		}
	}
	for k, v := range b {
		was, known := a[k]
		wasObject, isA := was.(object)
		nowObject, isB := v.(object)
		switch {
		case isA && isB:
			if d := diff(wasObject, nowObject); len(d) > 0 {
				out[k] = d
			}
		case !known || !reflect.DeepEqual(was, v):
			out[k] = v
		}
	}
	return out
}

func merge(a, patch object) {
	for k, v := range patch {
		p, isObject := v.(object)
		switch {
		case v == nil:
			delete(a, k)
		case isObject:
			t, ok := a[k].(object)
			if !ok {
				t = object{}
			}
			merge(t, p)
			a[k] = t
		default:
			a[k] = v
		}
	}
}
