package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// source is a file to measure. One that was found in a directory is left out if it
// is no table of votes; one that was named must be one.
type source struct {
	path  string
	found bool
}

// sources is the files named and those in the directories named, at any depth, in
// the order of their paths. It is an error if there is none.
func sources(named []string) ([]source, error) {
	var out []source
	for _, name := range named {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, source{name, false})
			continue
		}
		files, err := tablesIn(name)
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s: no file in it ends in .csv or .csv.gz", name)
		}
		for _, f := range files {
			out = append(out, source{f, true})
		}
	}
	return out, nil
}

func tablesIn(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".csv") {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// bare is a path without what tells a table's form.
func bare(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path, ".gz"), ".csv")
}

// The names of the two tables of votes in an export of Polis.
const (
	polisVotes  = "votes"
	polisMatrix = "participants-votes"
)

// title is what a conversation is called: by its file, and in an export of Polis
// by its directory.
func (s source) title() string {
	name := filepath.Base(bare(s.path))
	if name == polisVotes || name == polisMatrix {
		if dir, err := filepath.Abs(filepath.Dir(s.path)); err == nil {
			return filepath.Base(dir)
		}
	}
	return name
}

// leastVotes is with how many votes a table can be measured: of fewer nothing can
// be hidden.
const leastVotes = 10

// read reads a source. Among others are all of them: the same votes are not
// measured twice.
func (s source) read(others []source) (*votes, error) {
	if s.found && filepath.Base(bare(s.path)) == polisMatrix {
		same := func(o source) bool {
			return o.found && filepath.Dir(o.path) == filepath.Dir(s.path) && filepath.Base(bare(o.path)) == polisVotes
		}
		if slices.ContainsFunc(others, same) {
			return nil, errors.New("its votes are those of the votes.csv beside it")
		}
	}
	v, err := read(s.path)
	if err == nil && len(v.list) < leastVotes {
		return nil, fmt.Errorf("it has %d votes, and at least %d are needed to hide some of them", len(v.list), leastVotes)
	}
	return v, err
}
