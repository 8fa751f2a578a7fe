package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"parley/internal/httpapi"
)

// leastFree is the space under which a disk is called full, in bytes: a session
// of some hundreds takes a few megabytes.
const leastFree = 256 << 20

// disk says whether the data directory can be written to, and has space.
func (n *node) disk() httpapi.Disk {
	f, err := os.CreateTemp(n.data, "check-*")
	if err != nil {
		return httpapi.DiskBroken
	}
	_, err = f.WriteString("can be written\n")
	if errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name())) != nil {
		return httpapi.DiskBroken
	}
	var fs syscall.Statfs_t
	if syscall.Statfs(filepath.Clean(n.data), &fs) != nil {
		return httpapi.DiskBroken
	}
	if fs.Bavail*uint64(fs.Bsize) < leastFree {
		return httpapi.DiskFull
	}
	return httpapi.DiskOK
}
