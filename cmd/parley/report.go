package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/internal/httpapi"
	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/words"
	"parley/web"
)

func runReport(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("report", stderr, "data")
	format := fs.String("format", "md", "md, html or json")
	lang := fs.String("lang", "", "the report's language; the room's first by default")
	tables := fs.String("csv", "", "write the report's tables into this directory, in place of the report")
	usageLine(fs, "report [-data DIR] [-format md|html|json] [-csv DIR] ROOM")
	n, code := onData(fs, &c, args, 1, stderr)
	if n == nil {
		return code
	}
	if *tables != "" {
		err := orStopped(ctx, n.tables(ctx, room.RoomID(fs.Arg(0)), *tables, *lang, stdout))
		if err := errors.Join(err, n.Close()); err != nil {
			return fail(stderr, err)
		}
		return 0
	}
	out, err := n.report(ctx, room.RoomID(fs.Arg(0)), *format, *lang)
	if err := errors.Join(orStopped(ctx, err), n.Close()); err != nil {
		return fail(stderr, err)
	}
	return exitOf(writeAll(stdout, string(out)), stderr)
}

// tables writes every table of a room's report into a directory, and to w their
// names.
func (n *node) tables(ctx context.Context, id room.RoomID, dir, lang string, w io.Writer) error {
	m, err := n.model(ctx, id, lang, (*words.Words).Plain)
	if err != nil {
		return err
	}
	var files []wholeFile
	for _, table := range m.Tables() {
		var b bytes.Buffer
		if err := report.CSV(&b, m, table); err != nil {
			return err
		}
		files = append(files, wholeFile{table + ".csv", b.Bytes()})
	}
	names, err := writeWhole(dir, files)
	if err != nil {
		return err
	}
	return writeAll(w, strings.Join(names, "\n")+"\n")
}

// report is a room's report as its log stands.
func (n *node) report(ctx context.Context, id room.RoomID, format, lang string) ([]byte, error) {
	write := map[string]func(io.Writer, *report.Model) error{
		"md": report.Markdown, "json": report.JSON,
		"html": func(w io.Writer, m *report.Model) error { return report.HTML(w, m, "") },
	}[format]
	if write == nil {
		return nil, fmt.Errorf("there is no report format %q: md, html or json", format)
	}
	says := (*words.Words).Plain
	if format == "html" {
		says = func(w *words.Words) *words.Words { return w }
	}
	m, err := n.model(ctx, id, lang, says)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = write(&b, m)
	return b.Bytes(), err
}

// model is a room's report in a language, "" the room's first, with the words for
// its form.
func (n *node) model(ctx context.Context, id room.RoomID, lang string, says func(*words.Words) *words.Words) (*report.Model, error) {
	book, err := words.Load(web.Catalogues())
	if err != nil {
		return nil, err
	}
	lang = strings.TrimSpace(lang)
	if tongue, _, _ := strings.Cut(lang, "-"); lang != "" && !slices.Contains(book.Languages(), tongue) {
		return nil, fmt.Errorf("there is no report in %q: %s", lang, strings.Join(book.Languages(), ", "))
	}
	err = n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) {
		if lang == "" && len(s.Info.Languages) > 0 {
			lang = s.Info.Languages[0]
		}
	})
	if err != nil {
		return nil, fmt.Errorf("room %s: %w", id, err)
	}
	m, err := httpapi.BuildReport(ctx, n.db.Log(), id, says(book.In(lang)), func(f func(*room.State, room.Texts, room.Seconds)) error {
		return n.engine.View(ctx, id, f)
	})
	if err != nil {
		return nil, fmt.Errorf("room %s: %w", id, err)
	}
	return m, nil
}
