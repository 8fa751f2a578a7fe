package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"parley/internal/stand"
	"parley/internal/votetable"
	"parley/internal/words"
	"parley/web"
)

// standCall is how stand was called.
type standCall struct {
	files                       []string
	comments, groups, out, lang string
	agree                       int
	json, polis                 bool
}

func parseStand(args []string, stderr io.Writer) (*standCall, bool) {
	var c standCall
	fs := flag.NewFlagSet("stand", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.StringVar(&c.comments, "comments", "", "the statements' texts, for all tables: Polis's comments.csv, or a table with id and text")
	fs.StringVar(&c.groups, "groups", "", "the column in which people declared a group, such as a stakeholder group; of a room stakeholder or side")
	fs.StringVar(&c.out, "out", "", "the directory to write page, picture and figures into; by default the file's name without its ending and -stand, of several series-stand")
	fs.StringVar(&c.lang, "lang", "en", "the page's language")
	fs.IntVar(&c.agree, "agree", 0, "which number means agree, 1 or -1; by default what the table counts itself says, else 1")
	fs.BoolVar(&c.json, "json", false, "print the figures as JSON and write nothing, unless -out says where")
	fs.BoolVar(&c.polis, "polis", false, "as Polis would analyse it, to compare")
	usageLine(fs, "stand FILE... [-comments FILE] [-groups COLUMN] [-out DIR] [-json] [-polis] [-lang LANGUAGE] [-agree 1|-1]")
	for len(args) > 0 { // a flag may stand behind the file
		if fs.Parse(args) != nil {
			return nil, false
		}
		if args = fs.Args(); len(args) > 0 {
			c.files, args = append(c.files, args[0]), args[1:]
		}
	}
	if len(c.files) == 0 || c.agree < -1 || c.agree > 1 {
		fs.Usage()
		return nil, false
	}
	if c.polis && c.groups != "" {
		fmt.Fprintln(stderr, "parley: Polis knows no declared groups: give -groups or -polis, not both")
		return nil, false
	}
	if c.out == "" && !c.json {
		c.out = "series-stand"
		if len(c.files) == 1 {
			c.out = titleOf(c.files[0]) + "-stand"
		}
	}
	return &c, true
}

// titleOf is a file's name without its ending.
func titleOf(file string) string {
	name := filepath.Base(file)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// runStand is the command "stand". Its result is the exit code: 0, 1 for a file
// that cannot be opened or written, 2 for one that cannot be read, or not with the
// others, or a wrong call.
func runStand(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	c, ok := parseStand(args, stderr)
	if !ok {
		return 2
	}
	book, err := words.Load(web.Catalogues())
	if err != nil {
		return fail(stderr, err)
	}
	if tongue, _, _ := strings.Cut(c.lang, "-"); !slices.Contains(book.Languages(), tongue) {
		fmt.Fprintf(stderr, "parley: there is no page in %q: %s\n", c.lang, strings.Join(book.Languages(), ", "))
		return 2
	}
	m, err := c.model(ctx, book, stderr)
	if err == nil {
		err = c.write(m, stdout)
	}
	if err == nil {
		return 0
	}
	code := fail(stderr, err)
	_, unreadable := errors.AsType[*votetable.Error](err)
	if _, refused := errors.AsType[*stand.Error](err); refused || unreadable {
		code = 2
	}
	return code
}

func (c *standCall) model(ctx context.Context, book *words.Book, stderr io.Writer) (*stand.Model, error) {
	src, err := c.read(ctx, book.In("en"), stderr)
	if err != nil {
		return nil, err
	}
	work := newStages(stderr, "analysing as Polis does")
	defer work.stop()
	var m *stand.Model
	if c.polis {
		m = stand.FromPolis(src, stopOf(ctx), book.In(c.lang))
	} else {
		m = stand.FromOpinion(src, runtime.NumCPU(), work.stage, stopOf(ctx), book.In(c.lang))
	}
	if m == nil {
		return nil, errStopped
	}
	return m, nil
}

// write writes the report: files into a directory, whose names it prints, or
// the figures alone.
func (c *standCall) write(m *stand.Model, stdout io.Writer) error {
	if c.out != "" {
		names, err := writeStand(c.out, m)
		if err != nil {
			return err
		}
		if !c.json {
			return writeAll(stdout, strings.Join(names, "\n")+"\n")
		}
	}
	if c.json {
		var figures strings.Builder
		return errors.Join(stand.JSON(&figures, m), writeAll(stdout, figures.String()))
	}
	return nil
}

// writeStand writes the files of a report and returns their names. A map of an
// earlier report is not left beside one that has none.
func writeStand(dir string, m *stand.Model) ([]string, error) {
	const picture = "map.svg"
	var files []wholeFile
	var wrong error
	file := func(name string, write func(io.Writer, *stand.Model) error) {
		var b bytes.Buffer
		wrong = errors.Join(wrong, write(&b, m))
		files = append(files, wholeFile{name, b.Bytes()})
	}
	file("index.html", stand.HTML)
	file("stand.json", stand.JSON)
	if m.Map != nil {
		file(picture, stand.SVG)
	}
	if wrong != nil {
		return nil, wrong
	}
	names, err := writeWhole(dir, files)
	if err != nil || m.Map != nil {
		return names, err
	}
	if err := os.Remove(filepath.Join(dir, picture)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return names, nil
}
