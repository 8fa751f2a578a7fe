package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strconv"

	"parley/internal/opinion"
	"parley/internal/opinion/plant"
)

// plantSeed is the seed of tables that are planted.
const plantSeed = 42

// plantedTable is a table of votes whose groups are known. Its file holds, little
// endian: how many people and how many statements (uint32 each); by person the
// group (a byte), then the number of votes (uint16); then the votes person by
// person, as [plant.Rows] has them (uint16).
type plantedTable struct {
	statements int
	groups     []uint8
	counts     []uint16
	votes      []uint16
}

// plantFile writes a planted table: PEOPLE STATEMENTS EACH FILE.
func plantFile(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("plant wants PEOPLE STATEMENTS EACH FILE")
	}
	var sizes [3]int
	for i, most := range []int{math.MaxInt32, opinion.MaxStatements, opinion.MaxStatements} {
		n, err := strconv.Atoi(args[i])
		if err != nil || n < 1 || n > most {
			return fmt.Errorf("plant: %q is not a number from 1 to %d", args[i], most)
		}
		sizes[i] = n
	}
	t := plantedTable{statements: sizes[1]}
	plant.Rows(sizes[0], sizes[1], sizes[2], plant.Apart, plantSeed, func(_ int, group uint8, votes []uint16) {
		t.groups = append(t.groups, group)
		t.counts = append(t.counts, uint16(len(votes)))
		t.votes = append(t.votes, votes...)
	})
	return t.write(args[3])
}

func (t *plantedTable) write(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	head := []uint32{uint32(len(t.groups)), uint32(t.statements)}
	for _, part := range []any{head, t.groups, t.counts, t.votes} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// readPlanted reads what plantFile wrote. A file of another length than its
// numbers say is refused.
func readPlanted(name string) (*plantedTable, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	cut := fmt.Errorf("%s is not a planted table, or not all of one", name)
	if len(data) < 8 {
		return nil, cut
	}
	people, statements := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if data = data[8:]; len(data) < 3*people {
		return nil, cut
	}
	t := &plantedTable{statements: statements, groups: data[:people], counts: numbers(data[people : 3*people])}
	total := 0
	for _, n := range t.counts {
		total += int(n)
	}
	if data = data[3*people:]; len(data) != 2*total {
		return nil, cut
	}
	t.votes = numbers(data)
	return t, nil
}

func numbers(data []byte) []uint16 {
	out := make([]uint16, len(data)/2)
	for i := range out {
		out[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return out
}

// rows is the table as our analysis takes it, by the way any votes come.
func (t *plantedTable) rows() (*opinion.Rows, error) {
	names := make([]string, max(t.statements, len(t.groups)))
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	var b opinion.Builder
	for _, name := range names[:t.statements] {
		if err := b.Statement(name); err != nil {
			return nil, err
		}
	}
	at := 0
	for i, n := range t.counts {
		for _, v := range t.votes[at : at+int(n)] {
			c := opinion.Code(v)
			if c.Statement() >= t.statements {
				return nil, fmt.Errorf("a vote of person %d is on statement %d of %d", i, c.Statement(), t.statements)
			}
			if err := b.Vote(names[i], names[c.Statement()], c.Answer()); err != nil {
				return nil, err
			}
		}
		at += int(n)
	}
	return b.Rows(), nil
}
