package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/proposal"
)

const proposalUsage = `usage:
  parley proposal check FILE [--json]   what a proposal says, and what to know about it
  parley proposal new                   the Markdown form to fill in

FILE is copied text, a saved page or the Markdown form; - is standard input.
check ends with 0 when it read a session, with 2 when there is none to read.
`

// runProposal is the command "proposal". Its result is the exit code: 0, 1 for
// a file that cannot be read or output that cannot be written, 2 for a text
// that is no session or a wrong call.
func runProposal(_ context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	verb := ""
	if len(args) > 0 {
		verb = args[0]
	}
	switch {
	case verb == "check":
		return checkProposal(args[1:], stdin, stdout, stderr)
	case verb == "new" && len(args) == 1:
		return exitOf(writeAll(stdout, proposal.Template()), stderr)
	case verb == "help", verb == "-h", verb == "--help":
		return exitOf(writeAll(stdout, proposalUsage), stderr)
	}
	fmt.Fprint(stderr, proposalUsage)
	return 2
}

func checkProposal(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("proposal check", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprint(stderr, proposalUsage) }
	asJSON := flags.Bool("json", false, "print the result as JSON")
	var files []string
	for len(args) > 0 { // a flag may stand behind the file
		if err := flags.Parse(args); err != nil {
			return 2
		}
		if args = flags.Args(); len(args) > 0 {
			files, args = append(files, args[0]), args[1:]
		}
	}
	if len(files) != 1 {
		flags.Usage()
		return 2
	}
	src, err := readProposal(files[0], stdin)
	if err != nil {
		return exitOf(err, stderr)
	}
	res, err := proposal.Read(src)
	if err != nil {
		return exitOf(err, stderr)
	}
	if *asJSON {
		err = json.MarshalWrite(stdout, res, jsontext.WithIndent("  "))
		return exitOf(errors.Join(err, writeAll(stdout, "\n")), stderr)
	}
	return exitOf(proposal.Render(stdout, res), stderr)
}

// readProposal reads no more than shows that a source is too large.
func readProposal(file string, stdin io.Reader) ([]byte, error) {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, proposal.MaxSize+1))
}

func writeAll(w io.Writer, s string) error {
	_, err := io.WriteString(w, s)
	return err
}

// exitOf reports an error and says the code to end with.
func exitOf(err error, stderr io.Writer) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(stderr, err)
	if _, refused := errors.AsType[*proposal.Refusal](err); refused {
		return 2
	}
	return 1
}
