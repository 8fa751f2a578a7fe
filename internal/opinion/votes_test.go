package opinion

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"strconv"
	"testing"
)

var conversations = []string{"15-per-hour-seattle", "brexit-consensus", "scoop-hivemind.ubi", "scoop-hivemind.biodiversity", "vtaiwan.uberx"}

// conversation reads the votes of a real conversation.
func conversation(t testing.TB, name string) *Rows {
	t.Helper()
	f, err := os.Open("testdata/votes/" + name + ".csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b Builder
	for _, l := range lines[1:] {
		a, err := strconv.Atoi(l[3])
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Vote(l[1], l[2], Answer(a)); err != nil {
			t.Fatal(err)
		}
	}
	return b.Rows()
}
