package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// wholeFile is a file to write: its name in a directory, and what stands in it.
type wholeFile struct {
	name string
	body []byte
}

// writeWhole writes files into a directory, which it makes, and returns their
// paths. What stood under their names stays until all of them are written; if one
// cannot be, nothing is left of any.
func writeWhole(dir string, files []wholeFile) (paths []string, err error) {
	_, absent := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var parts []string
	defer func() {
		for _, p := range parts {
			err = errors.Join(err, os.Remove(p))
		}
		if err != nil && errors.Is(absent, fs.ErrNotExist) {
			err = errors.Join(err, os.Remove(dir))
		}
	}()
	for _, f := range files {
		part, err := writePart(dir, f)
		if part != "" {
			parts = append(parts, part)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		if err := os.Rename(parts[0], path); err != nil {
			return nil, err
		}
		parts, paths = parts[1:], append(paths, path)
	}
	return paths, nil
}

// writePart writes a file under a name that it has until it is whole; "" when there
// is none.
func writePart(dir string, f wholeFile) (string, error) {
	part, err := os.CreateTemp(dir, f.name+".part-*")
	if err != nil {
		return "", err
	}
	_, err = part.Write(f.body)
	return part.Name(), errors.Join(err, part.Sync(), part.Close())
}
