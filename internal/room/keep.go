package room

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kept is why the room lets a participant's text wait by itself, whatever its
// policy; docs/spec/moderation.md prints the rules.
type Kept string

// The reasons.
const (
	KeptLink    Kept = "link"
	KeptAddress Kept = "address" // of electronic mail
	KeptPhone   Kept = "phone"
	KeptAlike   Kept = "alike" // nearly equal to one that waits or was refused
)

// Judged is what the room found in a participant's text.
type Judged struct {
	Kept Kept   `json:"kept,omitzero"` // why it waits by itself, "" for nothing
	Like ItemID `json:"like,omitzero"` // the text that it is nearly equal to, "" none
}

// Limits of the likeness of texts.
const (
	likeAmong   = 60 // of the newest texts that wait or were refused
	likeScanned = 600
	likeShort   = 12 // letters and digits; shorter ones are alike when equal
	likeGram    = 3  // letters; a rune has 21 bits
	likeOf      = 5  // alike: likeIn of likeOf of the grams of both are common
	likeIn      = 3
)

// rulesThatKeep are the first by which a room lets texts wait by itself.
const rulesThatKeep = 3

// linkEnds are the names that end a link's host, beside whatever a slash follows.
const linkEnds = `com|org|net|info|biz|io|co|me|ly|gg|tk|ml|ga|cf|xyz|top|site|online|shop|store|app|dev|link|click|live|club|vip|cc|tv|to|gl|ru|cn|de|fr|uk|eu|us|in|br`

var (
	dotted   = regexp.MustCompile(`(?i)\s*[\[({]\s*(?:\.|dot)\s*[\])}]\s*|\s+dot\s+|[。｡]`)
	linked   = regexp.MustCompile(`(?i)[a-z][a-z0-9+-]{1,9}://|(?:^|[^\pL\pN])www\.[\pL\pN]|[\pL\pN]\.(?:` + linkEnds + `)(?:[^\pL\pN.-]|[.-]?$|[.-][^\pL\pN])|[\pL\pN]\.[\pL]{2,24}/[\pL\pN]`)
	mailed   = regexp.MustCompile(`[\pL\pN]\s?@\s?[\pL\pN-]+\.[\pL\pN]`)
	numbered = regexp.MustCompile(`(\+|\b00)?\pN(?:[\s().\-/]{0,2}\pN){7,}`)
)

// unworded takes out the characters that stand for whole words, up to eighteen
// letters each: a text full of them would take long to judge, while everybody's
// commands wait.
func unworded(body string) string {
	return strings.Map(func(r rune) rune {
		if r == 0x321D || r == 0x321E || r >= 0x3300 && r <= 0x33FF || r >= 0xFDF0 && r <= 0xFDFF {
			return ' '
		}
		return r
	}, body)
}

// contact is what of a way to reach somebody a text holds; "" none.
func contact(body string) Kept {
	body = dotted.ReplaceAllString(norm.NFKC.String(unworded(body)), ".")
	switch {
	case mailed.MatchString(body):
		return KeptAddress
	case linked.MatchString(body):
		return KeptLink
	}
	for _, m := range numbered.FindAllStringSubmatch(body, -1) {
		digits := 0
		for _, r := range m[0] {
			if unicode.IsDigit(r) {
				digits++
			}
		}
		if digits >= 9 || m[1] != "" && digits >= 8 {
			return KeptPhone
		}
	}
	return ""
}

// likeness is what of a text is compared: its letters and digits as [skeleton]
// folds them, none twice in a row, and the sorted grams of those.
type likeness struct {
	folded string
	grams  []uint64
}

func likenessOf(body string) likeness {
	rs := slices.Compact([]rune(skeleton(unworded(body))))
	x := likeness{folded: string(rs)}
	if len(rs) >= likeShort {
		x.grams = make([]uint64, 0, len(rs))
		for i := range len(rs) - likeGram + 1 {
			x.grams = append(x.grams, uint64(rs[i])<<42|uint64(rs[i+1])<<21|uint64(rs[i+2]))
		}
		slices.Sort(x.grams)
		x.grams = slices.Compact(x.grams)
	}
	return x
}

// like says whether somebody who reads both would take them for one text.
func (x likeness) like(y likeness) bool {
	if x.folded == y.folded {
		return x.folded != ""
	}
	common, i := 0, 0
	for _, g := range x.grams {
		for i < len(y.grams) && y.grams[i] < g {
			i++
		}
		if i < len(y.grams) && y.grams[i] == g {
			common++
		}
	}
	return common > 0 && common*likeOf >= likeIn*(len(x.grams)+len(y.grams)-common)
}

// alike is the first of the participants' texts that the body is like: of those
// that wait, or were hidden or rejected, the newest; "" none.
func (s *State) alike(texts Texts, body string) ItemID {
	x, seen := likenessOf(body), 0
	newest := s.StatementOrder[max(0, len(s.StatementOrder)-likeScanned):]
	for _, id := range slices.Backward(newest) {
		y := s.Statements[id]
		if y.Author == "" || y.Status != Held && y.Status != Rejected && y.Hidden == nil {
			continue
		}
		if seen++; seen > likeAmong {
			return ""
		}
		if other, ok := texts(y.Text); ok && !s.gone[y.Text] && x.like(likenessOf(other)) {
			if y.Like != "" {
				return y.Like
			}
			return id
		}
	}
	return ""
}

// judge is why a participant's text waits by itself, and what it is like.
func (s *State) judge(c *ctx, p *AddStatement) Judged {
	if c.Judged != nil {
		return *c.Judged
	}
	if s.Info.Rules < rulesThatKeep {
		return Judged{}
	}
	body, _ := c.Texts(p.Text)
	like := s.alike(c.Texts, body)
	all := []string{body}
	for _, t := range []Text{p.Service, p.Sees, p.Orders, p.Safeguard, p.Breaks, p.Acts} {
		if b, ok := c.Texts(t); t != "" && ok {
			all = append(all, b)
		}
	}
	why := contact(strings.Join(all, "\n"))
	if why == "" && like != "" {
		why = KeptAlike
	}
	return Judged{why, like}
}
