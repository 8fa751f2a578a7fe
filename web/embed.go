// Package web holds what the pages are made of: built scripts and styles,
// catalogues and templates. dist/ is built by `make web` and not committed; a
// binary made without it serves plain pages that say how to build them.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

//go:embed i18n/*.json
var i18n embed.FS

//go:embed templates/*.html
var templates embed.FS

// Dist is the built scripts and styles; beside each file its brotli form,
// "phone.js.br".
func Dist() fs.FS { return sub(dist, "dist") }

// Catalogues is the words of all languages, for words.Load.
func Catalogues() fs.FS { return sub(i18n, "i18n") }

// Templates is the pages' HTML.
func Templates() fs.FS { return sub(templates, "templates") }

func sub(f fs.FS, dir string) fs.FS {
	s, err := fs.Sub(f, dir)
	if err != nil {
		panic(err) // the names above are constants
	}
	return s
}
