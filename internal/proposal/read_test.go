package proposal

import (
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"parley/internal/room"
)

// TestRead reads the look-alikes of testdata; -rewrite writes what came out.
func TestRead(t *testing.T) {
	datadriven.Walk(t, "testdata/read", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var file string
			d.ScanArgs(t, "file", &file)
			res, err := Read(source(t, file))
			if err != nil {
				return refused(err)
			}
			var b strings.Builder
			if err := Render(&b, res); err != nil {
				t.Fatal(err)
			}
			b.WriteString("\nLines\n" + uses(res.Lines))
			return b.String()
		})
	})
}

func source(t testing.TB, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func refused(err error) string {
	r, ok := errors.AsType[*Refusal](err)
	if !ok {
		return "not a refusal: " + err.Error()
	}
	return fmt.Sprintf("%s: %s\n", r.Code, r.Say)
}

func uses(lines []Use) string {
	var b strings.Builder
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1].As == lines[i].As {
			j++
		}
		fmt.Fprintf(&b, "%6d", lines[i].Line)
		if j > i {
			fmt.Fprintf(&b, "-%d", lines[j].Line)
		}
		fmt.Fprintf(&b, "  %s\n", lines[i].As)
		i = j + 1
	}
	return b.String()
}

// TestSamePage: one page with its headings, without them, and as it is saved
// says the same.
func TestSamePage(t *testing.T) {
	want := said(t, source(t, "2021-whole.txt"))
	for _, file := range []string{"2021-vanished.txt", "2021-page.html"} {
		if got := said(t, source(t, file)); got != want {
			t.Errorf("%s says\n%s\nwant\n%s", file, got, want)
		}
	}
}

// TestOtherShapes: a page printed twice, and a page with one paragraph a line,
// say the same as the text.
func TestOtherShapes(t *testing.T) {
	for _, file := range []string{
		"2012.txt", "2015-ticks.txt", "2019-scheduled.txt", "2020-lists.txt", "2021-whole.txt", "2021-vanished.txt", "2022-times.txt",
		"2023-targets.txt", "2024-layout.txt", "cut-off.txt", "town-hall-no-names.txt",
	} {
		src := source(t, file)
		want := said(t, src)
		if got := said(t, slices.Concat(src, []byte("\n\n"), src)); got != want {
			t.Errorf("%s, printed twice, says\n%s\nwant\n%s", file, got, want)
		}
		if file == "2021-vanished.txt" {
			continue // a page has no blank lines to count
		}
		var page strings.Builder
		page.WriteString("<!DOCTYPE html><body>")
		for line := range strings.Lines(string(src)) {
			fmt.Fprintf(&page, "<p>%s</p>\n", html.EscapeString(line))
		}
		if got := said(t, []byte(page.String())); got != want {
			t.Errorf("%s, as a page, says\n%s\nwant\n%s", file, got, want)
		}
	}
}

// said is everything that a Setup says, without lines.
func said(t *testing.T, src []byte) string {
	t.Helper()
	res, err := Read(src)
	if err != nil {
		t.Fatal(err)
	}
	s := res.Setup
	unline := func(xs []room.Sourced) (out []string) {
		for _, x := range xs {
			out = append(out, x.Value)
		}
		return out
	}
	var b strings.Builder
	fmt.Fprintln(&b, s.Reference(), s.Title.Value, s.Format.Type, s.Format.Layout, s.Format.Minutes, s.Plan)
	for _, x := range s.Seats {
		fmt.Fprintln(&b, x.Roles, x.Name.Value, x.Affiliation.Value, x.Group.Value, x.Region.Value)
	}
	for _, q := range slices.Concat(s.Questions, s.Candidates) {
		fmt.Fprintln(&b, q.Kind, q.Text)
	}
	for _, xs := range [][]room.Sourced{s.Claims, s.Expected, s.Goals, s.Online, s.Rest} {
		fmt.Fprintf(&b, "%q\n", unline(xs))
	}
	for _, o := range s.Other {
		fmt.Fprintf(&b, "%s %q\n", o.Label.Value, unline(o.Text))
	}
	return b.String()
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		code room.Code
	}{
		"empty":         {"", room.CodeEmpty},
		"blank":         {"\ufeff \n\t\u00a0\r\n", room.CodeEmpty},
		"ten megabytes": {strings.Repeat("noise ", 10<<20/6), room.CodeTooLong},
		"much text":     {strings.Repeat("noise ", 300<<10/6), room.CodeTooLong},
		"many lines":    {strings.Repeat("x\n", 11_000), room.CodeTooLong},
		"empty page":    {"<!DOCTYPE html><html><body><p> </p></body></html>", room.CodeEmpty},
		"binary":        {"\x7fELF\x02\x01\x01\x00\x00\x00" + strings.Repeat("\x00\x9c\xfe", 300), CodeNotText},
		"bytes":         {strings.Repeat("\xff\xd8\xff\xe0\x80", 300), CodeNotText},
		"prose":         {"Dear neighbours,\nthe bench will be painted on Tuesday.\nPlease stand.\n", CodeNotSession},
		"invitation":    {"Dear neighbours,\nTime: noon\nRoom: the yard\nTitle: The bench\n", CodeNotSession},
		"empty form":    {Template(), room.CodeEmpty},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read([]byte(c.src))
			r, ok := errors.AsType[*Refusal](err)
			if !ok || r.Code != c.code {
				t.Fatalf("got %v, want a refusal with code %s", err, c.code)
			}
			if strings.Count(strings.TrimSuffix(r.Say, "."), ". ") > 0 || !strings.HasSuffix(r.Say, ".") {
				t.Errorf("%q is not one sentence", r.Say)
			}
		})
	}
}

// TestEncodings: the same page in other encodings says the same.
func TestEncodings(t *testing.T) {
	text := "IGF 2021 WS #7 Caf\u00e9s\n\nSpeaker 1: Jos\u00e9 Seat, Civil Society, African Group\nModerator\nAmber Seat, Youth, Other\n"
	latin := strings.ReplaceAll(text, "\u00e9", "\xe9")
	var wide []byte
	for _, r := range "\ufeff" + text {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, src := range map[string][]byte{
		"utf-8": []byte(text), "windows-1252": []byte(latin), "utf-16": wide,
		"bom": []byte("\ufeff" + text), "old mac": []byte(strings.ReplaceAll(text, "\n", "\r")),
	} {
		res, err := Read(src)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := res.Setup.Title.Value + ", " + res.Setup.Seats[0].Name.Value; got != "Caf\u00e9s, Jos\u00e9 Seat" {
			t.Errorf("%s: read %q", name, got)
		}
	}
}

// TestTemplate: the form filled in reads as what was filled in.
func TestTemplate(t *testing.T) {
	form := strings.NewReplacer(
		"# \n", "# Who sweeps the square?\n",
		"## Speakers\n", "## Speakers\n- Birch Seat, Youth, African\n",
		"## Online Moderator\n", "## Online Moderator\n\nAmber Seat, Civil Society, Asia-Pacific\n",
		"1. \n2. ", "1. Who sweeps first?\n2. Who sweeps last?",
		"GOAL 16. -->\n", "GOAL 16. -->\n\nGOAL 11\n",
	).Replace(Template())
	res, err := Read([]byte(form))
	if err != nil {
		t.Fatal(err)
	}
	s := res.Setup
	if s.Title.Value != "Who sweeps the square?" || len(s.Seats) != 2 || len(s.Questions) != 2 || s.Format.Minutes != 60 || len(s.Goals) != 1 || len(s.Rest) != 0 {
		t.Errorf("read %+v", s)
	}
}
