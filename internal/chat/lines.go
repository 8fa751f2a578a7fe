package chat

import (
	"slices"
	"strings"
)

// readLines reads a chat that is no table: each message begins with a line that
// the tool's form knows, and goes on until the next.
func readLines(lines []string) []Message {
	heads := recognise(lines)
	var out []Message
	var more []string // lines of the last message
	end := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = strings.Join(more, "\n")
		}
	}
	begin := func(m Message) {
		end()
		out, more = append(out, m), []string{m.Text}
	}
	system := false // what the tool itself said is not handed on
	for i := 0; i < len(lines); i++ {
		if h, ok := heads[i]; ok {
			if system = h.name == ""; !system {
				begin(Message{Name: h.name, At: h.at, Text: h.text, Private: h.private})
			}
			i += h.lines - 1
			continue
		}
		line := strings.TrimSpace(lines[i])
		switch {
		case system:
		case len(heads) == 0, len(out) == 0: // of no form; or the end of a message whose beginning was not copied
			begin(Message{Text: line})
		default:
			more = append(more, line)
		}
	}
	end()
	return out
}

// recognise finds where messages begin: by the form told apart with the greatest
// certainty that finds as much as each of the others, or with which the text
// begins. One message that happens to look like another tool's is not enough,
// nor are words with a colon, unless the text begins with them.
func recognise(lines []string) map[int]head {
	first := slices.IndexFunc(lines, func(l string) bool { return strings.TrimSpace(l) != "" })
	var found map[int]head
	for _, forms := range [][]form{exact, blocks} {
		if heads := most(forms, lines, first); len(heads) > len(found) {
			found = heads
		}
		if _, begun := found[first]; begun {
			return found
		}
	}
	heads := most(bare, lines, first)
	if _, begins := heads[first]; len(found) == 0 || begins && len(heads) > len(found) {
		return heads
	}
	return found
}

// most are the heads by the form that finds most of them; of two that find as
// many, by the one with which the text begins.
func most(forms []form, lines []string, first int) (found map[int]head) {
	for _, f := range forms {
		heads := f.heads(lines)
		_, begins := heads[first]
		_, began := found[first]
		if len(heads) > len(found) || len(heads) == len(found) && begins && !began {
			found = heads
		}
	}
	return found
}

// heads are the beginnings of messages by the number of their line.
func (f form) heads(lines []string) map[int]head {
	out := map[int]head{}
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		next := ""
		if i+1 < len(lines) {
			next = strings.TrimSpace(lines[i+1])
		}
		if h, ok := f(line, next); ok {
			h.lines = max(h.lines, 1)
			out[i] = h
			i += h.lines - 1
		}
	}
	return out
}

// said is what somebody wrote, without the tool's own words around it: the line
// that a reply quotes, lines that count reactions, keys of the panel, and the
// times of a caption. "" is nothing.
func said(text string) string {
	if reaction.MatchString(strings.TrimSpace(text)) {
		return ""
	}
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || quoted.MatchString(line) || caption.MatchString(line) || len(kept) > 0 && (counted(line) || slices.Contains(panelKeys, Tidy(line))) {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// counted says whether a line is a reaction and how many gave it: "👍 2".
func counted(line string) bool {
	n := 0
	for _, r := range line {
		switch {
		case isPictograph(r):
			n++
		case r != ' ' && (r < '0' || r > '9'):
			return false
		}
	}
	return n > 0
}

func isPictograph(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r == 0xFE0F || r == 0x200D
}
