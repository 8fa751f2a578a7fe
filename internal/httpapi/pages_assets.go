package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/go-json-experiment/json"

	"parley/internal/words"
)

type asset struct {
	kind         string
	plain, small []byte // small: brotli, nil when there is none
}

var assetKinds = map[string]string{
	".js":  "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
}

func (s *pageShell) readAssets(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "*")
	if err != nil {
		return err
	}
	sum := sha256.New()
	for _, name := range names {
		kind := assetKinds[path.Ext(name)]
		if kind == "" {
			continue
		}
		plain, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		small, _ := fs.ReadFile(fsys, name+".br")
		s.assets[name] = asset{kind, plain, small}
		fmt.Fprintf(sum, "%s %d\n", name, len(plain))
		sum.Write(plain)
	}
	s.built = len(s.assets) > 0
	for _, lang := range s.book.Languages() {
		if err := json.MarshalWrite(sum, s.book.In(lang).All(), json.Deterministic(true)); err != nil {
			return err
		}
	}
	s.tree = hex.EncodeToString(sum.Sum(nil))[:16]
	return nil
}

// phoneFirst are the messages that the phone's first picture uses; all others
// that it needs come as a file of their own while the page is idle. The longer
// prefix of a key decides.
var (
	phoneFirst = []string{"phone.", "phone.closed.short", "state.", "side.", "part.", "word.", "kind.", "source.", "answer.", "falls.", "privacy.", "asks.", "error.internal"}
	phoneLater = []string{
		"asks.weight", "phone.closed", "phone.report", "phone.place", "phone.first", "phone.later", "phone.floor", "phone.hand.lower",
		"more.", "speaker.sentence.", "error.", "notice.", "join.name", "group.", "role.", "rule.", "signal.", "outcome.", "accepted.",
		"report.word.", "report.seen.", "report.this.", "report.support.", "report.lead.", "report.weight.", "report.weigh.", "report.line.", "report.votes.",
		"report.late", "report.conduct.", "report.hidden", "report.erased", "standing.",
	}
)

// deskLater are those that come with what the desk loads later.
var deskLater = []string{
	"standing.", "desk.standing.", "desk.key.", "desk.balance", "desk.correct", "desk.guide", "desk.handed.", "desk.helper.", "desk.keys.",
	"desk.merge", "desk.remote.", "desk.roles", "desk.solo.help", "desk.sweep",
}

// deskStrip are those of what the desk says without network. They come with the
// others; the Remote's stand in its page.
var deskStrip = []string{"desk.back.", "desk.kept.list", "desk.kept.page", "desk.lost", "desk.without"}

// addWords makes the files of later messages. They are part of the assets though
// not of the built tree: catalogues are in the binary, built or not.
func (s *pageShell) addWords(w *words.Words) error {
	for name, later := range map[string]map[string]string{
		"more": messages(w, phoneLater, phoneFirst),
		"rest": messages(w, slices.Concat(deskLater, deskStrip), nil),
	} {
		plain, err := forScript(later)
		if err != nil {
			return err
		}
		var small bytes.Buffer
		z := brotli.NewWriterLevel(&small, brotli.BestCompression)
		_, _ = z.Write([]byte(plain))
		if err := z.Close(); err != nil {
			return err
		}
		s.assets[name+"."+w.Lang+".json"] = asset{"application/json; charset=utf-8", []byte(plain), small.Bytes()}
	}
	return nil
}

// serveAsset answers GET /a/{tree}/{file}. An address of another build is
// unknown: that is how a page learns that it is old.
func (s *pageShell) serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.assets[r.PathValue("file")]
	if !ok || r.PathValue("tree") != s.tree {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := a.plain
	if a.small != nil && accepts(r, "br") {
		h.Set("Content-Encoding", "br")
		body = a.small
	}
	_, _ = w.Write(body)
}

func accepts(r *http.Request, coding string) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding && strings.ReplaceAll(q, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

// address of a built file; "" when it is not built.
func (s *pageShell) address(file string) string {
	if _, ok := s.assets[file]; !ok {
		return ""
	}
	return "/a/" + s.tree + "/" + file
}

var importOf = regexp.MustCompile(`\b(?:from|import)"\./([^"]+)"`)

// imports are the addresses of a script and of what it imports at once.
func (s *pageShell) imports(script string) []string {
	if script == "" {
		return nil
	}
	out := []string{script}
	for _, m := range importOf.FindAllSubmatch(s.assets[path.Base(script)].plain, -1) {
		if a := s.address(string(m[1])); a != "" {
			out = append(out, a)
		}
	}
	return out
}
