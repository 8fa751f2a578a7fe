package view

import (
	"bytes"
	"testing"

	"github.com/go-json-experiment/json"
	"pgregory.net/rapid"
)

// sections draws a JSON object without nulls, arrays and minus zero, as sections are.
func sections() *rapid.Generator[map[string]any] {
	name := rapid.SampledFrom([]string{"a", "b", "c", "order", ""})
	return rapid.Deferred(func() *rapid.Generator[map[string]any] {
		value := rapid.OneOf(
			rapid.Custom(func(t *rapid.T) any { return rapid.Float64Range(-9, 9).Draw(t, "number") + 0 }),
			rapid.Custom(func(t *rapid.T) any { return rapid.StringN(0, 3, -1).Draw(t, "string") }),
			rapid.Custom(func(t *rapid.T) any { return rapid.Bool().Draw(t, "bool") }),
			rapid.Custom(func(t *rapid.T) any { return sections().Draw(t, "object") }),
		)
		return rapid.MapOfN(name, value, 0, 4)
	})
}

func TestMergeUndoesDiff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := json.Marshal(sections().Draw(t, "old"), json.Deterministic(true))
		b, _ := json.Marshal(sections().Draw(t, "new"), json.Deterministic(true))
		p, err := Diff(a, b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Merge(a, p)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, b) {
			t.Fatalf("%s with %s gives %s, want %s", a, p, got, b)
		}
		if bytes.Equal(a, b) != (string(p) == "{}") {
			t.Fatalf("patch from %s to %s is %s", a, b, p)
		}
	})
}

func TestDiffSaysWhatChangedOnly(t *testing.T) {
	p, err := Diff([]byte(`{"a":{"x":1,"y":2},"b":"old","c":3}`), []byte(`{"a":{"x":1,"y":5},"b":"new","d":true}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"a":{"y":5},"b":"new","c":null,"d":true}`; string(p) != want {
		t.Fatalf("%s, want %s", p, want)
	}
}
