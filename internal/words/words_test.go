package words

import (
	"testing"
	"testing/fstest"
)

func book(t *testing.T, files map[string]string) *Book {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, body := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(body)}
	}
	b, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMessages(t *testing.T) {
	b := book(t, map[string]string{
		"en.json": `{"a":"Hello {who}","w_one":"{n} minute","w_other":"{n} minutes"}`,
		"ar.json": `{"a":"{who}!","w_two":"2","w_few":"few {n}","w_other":"other {n}"}`,
	})
	for _, c := range []struct {
		lang, key string
		args      Args
		want      string
	}{
		{"en", "a", Args{"who": "you"}, "Hello you"},
		{"en", "w", Args{"n": 1}, "1 minute"},
		{"en", "w", Args{"n": 0}, "0 minutes"},
		{"ar", "w", Args{"n": 2}, "2"},
		{"ar", "w", Args{"n": 3}, "few 3"},
		{"ar", "w", Args{"n": 1}, "other 1"},
		{"fr", "a", Args{"who": "x"}, "Hello x"},
		{"en", "absent", nil, "absent"},
	} {
		if got := b.In(c.lang).T(c.key, c.args); got != c.want {
			t.Errorf("%s %s %v: %q, want %q", c.lang, c.key, c.args, got, c.want)
		}
	}
	if d := b.In("ar-EG,en;q=0.5").Dir; d != "rtl" {
		t.Errorf("direction of Arabic: %s", d)
	}
}

func TestEveryLanguageHasEveryKey(t *testing.T) {
	_, err := Load(fstest.MapFS{
		"en.json": {Data: []byte(`{"a":"1","b_one":"x","b_other":"y"}`)},
		"ar.json": {Data: []byte(`{"a":"1"}`)},
	})
	if err == nil {
		t.Fatal("a catalogue without b_other was taken")
	}
}
